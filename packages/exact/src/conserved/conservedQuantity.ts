import { compensatedWeightedDot } from "@lazyrich/linalg";
import { requireFiniteDelta } from "./requireFiniteDelta.js";

/**
 * The quantity that gradient flow conserves in a neuron of readout `a` and input weights `w`,
 * $delta = etaW a^2 - etaA |w|^2$. Summed in twice the working precision, since in a nearly balanced neuron it is a small
 * difference of large squares.
 *
 * @param a readout
 * @param w input weights, length d
 * @param etaA learning rate of the readout
 * @param etaW learning rate of the input weights
 * @throws RangeError if it is not finite.
 * @see Kunin et al. 2024, section 3; theory.md section 2.
 * @example
 * import { conservedQuantity } from "@lazyrich/exact";
 * conservedQuantity(2, [1, 1]); // 2
 * conservedQuantity(1e8, [1e8, 1]); // -1: nothing cancels
 */
export function conservedQuantity(a: number, w: ArrayLike<number>, etaA = 1, etaW = 1): number {
  const parameters = new Float64Array(1 + w.length);
  parameters[0] = a;
  for (let i = 0; i < w.length; i++) parameters[i + 1] = w[i]!;
  const rates = new Float64Array(1 + w.length).fill(-etaA);
  rates[0] = etaW;
  const delta = compensatedWeightedDot(rates, parameters, parameters);
  requireFiniteDelta(delta);
  return delta;
}
