import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

type RowKernels = Pick<
  Kernels,
  "addRow" | "addColumnSums" | "addVector" | "scale" | "copyRows" | "clear" | "transpose" | "permute"
>;

/** Copies and sums of rows. */
export function rowKernels(memory: Memory, size: number): RowKernels {
  return {
    addRow(rows, width, row, x) {
      const v = memory.numbers;
      const from = row / size;
      for (let i = 0, at = x / size; i < rows; i++) for (let j = 0; j < width; j++) v[at++]! += v[from + j]!;
    },
    addColumnSums(rows, width, x, sums) {
      const v = memory.numbers;
      const to = sums / size;
      for (let i = 0, at = x / size; i < rows; i++) for (let j = 0; j < width; j++) v[to + j]! += v[at++]!;
    },
    addVector(n, x, y) {
      const v = memory.numbers;
      for (let i = 0, from = x / size, to = y / size; i < n; i++) v[to + i]! += v[from + i]!;
    },
    scale(n, factor, x, y, proceed) {
      const v = memory.numbers;
      const to = y / size;
      for (let i = 0, from = x / size; i < n; i++) v[to + i] = (proceed ? v[to + i]! : 0) + factor * v[from + i]!;
    },
    copyRows(rows, width, x, xRow, y, yRow) {
      const v = memory.numbers;
      for (let i = 0; i < rows; i++) {
        const from = x / size + i * xRow;
        v.copyWithin(y / size + i * yRow, from, from + width);
      }
    },
    clear(n, x) {
      memory.numbers.fill(0, x / size, x / size + n);
    },
    transpose(count, rows, columns, x, y) {
      const v = memory.numbers;
      let from = x / size;
      for (let k = 0, to = y / size; k < count; k++, to += rows * columns) {
        for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) v[to + j * rows + i] = v[from++]!;
      }
    },
    permute(n, index, factor, x, y) {
      const v = memory.numbers;
      const { indices } = memory;
      for (let i = 0; i < n; i++) v[y / size + i] = factor * v[x / size + indices[index / 4 + i]!]!;
    },
  };
}
