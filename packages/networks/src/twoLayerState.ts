import { type Matrix, requireFiniteMatrix } from "@lazyrich/linalg";
import { requireFinite, requireLength, requirePositive } from "./requireNumbers.js";

export interface TwoLayerScales {
  /** Unit directions of the input weights, h x d: one neuron a row. Used as given, not normalised. */
  readonly directions: Matrix;
  /** Sign of each readout, length h, +1 or -1. */
  readonly signs: ArrayLike<number>;
  /** Overall scale: |a_k| |w_k| = tau^2. */
  readonly tau: number;
  /** The conserved quantity a_k^2 - |w_k|^2 of every neuron. */
  readonly delta: number;
}

/**
 * The relative scale alpha > 0 with delta = tau^2 (alpha^2 - alpha^-2): above 1 for delta > 0, upstream.
 *
 * @throws RangeError if `tau` is not above 0 or `delta` not finite.
 */
export function relativeScale(tau: number, delta: number): number {
  requirePositive("tau", tau);
  requireFinite("delta", delta);
  const q = delta / tau ** 2;
  // alpha^2 solves x - 1/x = q; the root of the quadratic equation without a subtraction
  const larger = (Math.abs(q) + Math.hypot(q, 2)) / 2;
  return Math.sqrt(q >= 0 ? larger : 1 / larger);
}

/**
 * Initial parameters theta = [a, w_1, ..., w_h] of a two-layer network with one scale and one conserved quantity for all
 * neurons: a_k = sign_k tau alpha, w_k = direction_k tau/alpha, alpha = `relativeScale(tau, delta)`.
 *
 * @throws RangeError if a size does not fit, a sign is neither 1 nor -1, or a number is out of its range.
 * @see Kunin et al. 2024, section 5; theory.md section 8.
 */
export function twoLayerState({ directions, signs, tau, delta }: TwoLayerScales): Float64Array {
  const { rows: h, columns: d } = directions;
  requireFiniteMatrix("directions", directions);
  requireLength("signs", signs, h, "one sign a row of directions");
  for (let k = 0; k < h; k++) {
    if (Math.abs(signs[k]!) !== 1) throw new RangeError(`signs[${k}] is ${signs[k]}; expected 1 or -1`);
  }
  const alpha = relativeScale(tau, delta);
  const theta = new Float64Array(h * (d + 1));
  for (let k = 0; k < h; k++) theta[k] = signs[k]! * tau * alpha;
  for (let i = 0; i < h * d; i++) theta[h + i] = (tau / alpha) * directions.data[i]!;
  return theta;
}
