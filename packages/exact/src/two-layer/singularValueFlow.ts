import { ballOf } from "../any-size/ballArithmetic.js";
import { isOrdinary, requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";
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
    for (let i = 0; i < s.length; i++) {
      const speed = Math.hypot(delta, scale * s[i]!);
      const velocity = -speed * out[i]!;
      const isPlain = isOrdinary(speed) && Number.isFinite(velocity) && (speed > 0 || s[i] === 0);
      // where the speed alone, or its product, is beyond the numbers or at their end
      out[i] = isPlain ? velocity : -speedTimes(balance, s[i]!, out[i]!);
    }
  };
}

/** sqrt(delta^2 + 4 etaA etaW s^2) times a slope, which is NaN or infinite where it was given so. */
function speedTimes({ delta, etaA = 1, etaW = 1 }: Balance, s: number, slope: number): number {
  if (!(Number.isFinite(s) && Number.isFinite(slope))) return Math.hypot(delta, s) * slope;
  const [velocity] = resolved(({ sum, product, root }) => {
    const square = [4, etaA, etaW, s, s].map(ballOf).reduce(product);
    return [product(root(sum(product(ballOf(delta), ballOf(delta)), square)), ballOf(slope))];
  });
  return requireRepresentable("the velocity", velocity!, "singular values and slopes");
}
