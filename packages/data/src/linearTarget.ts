import { compensatedDot, type Matrix, matrix, requireFiniteVector } from "@lazyrich/linalg";

/**
 * Targets X betaStar of a linear teacher ($n x 1$), each rounded once.
 *
 * @param X inputs, $n x d$
 * @param betaStar the teacher, length d
 * @throws RangeError if `betaStar` does not have one finite entry per column of X.
 * @example
 * import { linearTarget } from "@lazyrich/data";
 * const X = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 1, 1) };
 * linearTarget(X, [2, 3]).data; // [2, 5]
 */
export function linearTarget(X: Matrix, betaStar: ArrayLike<number>): Matrix {
  const { rows: n, columns: d, data } = X;
  if (betaStar.length !== d) {
    throw new RangeError(`betaStar has length ${betaStar.length}, but the inputs have ${d} columns`);
  }
  requireFiniteVector("betaStar", betaStar);
  return matrix(
    n,
    1,
    Float64Array.from({ length: n }, (_, i) => compensatedDot(data.subarray(i * d, (i + 1) * d), betaStar)),
  );
}
