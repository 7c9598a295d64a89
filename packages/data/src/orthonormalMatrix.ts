import { type GaussianSource, gaussianMatrix, type Matrix, orthonormalColumns } from "@lazyrich/linalg";

/**
 * A rows x columns matrix Q with $Q^T Q = I$ to the last digits, uniform over all of them (Haar): the columns of a Gaussian matrix made
 * orthonormal. Takes O(rows columns^2).
 *
 * @param rows of the matrix
 * @param columns at most as many
 * @param random the source of standard normal numbers
 * @throws RangeError if there are more columns than rows.
 * @example
 * import { orthonormalMatrix, randomGenerator } from "@lazyrich/data";
 * const { data } = orthonormalMatrix(3, 1, randomGenerator(1));
 * Math.hypot(...data); // 1
 */
export function orthonormalMatrix(rows: number, columns: number, random: GaussianSource): Matrix {
  if (columns > rows) throw new RangeError(`columns is ${columns}; expected at most ${rows}, the number of rows`);
  return orthonormalColumns(gaussianMatrix(rows, columns, random));
}
