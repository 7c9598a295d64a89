import { compensatedDot } from "@lazyrich/linalg";

/**
 * The quantity that gradient flow conserves in a neuron of readout `a` and input weights `w`,
 * delta = etaW a^2 - etaA |w|^2. Summed in twice the working precision, since in a nearly balanced neuron it is a small
 * difference of large squares.
 *
 * @see Kunin et al. 2024, section 3; theory.md section 2.
 */
export function conservedQuantity(a: number, w: ArrayLike<number>, etaA = 1, etaW = 1): number {
  const left = [a];
  const right = [etaW * a];
  for (let i = 0; i < w.length; i++) {
    left.push(w[i]!);
    right.push(-etaA * w[i]!);
  }
  return compensatedDot(left, right);
}
