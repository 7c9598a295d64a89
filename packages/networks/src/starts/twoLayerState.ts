import type { TwoLayerRates } from "@lazyrich/exact";
import { type Matrix, requireFinite, requireFiniteMatrix, requireLength, requirePositive } from "@lazyrich/linalg";

export interface TwoLayerScales extends TwoLayerRates {
  /** Unit directions of the input weights, $h x d$: one neuron a row. Used as given, not normalised. */
  readonly directions: Matrix;
  /** Sign of each readout, length h, +1 or -1. */
  readonly signs: ArrayLike<number>;
  /** Overall scale: $|a_k| |w_k| = tau^2$. */
  readonly tau: number;
  /** Whether the network has biases, which begin at 0; it has none if not given. */
  readonly biases?: boolean | undefined;
  /** The conserved quantity $etaW a_k^2 - etaA |w_k|^2$ of every neuron. */
  readonly delta: number;
}

/**
 * The relative scale alpha > 0 with delta = tau^2 (etaW alpha^2 - etaA alpha^-2): with equal rates above 1 for delta > 0, upstream.
 *
 * @throws RangeError if `tau` or a learning rate is not above 0 or `delta` not finite.
 */
export function relativeScale(tau: number, delta: number, { etaW = 1, etaA = 1 }: TwoLayerRates = {}): number {
  for (const [name, value] of Object.entries({ tau, etaW, etaA })) requirePositive(name, value);
  requireFinite("delta", delta);
  const q = delta / tau ** 2;
  // alpha^2 solves etaW x - etaA/x = q; the root of the quadratic equation without a subtraction
  const larger = (Math.abs(q) + Math.hypot(q, 2 * Math.sqrt(etaA * etaW))) / 2;
  return Math.sqrt(q >= 0 ? larger / etaW : etaA / larger);
}

/**
 * Initial parameters $theta = [w_1, ..., w_h, a]$ of a two-layer network of one output with one scale and one conserved quantity for all neurons:
 * $w_k = v_k tau/alpha$, $a_k = s_k tau alpha$ with the directions $v_k$, the signs $s_k$ and the alpha of $delta = tau^2 (etaW alpha^2 - etaA alpha^-2)$.
 *
 * @param scales directions and signs, the overall scale and the conserved quantity
 * @throws RangeError if a size does not fit, a sign is neither 1 nor -1, or a number is out of its range.
 * @see Kunin et al. 2024, section 5; theory.md section 8.
 * @example
 * import { twoLayerState } from "@lazyrich/networks";
 * const directions = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * twoLayerState({ directions, signs: [1, -1], tau: 0.1, delta: 0 }); // [0.1, 0, 0, 0.1, 0.1, -0.1]
 * twoLayerState({ directions, signs: [1, -1], tau: 0.1, delta: 1 }); // [0.0099995, 0, 0, 0.0099995, 1.0000, -1.0000]: large readouts
 */
export function twoLayerState(scales: TwoLayerScales): Float64Array {
  const { directions, signs, tau, delta, biases = false, ...rates } = scales;
  const { rows: h, columns: d } = directions;
  requireFiniteMatrix("directions", directions);
  requireLength("signs", signs, h, "one sign a row of directions");
  for (let k = 0; k < h; k++) {
    if (Math.abs(signs[k]!) !== 1) throw new RangeError(`signs[${k}] is ${signs[k]}; expected 1 or -1`);
  }
  const alpha = relativeScale(tau, delta, rates);
  const first = h * d + (biases ? h : 0);
  const theta = new Float64Array(first + h + (biases ? 1 : 0));
  for (let i = 0; i < h * d; i++) theta[i] = (tau / alpha) * directions.data[i]!;
  for (let k = 0; k < h; k++) theta[first + k] = signs[k]! * tau * alpha;
  return theta;
}
