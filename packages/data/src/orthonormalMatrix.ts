import { type GaussianSource, gaussianMatrix, type Matrix, orthonormalColumns } from "@lazyrich/linalg";

/**
 * A rows x columns matrix Q with Q^T Q = I to the last digits, uniform over all of them (Haar): the columns of a Gaussian matrix made
 * orthonormal. Takes O(rows columns^2).
 *
 * @throws RangeError if there are more columns than rows.
 */
export function orthonormalMatrix(rows: number, columns: number, random: GaussianSource): Matrix {
  if (columns > rows) throw new RangeError(`columns is ${columns}; expected at most ${rows}, the number of rows`);
  return orthonormalColumns(gaussianMatrix(rows, columns, random));
}
