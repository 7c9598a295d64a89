import { type Balance, requireBalance } from "../function-space/balance.js";

/**
 * The flow of the singular values $s_i$ of an isotropic two-layer network, $s_i' = -sqrt(delta^2 + 4 etaA etaW s_i^2) g_i$, where
 * $g_i = u_i^T X^T (X beta - Y) v_i$ is the slope of the loss along the singular vectors of beta: a mirror flow, in which
 * $x_i = sqrt(etaA etaW) s_i$ has $q_delta'(x_i)' = -sqrt(etaA etaW) g_i$ with the hyperbolic entropy $q_delta$.
 *
 * It holds at any width wherever $s_i$ is not 0. While the singular vectors stay where they are (beta and $X^T Y$ share them, on whitened inputs) it
 * is closed, and `gradient` is all that it needs.
 *
 * @param gradient writes g for the given s.
 * @param balance delta and the learning rates
 * @returns `(t, s, out) => void` for any integrator.
 * @throws RangeError if a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 4; Woodworth et al. 2020.
 * @example
 * import { singularValueField } from "@lazyrich/exact";
 * const target = [3, 1];
 * const field = singularValueField((s, out) => target.forEach((value, i) => (out[i] = s[i] - value)), { delta: 0 });
 * const velocity = new Float64Array(2);
 * field(0, Float64Array.of(1, 0.1), velocity);
 * velocity; // [4, 0.18]
 */
export function singularValueField(
  gradient: (s: Float64Array, out: Float64Array) => void,
  balance: Balance,
): (t: number, s: Float64Array, out: Float64Array) => void {
  requireBalance(balance);
  const { delta, etaA = 1, etaW = 1 } = balance;
  const scale = 2 * Math.sqrt(etaA) * Math.sqrt(etaW);
  return (_, s, out) => {
    gradient(s, out);
    for (let i = 0; i < s.length; i++) out[i] = -Math.hypot(delta, scale * s[i]!) * out[i]!;
  };
}
