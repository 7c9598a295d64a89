import { compensatedDot } from "./compensatedDot.js";
import { type Matrix, requireFiniteMatrix, transpose } from "./matrix.js";

/**
 * The columns of $A (m x n, m >= n)$ made orthonormal one after another, each in the span of those up to it; twice, after which they are so to
 * the last digits. Takes $O(m n^2)$.
 *
 * @param a as many rows as columns, or more
 * @throws RangeError if there are more columns than rows, an entry is not finite, or a column depends on those before it.
 * @example
 * import { matrixFromRows, orthonormalColumns } from "@lazyrich/linalg";
 * orthonormalColumns(matrixFromRows([[3], [4]])).data.map(Math.abs); // [0.6, 0.8]
 */
export function orthonormalColumns(a: Matrix): Matrix {
  requireFiniteMatrix("a", a);
  if (a.columns > a.rows)
    throw new RangeError(`a is ${a.rows} x ${a.columns}; expected at most as many columns as rows`);
  const columns = transpose(a);
  const column = (i: number): Float64Array => columns.data.subarray(i * a.rows, (i + 1) * a.rows);
  for (let i = 0; i < a.columns; i++) {
    const vector = column(i);
    for (let pass = 0; pass < 2; pass++) {
      const before = Math.hypot(...vector);
      for (let j = 0; j < i; j++) {
        const along = compensatedDot(vector, column(j));
        for (let k = 0; k < vector.length; k++) vector[k] = vector[k]! - along * column(j)[k]!;
      }
      const norm = Math.hypot(...vector);
      if (!(norm > 1e-14 * before)) throw new RangeError(`column ${i} of a depends on the columns before it`);
      for (let k = 0; k < vector.length; k++) vector[k] = vector[k]! / norm;
    }
  }
  return transpose(columns);
}
