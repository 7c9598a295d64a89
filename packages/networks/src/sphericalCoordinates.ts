import { type Matrix, matrix } from "@lazyrich/linalg";

/** The neurons of a two-layer network in signed spherical coordinates. */
export interface SphericalCoordinates {
  /** $mu_k = sgn(a_k) |a_k w_k|$, length h. */
  readonly mu: Float64Array;
  /** $b_k = sgn(a_k) beta_k/|beta_k|$, unit vectors, $h x d$; NaN where $beta_k$ is zero, as it has no direction then. */
  readonly b: Matrix;
}

/**
 * Signed spherical coordinates of the functions $beta_k = a_k w_k$ of the neurons, $beta_k = mu_k b_k$, of the parameters
 * $theta = [w_1, ..., w_h, a]$.
 *
 * @param theta input weights of all neurons, then their readouts
 * @param hiddenWidth h
 * @throws RangeError if the length of theta is not a multiple of `hiddenWidth`.
 * @see Kunin et al. 2024, section 5; theory.md section 7.
 * @example
 * import { sphericalCoordinates } from "@lazyrich/networks";
 * const { mu, b } = sphericalCoordinates([3, 4, 0, 1, 2, -1], 2);
 * mu; // [10, -1]
 * b.data; // [0.6, 0.8, 0, 1]
 */
export function sphericalCoordinates(theta: ArrayLike<number>, hiddenWidth: number): SphericalCoordinates {
  const d = theta.length / hiddenWidth - 1;
  if (!(Number.isInteger(d) && d > 0)) {
    throw new RangeError(`theta has length ${theta.length}; expected hiddenWidth = ${hiddenWidth} times 1 + d`);
  }
  const mu = new Float64Array(hiddenWidth);
  const b = matrix(hiddenWidth, d);
  for (let k = 0; k < hiddenWidth; k++) {
    const a = theta[hiddenWidth * d + k]!;
    const w = Float64Array.from({ length: d }, (_, j) => theta[k * d + j]!);
    const norm = Math.hypot(...w);
    mu[k] = a * norm;
    for (let j = 0; j < d; j++) b.data[k * d + j] = a === 0 ? Number.NaN : w[j]! / norm;
  }
  return { mu, b };
}
