import { Matrix as Dense, SVD } from "ml-matrix";
import { type Matrix, matrix, requireFiniteMatrix } from "./matrix.js";
import { unitScale } from "./unitScale.js";

export interface SingularValueDecomposition {
  /** rows x r, orthonormal columns. */
  readonly left: Matrix;
  /** Length r = min(rows, columns), descending. */
  readonly values: Float64Array;
  /** columns x r, orthonormal columns. */
  readonly right: Matrix;
}

/**
 * Singular value decomposition A = left diag(values) right^T, with r = min(rows, columns) values.
 *
 * @throws RangeError if an entry is not finite.
 */
export function singularValueDecomposition(a: Matrix): SingularValueDecomposition {
  requireFiniteMatrix("a", a);
  const { rows, columns } = a;
  const r = Math.min(rows, columns);
  if (r === 0) return { left: matrix(rows, 0), values: new Float64Array(0), right: matrix(columns, 0) };
  const { entries, restore } = unitScale(a);
  const svd = new SVD(Dense.from1DArray(rows, columns, entries), { autoTranspose: true });
  const values = restore(Float64Array.from(svd.diagonal.slice(0, r)));
  return { left: leading(svd.leftSingularVectors, r), values, right: leading(svd.rightSingularVectors, r) };
}

/**
 * The singular values alone, min(rows, columns), descending: a third of the time of the decomposition.
 *
 * @throws RangeError if an entry is not finite.
 */
export function singularValues(a: Matrix): Float64Array {
  requireFiniteMatrix("a", a);
  const { rows, columns } = a;
  const r = Math.min(rows, columns);
  if (r === 0) return new Float64Array(0);
  const { entries, restore } = unitScale(a);
  const svd = new SVD(Dense.from1DArray(rows, columns, entries), {
    autoTranspose: true,
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  });
  return restore(Float64Array.from(svd.diagonal.slice(0, r)));
}

function leading(vectors: Dense, r: number): Matrix {
  const result = matrix(vectors.rows, r);
  for (let i = 0; i < vectors.rows; i++) for (let j = 0; j < r; j++) result.data[i * r + j] = vectors.get(i, j);
  return result;
}
