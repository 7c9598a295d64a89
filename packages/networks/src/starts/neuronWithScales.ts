import { euclideanNorm, requireFiniteVector, requirePositive } from "@lazyrich/linalg";
import type { NeuronState } from "./neuronWithFunction.js";

export interface NeuronScales {
  /** Direction of w, length d, not zero; its length does not matter. */
  readonly direction: ArrayLike<number>;
  /** Overall scale. */
  readonly tau: number;
  /** Relative scale: above 1 the readout is the larger. */
  readonly alpha: number;
  /** The sign of the readout; 1 if not given. */
  readonly sign?: 1 | -1 | undefined;
}

/**
 * The parameters a = +-tau alpha, |w| = tau/alpha: |a||w| = tau^2, and with equal learning rates eta the conserved
 * quantity is eta tau^2 (alpha^2 - alpha^-2).
 *
 * @throws RangeError if `direction` is zero or not finite, or a scale is not above 0.
 * @see theory.md section 8.
 */
export function neuronWithScales({ direction, tau, alpha, sign = 1 }: NeuronScales): NeuronState {
  requireFiniteVector("direction", direction);
  requirePositive("tau", tau);
  requirePositive("alpha", alpha);
  const norm = euclideanNorm(direction);
  if (norm === 0) throw new RangeError("direction is the zero vector; expected a vector with a direction");
  const scale = tau / alpha;
  return { a: sign * tau * alpha, w: Float64Array.from(direction, (component) => scale * (component / norm)) };
}
