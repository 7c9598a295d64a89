import { euclideanNorm, requireFinite, requireFiniteVector, requirePositive } from "@lazyrich/linalg";

/** Parameters of one neuron $f(x) = a w.x$. */
export interface NeuronState {
  /** Readout. */
  readonly a: number;
  /** Input weights, length d. */
  readonly w: Float64Array;
}

export interface FunctionAndBalance {
  /** The function a w, length d, not zero. */
  readonly beta0: ArrayLike<number>;
  /** The conserved quantity $etaW a^2 - etaA |w|^2$. */
  readonly delta: number;
  /** Learning rate of the readout; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number | undefined;
  /** Which of the two states: the one with $a > 0$ (if not given) or its mirror image. */
  readonly sign?: 1 | -1 | undefined;
}

/**
 * The parameters with a given function on the level set of a given conserved quantity:
 * $a = +-sqrt((kappa + delta)/(2 etaW))$, $w = beta0/a$, with $kappa = sqrt(delta^2 + 4 etaA etaW |beta0|^2)$.
 *
 * @throws RangeError if `beta0` is zero, as w has no direction then, a number is not finite or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 3; theory.md section 3.
 * @example
 * import { neuronWithFunction } from "@lazyrich/networks";
 * neuronWithFunction({ beta0: [3, 4], delta: 0 }); // { a: 2.2361, w: [1.3416, 1.7889] }: balanced, so a^2 = |w|^2 = 5
 * neuronWithFunction({ beta0: [3, 4], delta: 24, sign: -1 }).a; // -5
 */
export function neuronWithFunction({ beta0, delta, etaA = 1, etaW = 1, sign = 1 }: FunctionAndBalance): NeuronState {
  requireFiniteVector("beta0", beta0);
  requireFinite("delta", delta);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  const norm = euclideanNorm(beta0);
  if (norm === 0) throw new RangeError("beta0 is the zero vector; expected a vector with a direction");
  const product = 2 * Math.sqrt(etaA) * Math.sqrt(etaW) * norm;
  const larger = (Math.hypot(delta, product) + Math.abs(delta)) / 2;
  // (kappa + delta)/2 and (kappa - delta)/2 have the product (product/2)^2: the smaller one comes without a subtraction
  const size = delta >= 0 ? Math.sqrt(larger) : product / 2 / Math.sqrt(larger);
  const a = (sign * size) / Math.sqrt(etaW);
  return { a, w: Float64Array.from(beta0, (component) => component / a) };
}
