/**
 * Generalization error: the mean squared error (1/n) sum_i (f(x_i) - y_i)^2 on fresh inputs, without a factor 1/2.
 *
 * @param predictions f(x_i), and `targets` y_i, one number an input.
 * @throws RangeError if the lengths differ or there are no inputs.
 * @see Kunin et al. 2024, figure 1(b); theory.md section 7.
 */
export function generalizationError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  const n = targets.length;
  if (predictions.length !== n) {
    throw new RangeError(`predictions has length ${predictions.length}, but targets has length ${n}`);
  }
  if (n === 0) throw new RangeError("targets is empty; expected at least one number");
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (predictions[i]! - targets[i]!) ** 2;
  return sum / n;
}
