import { compensatedDot, type Matrix } from "@lazyrich/linalg";

/**
 * Targets y = X betaStar of a linear teacher (length n), each rounded once.
 *
 * @throws RangeError if `betaStar` does not have one entry per column of X.
 */
export function linearTarget(X: Matrix, betaStar: ArrayLike<number>): Float64Array {
  const { rows: n, columns: d, data } = X;
  if (betaStar.length !== d) {
    throw new RangeError(`betaStar has length ${betaStar.length}, but the inputs have ${d} columns`);
  }
  for (let j = 0; j < d; j++) {
    if (!Number.isFinite(betaStar[j]!))
      throw new RangeError(`betaStar[${j}] is ${betaStar[j]}; expected a finite number`);
  }
  return Float64Array.from({ length: n }, (_, i) => compensatedDot(data.subarray(i * d, (i + 1) * d), betaStar));
}
