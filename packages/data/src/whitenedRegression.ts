import { type Matrix, requirePositive, requireWhole } from "@lazyrich/linalg";
import { linearTarget } from "./linearTarget.js";
import { orthonormalMatrix } from "./orthonormalMatrix.js";
import { randomGenerator } from "./randomGenerator.js";
import type { Samples } from "./task.js";

export interface WhitenedInputsOptions {
  /** n, the number of inputs, at least d. */
  readonly trainSize: number;
  /** d. */
  readonly inputDimension: number;
  /** The c of $X^T X = c I$; 1 if not given. */
  readonly inputScale?: number | undefined;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

export interface WhitenedRegressionOptions extends WhitenedInputsOptions {
  /** The linear teacher, length d. */
  readonly betaStar: ArrayLike<number>;
}

/**
 * Random whitened inputs $X (n x d)$: $X^T X = c I$, uniform over all such matrices.
 *
 * @param options sizes, the scale and the seed
 * @throws RangeError if trainSize < inputDimension, a size is not a whole number above 0, or `inputScale` is not above 0.
 * @see theory.md section 1.
 * @example
 * import { whitenedInputs } from "@lazyrich/data";
 * const { data } = whitenedInputs({ trainSize: 3, inputDimension: 1, seed: 1 });
 * Math.hypot(...data); // 1: X^T X = 1
 */
export function whitenedInputs(options: WhitenedInputsOptions): Matrix {
  const { trainSize: n, inputDimension: d, inputScale = 1, seed } = options;
  requireWhole("inputDimension", d);
  requireWhole("trainSize", n);
  if (n < d) {
    throw new RangeError(
      `trainSize is ${n}; expected at least inputDimension = ${d}, or X^T X cannot be a multiple of I`,
    );
  }
  requirePositive("inputScale", inputScale);
  const X = orthonormalMatrix(n, d, randomGenerator(seed));
  const root = Math.sqrt(inputScale);
  for (let i = 0; i < X.data.length; i++) X.data[i] = root * X.data[i]!;
  return X;
}

/**
 * A linear teacher on random whitened inputs: $X^T X = c I$, $Y = X betaStar$.
 *
 * @throws RangeError as `whitenedInputs`, or if `betaStar` does not have d finite entries.
 * @example
 * import { whitenedRegression } from "@lazyrich/data";
 * const { X, Y } = whitenedRegression({ trainSize: 5, inputDimension: 2, betaStar: [0, 1], seed: 1 });
 * [X.rows, X.columns, Y.columns]; // [5, 2, 1]
 */
export function whitenedRegression({ betaStar, ...options }: WhitenedRegressionOptions): Samples {
  const X = whitenedInputs(options);
  return { X, Y: linearTarget(X, betaStar) };
}
