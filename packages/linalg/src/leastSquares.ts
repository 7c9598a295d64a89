import { type Matrix, matrix } from "./matrix.js";
import { type SingularValueDecomposition, singularValueDecomposition } from "./singularValueDecomposition.js";

/** Singular values below this fraction of the largest, times the larger side, count as 0. */
function rankOf({ values, left, right }: SingularValueDecomposition): number {
  const threshold = Number.EPSILON * Math.max(left.rows, right.rows) * (values[0] ?? 0);
  let rank = 0;
  while (rank < values.length && values[rank]! > threshold) rank++;
  return rank;
}

/**
 * Moore-Penrose pseudo-inverse (columns x rows); singular values at the level of rounding count as 0.
 *
 * @param a of any shape and rank
 * @example
 * import { matrixFromRows, pseudoInverse } from "@lazyrich/linalg";
 * pseudoInverse(matrixFromRows([[2, 0], [0, 0]])).data; // [0.5, 0, 0, 0]
 */
export function pseudoInverse(a: Matrix): Matrix {
  const decomposition = singularValueDecomposition(a);
  const { left, values, right } = decomposition;
  const rank = rankOf(decomposition);
  const result = matrix(a.columns, a.rows);
  const scaled = new Float64Array(rank);
  for (let i = 0; i < a.columns; i++) {
    for (let k = 0; k < rank; k++) scaled[k] = right.data[i * right.columns + k]! / values[k]!;
    for (let j = 0; j < a.rows; j++) {
      let sum = 0;
      for (let k = 0; k < rank; k++) sum += scaled[k]! * left.data[j * left.columns + k]!;
      result.data[i * a.rows + j] = sum;
    }
  }
  return result;
}

/**
 * The least-squares solution of $X b = y$ of least norm (length d, for $X n x d$ and y of length n).
 *
 * @param x $n x d$, of any rank
 * @param y length n
 * @throws RangeError if y does not have one entry per row of X, or an entry is not finite.
 * @example
 * import { matrixFromRows, minimumNormSolution } from "@lazyrich/linalg";
 * minimumNormSolution(matrixFromRows([[1, 1]]), [2]); // [1, 1]
 */
export function minimumNormSolution(x: Matrix, y: ArrayLike<number>): Float64Array {
  if (y.length !== x.rows) throw new RangeError(`y has length ${y.length}, but X has ${x.rows} rows`);
  for (let i = 0; i < y.length; i++) {
    if (!Number.isFinite(y[i]!)) throw new RangeError(`y[${i}] is ${y[i]}; expected a finite number`);
  }
  const decomposition = singularValueDecomposition(x);
  const { left, values, right } = decomposition;
  const result = new Float64Array(x.columns);
  const rank = rankOf(decomposition);
  for (let k = 0; k < rank; k++) {
    let coefficient = 0;
    for (let i = 0; i < x.rows; i++) coefficient += left.data[i * left.columns + k]! * y[i]!;
    coefficient /= values[k]!;
    for (let j = 0; j < x.columns; j++) result[j] = result[j]! + coefficient * right.data[j * right.columns + k]!;
  }
  return result;
}

/**
 * The orthogonal projector ($d x d$) onto the null space of $X (n x d)$; 0, to the last digit, where the columns are independent.
 *
 * @param x $n x d$, of any rank
 * @example
 * import { matrixFromRows, nullSpaceProjector } from "@lazyrich/linalg";
 * nullSpaceProjector(matrixFromRows([[0, 3]])).data; // [1, 0, 0, 0]
 */
export function nullSpaceProjector(x: Matrix): Matrix {
  const decomposition = singularValueDecomposition(x);
  const { right } = decomposition;
  const rank = rankOf(decomposition);
  const d = x.columns;
  const result = matrix(d, d);
  if (rank === d) return result;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < rank; k++) sum -= right.data[i * right.columns + k]! * right.data[j * right.columns + k]!;
      result.data[i * d + j] = sum;
    }
  }
  return result;
}
