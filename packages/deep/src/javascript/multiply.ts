import type { Numbers } from "@lazyrich/networks";
import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

/** Rows and columns of a tile, whose sums stay in locals. */
const TILE = 3;

/** The product, each entry summed over the depth in order, as by three plain loops. */
export function multiplyKernel(memory: Memory, size: number): Pick<Kernels, "multiply"> {
  return {
    multiply(m, depth, n, a, aRow, aColumn, b, bRow, bColumn, c, cRow, proceed) {
      const x = memory.numbers;
      const left = a / size;
      const right = b / size;
      const out = c / size;
      const rows = m - (m % TILE);
      const columns = n - (n % TILE);
      for (let i = 0; i < rows; i += TILE) {
        for (let j = 0; j < columns; j += TILE) {
          const c0 = out + i * cRow + j;
          const c1 = c0 + cRow;
          const c2 = c1 + cRow;
          let s00 = proceed ? x[c0]! : 0;
          let s01 = proceed ? x[c0 + 1]! : 0;
          let s02 = proceed ? x[c0 + 2]! : 0;
          let s10 = proceed ? x[c1]! : 0;
          let s11 = proceed ? x[c1 + 1]! : 0;
          let s12 = proceed ? x[c1 + 2]! : 0;
          let s20 = proceed ? x[c2]! : 0;
          let s21 = proceed ? x[c2 + 1]! : 0;
          let s22 = proceed ? x[c2 + 2]! : 0;
          for (let k = 0, p = left + i * aRow, q = right + j * bColumn; k < depth; k++, p += aColumn, q += bRow) {
            const a0 = x[p]!;
            const a1 = x[p + aRow]!;
            const a2 = x[p + 2 * aRow]!;
            const b0 = x[q]!;
            const b1 = x[q + bColumn]!;
            const b2 = x[q + 2 * bColumn]!;
            s00 += a0 * b0;
            s01 += a0 * b1;
            s02 += a0 * b2;
            s10 += a1 * b0;
            s11 += a1 * b1;
            s12 += a1 * b2;
            s20 += a2 * b0;
            s21 += a2 * b1;
            s22 += a2 * b2;
          }
          x[c0] = s00;
          x[c0 + 1] = s01;
          x[c0 + 2] = s02;
          x[c1] = s10;
          x[c1 + 1] = s11;
          x[c1 + 2] = s12;
          x[c2] = s20;
          x[c2 + 1] = s21;
          x[c2 + 2] = s22;
        }
        for (let j = columns; j < n; j++)
          for (let k = i; k < i + TILE; k++)
            entry(
              memory.numbers,
              depth,
              left + k * aRow,
              aColumn,
              right + j * bColumn,
              bRow,
              out + k * cRow + j,
              proceed,
            );
      }
      for (let i = rows; i < m; i++)
        for (let j = 0; j < n; j++)
          entry(
            memory.numbers,
            depth,
            left + i * aRow,
            aColumn,
            right + j * bColumn,
            bRow,
            out + i * cRow + j,
            proceed,
          );
    },
  };
}

/** One entry of C at the edge. */
function entry(
  x: Numbers,
  depth: number,
  a: number,
  aStep: number,
  b: number,
  bStep: number,
  c: number,
  proceed: boolean,
): void {
  let sum = proceed ? x[c]! : 0;
  for (let k = 0; k < depth; k++) sum += x[a + k * aStep]! * x[b + k * bStep]!;
  x[c] = sum;
}
