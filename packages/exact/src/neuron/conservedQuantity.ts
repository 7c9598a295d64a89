import { compensatedWeightedDot } from "@lazyrich/linalg";
import { requireFiniteDelta } from "../requireNumbers.js";

/**
 * The quantity that gradient flow conserves in a neuron of readout `a` and input weights `w`,
 * delta = etaW a^2 - etaA |w|^2. Summed in twice the working precision, since in a nearly balanced neuron it is a small
 * difference of large squares.
 *
 * @throws RangeError if it is not finite.
 * @see Kunin et al. 2024, section 3; theory.md section 2.
 */
export function conservedQuantity(a: number, w: ArrayLike<number>, etaA = 1, etaW = 1): number {
  const theta = Float64Array.of(a, ...Array.from(w));
  const weights = theta.map((_, i) => (i === 0 ? etaW : -etaA));
  const delta = compensatedWeightedDot(weights, theta, theta);
  requireFiniteDelta(delta);
  return delta;
}
