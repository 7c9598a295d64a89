import { Matrix as Dense, EigenvalueDecomposition } from "ml-matrix";
import { type Matrix, matrix, requireFiniteMatrix } from "./matrix.js";
import { unitScale } from "./unitScale.js";

/**
 * Eigenvalues and eigenvectors of a symmetric matrix.
 */
export interface SymmetricEigendecomposition {
  /** Length n, ascending. */
  readonly values: Float64Array;
  /** $n x n$; column j belongs to value j; orthonormal. */
  readonly vectors: Matrix;
}

/**
 * Eigendecomposition $A = Q diag(s) Q^T$, in `vectors` and `values`, of a symmetric $n x n$ matrix.
 *
 * @param a a symmetric matrix
 * @throws RangeError if A is not square, not finite, or differs from its transpose by more than rounding.
 * @example
 * import { matrixFromRows, symmetricEigendecomposition } from "@lazyrich/linalg";
 * symmetricEigendecomposition(matrixFromRows([[2, 1], [1, 2]])).values; // [1, 3]
 */
export function symmetricEigendecomposition(a: Matrix): SymmetricEigendecomposition {
  requireFiniteMatrix("a", a);
  requireSymmetric(a);
  const n = a.rows;
  if (n === 0) return { values: new Float64Array(0), vectors: matrix(0, 0) };
  const { entries, restore } = unitScale(a);
  const result = new EigenvalueDecomposition(Dense.from1DArray(n, n, entries), { assumeSymmetric: true });
  const { realEigenvalues, eigenvectorMatrix } = result;
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => realEigenvalues[i]! - realEigenvalues[j]!);
  const vectors = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) vectors.data[i * n + j] = eigenvectorMatrix.get(i, order[j]!);
  }
  return { values: restore(Float64Array.from(order, (i) => realEigenvalues[i]!)), vectors };
}

function requireSymmetric({ rows, columns, data }: Matrix): void {
  if (rows !== columns) throw new RangeError(`a is ${rows} x ${columns}; expected a square matrix`);
  let largest = 0;
  for (const entry of data) largest = Math.max(largest, Math.abs(entry));
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const difference = Math.abs(data[i * rows + j]! - data[j * rows + i]!);
      if (difference > 1e-10 * largest) {
        throw new RangeError(`a is not symmetric: entries (${i}, ${j}) and (${j}, ${i}) differ by ${difference}`);
      }
    }
  }
}
