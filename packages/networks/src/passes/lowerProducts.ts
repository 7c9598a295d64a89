import { type Matrix, matrix, type Products } from "@lazyrich/linalg";

/** Rows whose products with the rows up to them are formed together. */
const BLOCK = 128;

/**
 * Calls `visit` with parts of A A^T and B B^T of equal n rows that together hold every entry (i, j) with j <= i: rows `first` to
 * `first + rows`, each from column 0 to `columns`. Half the work of the whole products.
 */
export function lowerProducts(
  { productTransposed }: Products,
  a: Matrix,
  b: Matrix,
  visit: (first: number, rows: number, columns: number, ofA: Float64Array, ofB: Float64Array) => void,
): void {
  const n = a.rows;
  const buffers = [new Float64Array(BLOCK * n), new Float64Array(BLOCK * n)] as const;
  for (let first = 0; first < n; first += BLOCK) {
    const end = Math.min(first + BLOCK, n);
    const [ofA, ofB] = [a, b].map((x, which) => {
      const out = matrix(end - first, end, buffers[which]!.subarray(0, (end - first) * end));
      return productTransposed(rowsOf(x, first, end), rowsOf(x, 0, end), out).data;
    });
    visit(first, end - first, end, ofA!, ofB!);
  }
}

/** Copies the entries below the diagonal above it, by tiles that stay in the cache. */
export function mirror({ rows: n, data }: Matrix): void {
  const tile = 32;
  for (let i0 = 0; i0 < n; i0 += tile) {
    for (let j0 = 0; j0 <= i0; j0 += tile) {
      for (let i = i0; i < Math.min(i0 + tile, n); i++) {
        const end = Math.min(j0 + tile, i);
        for (let j = j0; j < end; j++) data[j * n + i] = data[i * n + j]!;
      }
    }
  }
}

const rowsOf = ({ columns, data }: Matrix, first: number, end: number): Matrix =>
  matrix(end - first, columns, data.subarray(first * columns, end * columns));
