import { matrix } from "@lazyrich/linalg";
import { conservedDiagonal } from "./conservedMatrix.js";
import { requireFiniteDelta } from "./requireFiniteDelta.js";

/**
 * The quantity that gradient flow conserves in a neuron of readout `a` and input weights `w`,
 * delta = etaW a^2 - etaA |w|^2. Summed in twice the working precision, since in a nearly balanced neuron it is a small
 * difference of large squares.
 *
 * @throws RangeError if it is not finite.
 * @see Kunin et al. 2024, section 3; theory.md section 2.
 */
export function conservedQuantity(a: number, w: ArrayLike<number>, etaA = 1, etaW = 1): number {
  const [W, A] = [matrix(1, w.length, Float64Array.from(w)), matrix(1, 1, Float64Array.of(a))];
  const delta = conservedDiagonal({ W, A, etaA, etaW })[0]!;
  requireFiniteDelta(delta);
  return delta;
}
