import { requireFinite, requireFiniteVector, requirePositive } from "@lazyrich/linalg";

/** Parameters of one neuron f(x) = a w.x. */
export interface NeuronState {
  /** Readout. */
  readonly a: number;
  /** Input weights, length d. */
  readonly w: Float64Array;
}

export interface FunctionAndBalance {
  /** The function a w, length d, not zero. */
  readonly beta0: ArrayLike<number>;
  /** The conserved quantity etaW a^2 - etaA |w|^2. */
  readonly delta: number;
  /** Learning rate of the readout; 1 if not given. */
  readonly etaA?: number;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number;
  /** Which of the two states: the one with a > 0 (if not given) or its mirror image. */
  readonly sign?: 1 | -1;
}

/**
 * The parameters with a given function on the level set of a given conserved quantity:
 * a = +-sqrt((kappa + delta)/(2 etaW)), w = beta0/a, with kappa = sqrt(delta^2 + 4 etaA etaW |beta0|^2).
 *
 * @throws RangeError if `beta0` is zero, as w has no direction then, a number is not finite or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 3; theory.md section 3.
 */
export function neuronWithFunction({ beta0, delta, etaA = 1, etaW = 1, sign = 1 }: FunctionAndBalance): NeuronState {
  requireFiniteVector("beta0", beta0);
  requireFinite("delta", delta);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  const norm = scaledNorm(beta0);
  if (norm === 0) throw new RangeError("beta0 is the zero vector; expected a vector with a direction");
  const product = 2 * Math.sqrt(etaA) * Math.sqrt(etaW) * norm;
  const larger = (Math.hypot(delta, product) + Math.abs(delta)) / 2;
  // (kappa + delta)/2 and (kappa - delta)/2 have the product (product/2)^2: the smaller one comes without a subtraction
  const size = delta >= 0 ? Math.sqrt(larger) : product / 2 / Math.sqrt(larger);
  const a = (sign * size) / Math.sqrt(etaW);
  return { a, w: Float64Array.from(beta0, (component) => component / a) };
}

export interface NeuronScales {
  /** Direction of w, length d, not zero; its length does not matter. */
  readonly direction: ArrayLike<number>;
  /** Overall scale. */
  readonly tau: number;
  /** Relative scale: above 1 the readout is the larger. */
  readonly alpha: number;
  /** The sign of the readout; 1 if not given. */
  readonly sign?: 1 | -1;
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
  const norm = scaledNorm(direction);
  if (norm === 0) throw new RangeError("direction is the zero vector; expected a vector with a direction");
  const scale = tau / alpha;
  return { a: sign * tau * alpha, w: Float64Array.from(direction, (component) => scale * (component / norm)) };
}

/** Euclidean norm without overflow or underflow on the way, of a vector of any length. */
function scaledNorm(x: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}
