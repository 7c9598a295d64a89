import { productError } from "./productError.js";

/**
 * $sum_i g_i x_i y_i$ with weights g as if computed in twice the working precision, for sums in which large squares cancel, such as
 * $etaW a^2 - etaA |w|^2$ of a nearly balanced neuron.
 *
 * @param weights one a term
 * @param x a vector
 * @param y another of the same length
 * @throws RangeError if the lengths differ.
 * @example
 * import { compensatedWeightedDot } from "@lazyrich/linalg";
 * compensatedWeightedDot([1, 1, -1], [1e8, 1, 1e8], [1e8, 1, 1e8]); // 1
 */
export function compensatedWeightedDot(weights: ArrayLike<number>, x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== weights.length) {
    throw new RangeError(`x has length ${x.length}, but weights has length ${weights.length}`);
  }
  if (y.length !== x.length) throw new RangeError(`y has length ${y.length}, but x has length ${x.length}`);
  let sum = 0;
  let error = 0;
  for (let i = 0; i < x.length; i++) {
    const b = y[i]!;
    const weighted = weights[i]! * x[i]!;
    const product = weighted * b;
    const next = sum + product;
    const shift = next - sum;
    error += sum - (next - shift) + (product - shift) + productError(weighted, b, product);
    error += productError(weights[i]!, x[i]!, weighted) * b;
    sum = next;
  }
  const total = sum + error;
  return Number.isFinite(total) ? total : sum;
}
