import { orthonormalMatrix, type RandomGenerator } from "@lazyrich/data";
import { type Matrix, matrix, productTransposed } from "@lazyrich/linalg";

/** A target d x c with given singular values in random directions. */
export function targetWithModes(d: number, c: number, values: readonly number[], random: RandomGenerator): Matrix {
  const left = orthonormalMatrix(d, values.length, random);
  const right = orthonormalMatrix(c, values.length, random);
  const scaled = matrix(
    d,
    values.length,
    left.data.map((entry, k) => entry * values[k % values.length]!),
  );
  return productTransposed(scaled, right);
}
