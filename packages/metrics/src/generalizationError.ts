/**
 * Generalization error: the mean squared error $(1/n) sum_i |f(x_i) - y_i|^2$ over fresh inputs, without a factor 1/2.
 *
 * @param predictions $f(x_i)$, and `targets` $y_i$, $n x c$.
 * @param outputDimension c, 1 if not given.
 * @throws RangeError if the lengths differ, there are no inputs, or the length is not a multiple of c.
 * @see Kunin et al. 2024, figure 1(b); theory.md section 7.
 * @example
 * import { generalizationError } from "@lazyrich/metrics";
 * generalizationError([1, 2, 3], [1, 2, 5]); // 1.3333
 */
export function generalizationError(
  predictions: ArrayLike<number>,
  targets: ArrayLike<number>,
  outputDimension = 1,
): number {
  const { length } = targets;
  if (predictions.length !== length) {
    throw new RangeError(`predictions has length ${predictions.length}, but targets has length ${length}`);
  }
  if (length === 0) throw new RangeError("targets is empty; expected at least one number");
  const n = length / outputDimension;
  if (!Number.isInteger(n)) {
    throw new RangeError(
      `outputDimension is ${outputDimension}; expected a divisor of ${length}, the length of targets`,
    );
  }
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (predictions[i]! - targets[i]!) ** 2;
  return sum / n;
}
