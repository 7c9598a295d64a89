import {
  compensatedDot,
  euclideanNorm,
  requireFiniteVector,
  requireLength,
  requireNonNegative,
  requirePositive,
} from "@lazyrich/linalg";
import { areOrdinary, isOrdinary } from "../any-size/ordinary.js";
import { requireBalance } from "../function-space/balance.js";
import type { Solution } from "../solution.js";
import type { LazyLimitProblem } from "./lazyLimitProblem.js";
import { downstreamOfAnySize, upstreamOfAnySize } from "./lazyLimitsOfAnySize.js";

/** The function beta, length d, in time. */
export interface FunctionPath extends Solution<Float64Array> {
  /**
   * The function at a time, in a given buffer or a new one.
   *
   * @param beta where it is written, length d
   * @throws RangeError if the time is negative or not finite, or the buffer has another length.
   */
  at(time: number, beta?: Float64Array): Float64Array;
}

/**
 * The path of beta as $delta -> +infinity$: linear regression with the fixed kernel $delta X X^T$,
 * $beta(t) = beta* + (beta0 - beta*) e^(-c delta t)$. The exact path differs from it by $O(1/delta^2)$, relative to $|beta|$.
 *
 * @param problem start and target in function space, with a delta above 0
 * @throws RangeError if delta is not above 0, the lengths differ, a number is not finite or a learning rate not above 0.
 * @see Kunin et al. 2024, section 3 ("upstream").
 * @example
 * import { upstreamLimit } from "@lazyrich/exact";
 * const path = upstreamLimit({ beta0: [1, 0], betaStar: [0, 1], delta: 10 });
 * path.at(0.1); // [0.36788, 0.63212]: a straight line
 * path.limit(); // [0, 1]
 */
export function upstreamLimit(problem: LazyLimitProblem): FunctionPath {
  const { beta0, betaStar, delta, inputScale = 1 } = problem;
  requireProblem(problem);
  if (!(delta > 0)) throw new RangeError(`delta is ${delta}; expected a number above 0, or use downstreamLimit`);
  const isPlain = [beta0, betaStar, [delta, inputScale]].every(areOrdinary);
  return {
    at(time, beta = new Float64Array(beta0.length)) {
      requireNonNegative("time", time);
      requireLength("beta", beta, beta0.length, "as beta0");
      if (!(isPlain && (time === 0 || isOrdinary(time)))) {
        beta.set(upstreamOfAnySize(problem, time));
        return beta;
      }
      const exponent = inputScale * delta * time;
      const [kept, gained] = [Math.exp(-exponent), -Math.expm1(-exponent)];
      for (let i = 0; i < beta.length; i++) beta[i] = kept * beta0[i]! + gained * betaStar[i]!;
      return beta;
    },
    limit: () => Float64Array.from(betaStar),
  };
}

/**
 * The path of beta as $delta -> -infinity$, in two phases: at the rate $c |delta|$ beta moves along its own direction b to the best multiple,
 * $(b.beta*) b$; then b turns to the target at the slow rate $c etaA etaW |beta*|^2/|delta|$, and beta follows $(b.beta*) b$, a circle through 0 and
 * beta*. This is the delayed rich regime. The exact path differs from it by $O(1/delta^2)$, relative to $|beta|$.
 *
 * A start that points away from the target passes through 0, after which the readout has the other sign.
 *
 * @param problem start and target in function space, with a delta below 0
 * @throws RangeError if delta is not below 0 or beta0 is 0, the lengths differ, a number is not finite or a learning rate not above 0.
 * @see Kunin et al. 2024, section 3 ("downstream").
 * @example
 * import { downstreamLimit } from "@lazyrich/exact";
 * const path = downstreamLimit({ beta0: [1, 1], betaStar: [0, 1], delta: -10 });
 * path.at(1); // [0.49753, 0.54986]: along the start first
 * path.at(100); // [0.0000454, 1.0000]: then around a circle
 */
export function downstreamLimit(problem: LazyLimitProblem): FunctionPath {
  const { beta0, betaStar, delta, etaA = 1, etaW = 1, inputScale = 1 } = problem;
  requireProblem(problem);
  if (!(delta < 0)) throw new RangeError(`delta is ${delta}; expected a number below 0, or use upstreamLimit`);
  const norm = euclideanNorm(beta0);
  if (norm === 0) throw new RangeError("beta0 is 0; expected a function with a direction");
  const isPlain = [beta0, betaStar, [delta, etaA, etaW, inputScale]].every(areOrdinary);
  const target = euclideanNorm(betaStar);
  const start = Float64Array.from(beta0, (entry) => entry / norm);
  const parallel = target > 0 ? compensatedDot(start, betaStar) / target : 0;
  const unit = Float64Array.from(betaStar, (entry) => (target > 0 ? entry / target : 0));
  const rest = start.map((entry, i) => entry - parallel * unit[i]!);
  const restNorm = euclideanNorm(rest);
  const fast = inputScale * -delta;
  const slow = (inputScale * etaA * target * (etaW * target)) / -delta;
  return {
    at(time, beta = new Float64Array(beta0.length)) {
      requireNonNegative("time", time);
      requireLength("beta", beta, beta0.length, "as beta0");
      if (!(isPlain && (time === 0 || isOrdinary(time)))) {
        beta.set(downstreamOfAnySize(problem, time));
        return beta;
      }
      // the direction turns as tan(angle) = tan(angle0) e^(-slow t)
      const exponent = parallel === 0 ? 0 : slow * time;
      const [kept, lost, turned] = [Math.exp(-exponent), -Math.expm1(-exponent), -Math.expm1(-2 * exponent)];
      const length = Math.hypot(parallel, kept * restNorm);
      // the best multiple grows by the turn: 1/length - 1 is this
      const nearer = (turned * restNorm * restNorm) / (length * (1 + length));
      const gained = target * parallel * (nearer - Math.expm1(-fast * time));
      const magnitude = norm * Math.exp(-fast * time) + gained;
      for (let i = 0; i < beta.length; i++) {
        const entry = kept > 0.5 ? start[i]! - lost * rest[i]! : parallel * unit[i]! + kept * rest[i]!;
        beta[i] = (magnitude * entry) / length;
      }
      return beta;
    },
    // a start at right angles to the target has no best multiple but 0, and never turns
    limit: () => (parallel === 0 ? new Float64Array(beta0.length) : Float64Array.from(betaStar)),
  };
}

function requireProblem(problem: LazyLimitProblem): void {
  const { beta0, betaStar, inputScale = 1 } = problem;
  requireBalance(problem);
  requirePositive("inputScale", inputScale);
  requireFiniteVector("beta0", beta0);
  requireFiniteVector("betaStar", betaStar);
  requireLength("betaStar", betaStar, beta0.length, "as beta0");
}
