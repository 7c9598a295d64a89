import { type Matrix, matrix } from "./matrix.js";
import { meanDecay } from "./meanDecay.js";
import { symmetricEigendecomposition } from "./symmetricEigendecomposition.js";

/**
 * f(A) of a symmetric $n x n$ matrix: f applied to the eigenvalues.
 *
 * @param a a symmetric matrix
 * @param f what is done to each eigenvalue
 * @throws RangeError if A is not symmetric, or f is not finite at an eigenvalue.
 * @example
 * import { matrixFromRows, symmetricFunction } from "@lazyrich/linalg";
 * symmetricFunction(matrixFromRows([[5, 4], [4, 5]]), Math.sqrt).data; // [2, 1, 1, 2]
 */
export function symmetricFunction(a: Matrix, f: (eigenvalue: number) => number): Matrix {
  const { values, vectors } = symmetricEigendecomposition(a);
  const n = a.rows;
  const images = values.map((value) => {
    const image = f(value);
    if (!Number.isFinite(image)) throw new RangeError(`f(${value}) is ${image}; expected a finite number`);
    return image;
  });
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += vectors.data[i * n + k]! * images[k]! * vectors.data[j * n + k]!;
      result.data[i * n + j] = sum;
      result.data[j * n + i] = sum;
    }
  }
  return result;
}

/**
 * `meanDecay` of a symmetric matrix: of its eigenvalues.
 *
 * @param a a symmetric matrix
 * @example
 * import { matrixFromRows, symmetricMeanDecay } from "@lazyrich/linalg";
 * symmetricMeanDecay(matrixFromRows([[1, 0], [0, 0]])).data; // [0.63212, 0, 0, 1]: 1 where the eigenvalue is 0
 */
export function symmetricMeanDecay(a: Matrix): Matrix {
  return symmetricFunction(a, meanDecay);
}
