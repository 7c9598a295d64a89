import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

/** Sums of rows that an index names, and back. */
export function gatherKernels(memory: Memory, size: number): Pick<Kernels, "gatherSums" | "scatterSums"> {
  return {
    gatherSums(rows, width, each, index, table, out, proceed) {
      const v = memory.numbers;
      const { indices } = memory;
      for (let i = 0; i < rows; i++) {
        const to = out / size + i * width;
        const names = index / 4 + i * each;
        for (let j = 0; j < width; j++) {
          let sum = proceed ? v[to + j]! : 0;
          for (let k = 0; k < each; k++) sum += v[table / size + indices[names + k]! * width + j]!;
          v[to + j] = sum;
        }
      }
    },
    scatterSums(rows, width, each, index, x, table) {
      const v = memory.numbers;
      const { indices } = memory;
      for (let i = 0; i < rows; i++) {
        const from = x / size + i * width;
        for (let k = 0; k < each; k++) {
          const to = table / size + indices[index / 4 + i * each + k]! * width;
          for (let j = 0; j < width; j++) v[to + j]! += v[from + j]!;
        }
      }
    },
  };
}
