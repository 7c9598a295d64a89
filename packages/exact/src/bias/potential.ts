import { euclideanNorm, requireFiniteVector, requireLength } from "@lazyrich/linalg";
import { type Balance, requireBalance } from "../function-space/balance.js";
import { functionSize, layerLengths } from "../function-space/functionSpace.js";

import {
  objectiveOfAnySize,
  potentialOfAnySize,
  servesEntries,
  slopeOfAnySize,
} from "../function-space/functionSpaceOfAnySize.js";

/**
 * The potential whose mirror flow is gradient flow of one neuron, in canonical units ($beta~ = sqrt(etaA etaW) beta$):
 *
 * $Psi_delta(beta) = 1/3 (kappa - 2 delta) sqrt(kappa + delta),   kappa = sqrt(delta^2 + 4 |beta~|^2)$.
 *
 * It grows as $|beta|^2$ while $|beta|$ is small against $|delta|$ and $delta > 0$, as $|beta|^(3/2)$ where $|beta|$ is large, and as $|beta|$ where $delta < 0$.
 *
 * @param beta the function a w, length d
 * @param balance delta and the learning rates
 * @throws RangeError if a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, theorem 3.1; Azulay et al. 2021; theory.md section 4.
 * @example
 * import { potential } from "@lazyrich/exact";
 * potential([3, 4], { delta: 0 }); // 10.541: two thirds of 10^(1/2) times 5
 */
export function potential(beta: ArrayLike<number>, balance: Balance): number {
  requireFiniteVector("beta", beta);
  requireBalance(balance);
  const { delta } = balance;
  if (!servesEntries(beta, balance)) return potentialOfAnySize(beta, balance);
  const size = functionSize(beta, balance);
  const { readout } = layerLengths(delta, size);
  return ((Math.hypot(delta, size) - 2 * delta) * Math.SQRT2 * readout) / 3;
}

/**
 * The slope of `potential` at beta in canonical units, psi_delta(|beta|) = sqrt(kappa - delta) = sqrt(2 etaA) |w|: its gradient is
 * this times beta/|beta|, so that the objective of theorem 3.1 is the Bregman divergence from beta0.
 *
 * @throws RangeError if a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, theorem 3.1.
 */
export function potentialSlope(beta: ArrayLike<number>, balance: Balance): number {
  requireFiniteVector("beta", beta);
  requireBalance(balance);
  if (!servesEntries(beta, balance)) return slopeOfAnySize(beta, balance);
  return Math.SQRT2 * layerLengths(balance.delta, functionSize(beta, balance)).weights;
}

/** A difference of which less than this share is left has lost digits. */
const KEPT = 1 / 4;

/**
 * What gradient flow from beta0 minimises among the solutions of $X beta = y$: $Psi_delta(beta) - psi_delta(|beta0|) beta0~.beta~/|beta0~|$,
 * in canonical units.
 *
 * @param beta a function, length d
 * @param options the function at the start, length d, delta and learning rates
 * @throws RangeError if beta0 is 0 or differs from beta in length, a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, theorem 3.1.
 * @example
 * import { implicitBiasObjective } from "@lazyrich/exact";
 * const start = { beta0: [0.1, 0.1], delta: 0 };
 * implicitBiasObjective([1, 0], start); // 0.56675
 * implicitBiasObjective([1, 0.5], start); // 0.55048: another solution of beta_1 = 1
 */
export function implicitBiasObjective(
  beta: ArrayLike<number>,
  { beta0, ...balance }: Balance & { readonly beta0: ArrayLike<number> },
): number {
  requireFiniteVector("beta0", beta0);
  requireLength("beta0", beta0, beta.length, "as beta");
  const norm = euclideanNorm(beta0);
  if (norm === 0) throw new RangeError("beta0 is 0; expected a function with a direction");
  const { etaA = 1, etaW = 1 } = balance;
  requireFiniteVector("beta", beta);
  requireBalance(balance);
  if (!(servesEntries(beta, balance) && servesEntries(beta0, balance))) {
    return objectiveOfAnySize(beta, beta0, balance);
  }
  let along = 0;
  for (let i = 0; i < beta.length; i++) along += (beta0[i]! / norm) * beta[i]!;
  const [own, pull] = [
    potential(beta, balance),
    potentialSlope(beta0, balance) * Math.sqrt(etaA) * Math.sqrt(etaW) * along,
  ];
  const objective = own - pull;
  return Math.abs(objective) < KEPT * Math.abs(own) ? objectiveOfAnySize(beta, beta0, balance) : objective;
}
