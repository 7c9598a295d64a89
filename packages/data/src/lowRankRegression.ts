import { type Matrix, matrix, requirePositive, requireWhole } from "@lazyrich/linalg";
import { linearTarget } from "./linearTarget.js";
import { orthonormalMatrix } from "./orthonormalMatrix.js";
import { randomGenerator } from "./randomGenerator.js";
import type { Samples } from "./task.js";

export interface LowRankInputsOptions {
  /** Number of inputs, at least the rank. */
  readonly trainSize: number;
  /** Their dimension, at least the rank. */
  readonly inputDimension: number;
  /** Dimension of the space they span; the null space has dimension inputDimension - rank. */
  readonly rank: number;
  /** Length rank, each above 0; all 1 if not given. */
  readonly singularValues?: ArrayLike<number> | undefined;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

export interface LowRankRegressionOptions extends LowRankInputsOptions {
  /** The linear teacher, length d. Its component in the null space of the inputs leaves no trace in the targets. */
  readonly betaStar: ArrayLike<number>;
}

/**
 * Random inputs of a given rank, $X = U diag(s) V^T$ ($n x d$, s the singular values), with U ($n x r$) and V ($d x r$, r the rank) uniform over the
 * matrices with orthonormal columns. Rounding gives the null space singular values of about 1e-16 of the largest where n is above the rank.
 *
 * @param options sizes, the rank, the singular values and the seed
 * @throws RangeError if a size is not a whole number above 0, the rank exceeds n or d, or a singular value is not above 0.
 * @see theory.md section 4.
 * @example
 * import { lowRankInputs } from "@lazyrich/data";
 * const X = lowRankInputs({ trainSize: 2, inputDimension: 3, rank: 1, singularValues: [5], seed: 1 });
 * Math.hypot(...X.data); // 5
 */
export function lowRankInputs(options: LowRankInputsOptions): Matrix {
  const { trainSize: n, inputDimension: d, rank, singularValues, seed } = options;
  for (const [name, size] of Object.entries({ trainSize: n, inputDimension: d, rank })) requireWhole(name, size);
  if (rank > Math.min(n, d)) {
    throw new RangeError(`rank is ${rank}; expected at most trainSize = ${n} and inputDimension = ${d}`);
  }
  if (singularValues && singularValues.length !== rank) {
    throw new RangeError(`singularValues has length ${singularValues.length}, but rank is ${rank}`);
  }
  const values = Float64Array.from({ length: rank }, (_, k) => singularValues?.[k] ?? 1);
  for (const [k, value] of values.entries()) requirePositive(`singularValues[${k}]`, value);
  const random = randomGenerator(seed);
  const left = orthonormalMatrix(n, rank, random);
  const right = orthonormalMatrix(d, rank, random);
  const X = matrix(n, d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < rank; k++) sum += left.data[i * rank + k]! * values[k]! * right.data[j * rank + k]!;
      X.data[i * d + j] = sum;
    }
  }
  return X;
}

/**
 * A linear teacher on random inputs of a given rank: $Y = X betaStar$, so that the solutions of $X beta = Y$ are betaStar
 * plus the null space of X, of dimension d - rank.
 *
 * @throws RangeError as `lowRankInputs`, or if `betaStar` does not have d finite entries.
 * @example
 * import { lowRankRegression } from "@lazyrich/data";
 * const { X, Y } = lowRankRegression({ trainSize: 2, inputDimension: 3, rank: 1, betaStar: [1, 0, 0], seed: 1 });
 * Math.abs(Y.data[1] / Y.data[0] - X.data[3] / X.data[0]) < 1e-12; // true: rank one
 */
export function lowRankRegression({ betaStar, ...options }: LowRankRegressionOptions): Samples {
  const X = lowRankInputs(options);
  return { X, Y: linearTarget(X, betaStar) };
}
