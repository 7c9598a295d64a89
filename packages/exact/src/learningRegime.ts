import { type Balance, functionSize, requireBalance } from "./functionSpace.js";
import { requireFiniteVector } from "./requireNumbers.js";

/** How a network learns: by a fixed kernel; by one that changes from the first moment; or by a fixed one first. */
export type LearningRegime = "lazy" | "rich" | "delayed rich";

export interface LearningRegimePrediction {
  readonly regime: LearningRegime;
  /** |delta| / (2 sqrt(etaA etaW) |beta|) for the larger of beta0 and beta*: how far the regime is from its border, which is at 1. */
  readonly imbalance: number;
  /** One sentence on why. */
  readonly reason: string;
}

/**
 * Predicts how one neuron learns from beta0 to beta*, by what dominates kappa = sqrt(delta^2 + 4 etaA etaW |beta|^2): delta, and then the kernel is
 * fixed (upstream) or moves late (downstream), or the function, and then the kernel moves with it. The regimes blend into one another; the border
 * is drawn where both are equal.
 *
 * @throws RangeError if a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 3; theory.md section 3.
 */
export function learningRegime({
  beta0,
  betaStar,
  ...balance
}: Balance & {
  readonly beta0: ArrayLike<number>;
  readonly betaStar: ArrayLike<number>;
}): LearningRegimePrediction {
  requireFiniteVector("beta0", beta0);
  requireFiniteVector("betaStar", betaStar);
  requireBalance(balance);
  const { delta } = balance;
  const size = Math.max(functionSize(beta0, balance), functionSize(betaStar, balance));
  const imbalance = size > 0 ? Math.abs(delta) / size : delta === 0 ? 0 : Number.POSITIVE_INFINITY;
  if (imbalance < 1) return { regime: "rich", imbalance, reason: RICH };
  return delta > 0
    ? { regime: "lazy", imbalance, reason: LAZY }
    : { regime: "delayed rich", imbalance, reason: DELAYED };
}

const RICH = "The function outweighs the imbalance of the layers, so the kernel grows and turns with it.";
const LAZY = "The readout outweighs the function, so the kernel stays near delta X X^T: linear regression.";
const DELAYED =
  "The weights outweigh the function, so it first fits along their direction with a fixed kernel, and turns to the target late.";
