import { compensatedDot, type Matrix, transpose } from "@lazyrich/linalg";
import { gaussianMatrix } from "./gaussianMatrix.js";
import type { RandomGenerator } from "./randomGenerator.js";

/**
 * A rows x columns matrix Q with Q^T Q = I, uniform over all of them (Haar): the columns of a Gaussian matrix made
 * orthonormal one after another, twice, after which they are so to the last digits. Takes O(rows columns^2).
 *
 * @throws RangeError if there are more columns than rows.
 */
export function orthonormalMatrix(rows: number, columns: number, random: RandomGenerator): Matrix {
  if (columns > rows) throw new RangeError(`columns is ${columns}; expected at most ${rows}, the number of rows`);
  const result = gaussianMatrix(columns, rows, random);
  const row = (i: number): Float64Array => result.data.subarray(i * rows, (i + 1) * rows);
  for (let i = 0; i < columns; i++) {
    const vector = row(i);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) subtract(vector, row(j), compensatedDot(vector, row(j)));
      normalize(vector);
    }
  }
  return transpose(result);
}

function subtract(vector: Float64Array, other: Float64Array, factor: number): void {
  for (let k = 0; k < vector.length; k++) vector[k] = vector[k]! - factor * other[k]!;
}

function normalize(vector: Float64Array): void {
  const norm = Math.sqrt(compensatedDot(vector, vector));
  for (let k = 0; k < vector.length; k++) vector[k] = vector[k]! / norm;
}
