import type { TwoLayerWeights } from "@lazyrich/exact";
import {
  type GaussianSource,
  gaussianMatrix,
  type Matrix,
  matrix,
  requirePositive,
  requireWhole,
} from "@lazyrich/linalg";

export interface NeuronsWithScalesOptions {
  /** h. */
  readonly hiddenWidth: number;
  /** d. */
  readonly inputDimension: number;
  /** c; 1 if not given. */
  readonly outputDimension?: number | undefined;
  /** Overall scale. */
  readonly tau: number;
  /** Relative scale: above 1 the readouts are the larger. */
  readonly alpha: number;
  readonly random: GaussianSource;
}

/**
 * Neurons of random directions with |a_k| = tau alpha and |w_k| = tau/alpha, so that with equal learning rates eta each conserves
 * delta_k = eta tau^2 (alpha^2 - alpha^-2).
 *
 * @throws RangeError if a size is not a whole number above 0, or a scale is not above 0.
 * @see theory.md section 8.
 */
export function neuronsWithScales({
  hiddenWidth: h,
  inputDimension: d,
  outputDimension: c = 1,
  tau,
  alpha,
  random,
}: NeuronsWithScalesOptions): TwoLayerWeights {
  for (const [name, size] of Object.entries({ inputDimension: d, hiddenWidth: h, outputDimension: c })) {
    requireWhole(name, size);
  }
  requirePositive("tau", tau);
  requirePositive("alpha", alpha);
  return {
    W: withRowsOfLength(tau / alpha, gaussianMatrix(h, d, random)),
    A: withRowsOfLength(tau * alpha, gaussianMatrix(h, c, random)),
  };
}

function withRowsOfLength(length: number, { rows, columns, data }: Matrix): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * columns, (i + 1) * columns);
    const norm = Math.hypot(...row);
    for (let j = 0; j < columns; j++) result.data[i * columns + j] = length * (row[j]! / norm);
  }
  return result;
}
