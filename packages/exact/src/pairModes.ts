/** The eigenvalues and eigenvectors of [[-delta/2, s], [s, delta/2]], the linear flow of one singular value of the target. */
export interface PairModes {
  /** The eigenvalues are +-omega, omega = sqrt(s^2 + delta^2/4). */
  readonly omega: number;
  /** omega + delta/2. */
  readonly lambda: number;
  /** omega - delta/2. */
  readonly mu: number;
  /** The growing unit eigenvector is (input, output), the shrinking one (-output, input). */
  readonly input: number;
  readonly output: number;
}

/**
 * The pair of modes of a singular value s >= 0 and a conserved quantity of either sign, without a subtraction: the large one of lambda and mu is a
 * sum, the small one s^2 over it, and the growing direction (s, lambda) or (mu, s), whichever has the large one.
 *
 * @see theory.md section 2.
 */
export function pairModes(s: number, delta: number): PairModes {
  const half = Math.abs(delta) / 2;
  const omega = Math.hypot(s, half);
  const large = omega + half;
  const small = large > 0 ? s * (s / large) : 0;
  // the squares of rates below the numbers' normal range would round
  const lift = large < 2 ** -600 ? 2 ** 600 : 1;
  const length = Math.hypot(lift * s, lift * large);
  const weak = length > 0 ? (lift * s) / length : Math.SQRT1_2;
  const strong = length > 0 ? (lift * large) / length : Math.SQRT1_2;
  return delta >= 0
    ? { omega, lambda: large, mu: small, input: weak, output: strong }
    : { omega, lambda: small, mu: large, input: strong, output: weak };
}
