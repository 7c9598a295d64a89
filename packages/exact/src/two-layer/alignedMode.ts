import { meanDecay, requireFinite, requireNonNegative } from "@lazyrich/linalg";
import { areOrdinary, isOrdinary } from "../any-size/ordinary.js";
import { requireBalance } from "../function-space/balance.js";
import { layerLengths } from "../function-space/functionSpace.js";
import { pairModes } from "../pairModes.js";
import type { Solution } from "../solution.js";
import { alignedModeOfAnySize, alignedTimeOfAnySize } from "./alignedModeOfAnySize.js";
import type { AlignedModeProblem } from "./alignedModeProblem.js";

/**
 * The singular value of a task-aligned mode in time, the solution of $sigma' = sqrt(delta^2 + 4 etaA etaW sigma^2) (s - sigma)$:
 *
 * $sigma = p q/G,   [p; q] the linear flow of [[-delta/2, s], [s, delta/2]],   G = 1 + integral of p^2 + q^2$,
 *
 * a logistic curve at $delta = 0$, an exponential one far from it. A start at 0 stays there only at $delta = 0$.
 *
 * @param problem start, target, delta and learning rates
 * @returns sigma at any $t >= 0$, and where it ends: the target, or 0 for a balanced start at 0 or below it.
 * @throws RangeError if a number is not finite, the target is below 0, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 4; Saxe et al. 2014; theory.md sections 2 and 5.
 * @example
 * import { alignedMode } from "@lazyrich/exact";
 * const mode = alignedMode({ start: 0.01, target: 2, delta: 0 });
 * mode.at(1); // 0.43059
 * mode.at(3); // 1.9976
 * mode.limit(); // 2
 */
export function alignedMode(problem: AlignedModeProblem): Solution<number> {
  requireMode(problem);
  return areOrdinary([problem.start, problem.target, problem.delta, problem.etaA ?? 1, problem.etaW ?? 1])
    ? ordinaryMode(problem)
    : modeOfAnySize(problem);
}

/** Whether a mode stays at 0 or falls to it: a balanced start at 0 or below. */
function endsAtZero({ start, delta }: AlignedModeProblem): boolean {
  return delta === 0 && start <= 0;
}

function modeOfAnySize(problem: AlignedModeProblem): Solution<number> {
  return {
    at(time) {
      requireNonNegative("time", time);
      return time === 0 ? problem.start : alignedModeOfAnySize(problem, time);
    },
    limit: () => (endsAtZero(problem) ? 0 : problem.target),
  };
}

function ordinaryMode(problem: AlignedModeProblem): Solution<number> {
  const { delta, unit, start, target: s } = canonical(problem);
  const { target } = problem;
  const { readout: a, weights } = layerLengths(delta, 2 * Math.abs(start));
  const w = start < 0 ? -weights : weights;
  const { omega, input, output } = pairModes(s, delta);
  // from below 0 the two parts cancel up to delta, which is exact as it is given
  const excess = delta === 0 ? 0 : delta / 2 + (delta / 2 / omega) * Math.hypot(delta / 2, start);
  const growing = start < 0 ? excess / (output * a - input * w) : input * w + output * a;
  const shrinking = input * a - output * w;
  return {
    at(time) {
      requireNonNegative("time", time);
      if (time === 0) return problem.start;
      if (!isOrdinary(time)) return alignedModeOfAnySize(problem, time);
      const decay = Math.exp(-omega * time);
      const gain = -Math.expm1(-2 * omega * time);
      const grown = time * meanDecay(2 * omega * time);
      // all over the larger of what is left and what grows, whose squares may both be 0
      const larger = Math.max(decay, Math.abs(growing));
      if (larger === 0) return 0;
      const left = decay / larger;
      // by the start rather than by its components, which would cancel in a small one
      const p = left * decay * w + gain * input * (growing / larger);
      const q = left * decay * a + gain * output * (growing / larger);
      const g = (growing / larger) ** 2 * grown + (shrinking * left) ** 2 * grown;
      return (unit * (p * q)) / (left * left + g);
    },
    limit: () => (endsAtZero(problem) ? 0 : target),
  };
}

/**
 * When a task-aligned mode reaches the given value, in closed form:
 *
 * $t = 1/(2 omega) times the rise of asinh((s sigma + k^2)/(k |s - sigma|)) from the start to the value, k = |delta|/2$,
 *
 * written as one asinh, in which k cancels and equal values do not.
 *
 * @param problem start, target, delta and learning rates
 * @param value what the mode is to reach
 * @returns Infinity for the target itself.
 * @throws RangeError as `alignedMode`, and if the mode does not pass the value: it lies beyond the target or on the other side of the start, or the
 * start is 0 at $delta = 0$.
 * @see Kunin et al. 2024, section 4; Saxe et al. 2014.
 * @example
 * import { alignedLearningTime, alignedMode } from "@lazyrich/exact";
 * const problem = { start: 0.01, target: 2, delta: 0 };
 * const time = alignedLearningTime(problem, 1);
 * time; // 1.3233
 * alignedMode(problem).at(time); // 1
 */
export function alignedLearningTime(problem: AlignedModeProblem, value: number): number {
  requireMode(problem);
  requireFinite("value", value);
  const { start, target, etaA = 1, etaW = 1 } = problem;
  if (value === start) return 0;
  const isBetween = start < target ? value > start && value <= target : value < start && value >= target;
  // balanced, the mode does not cross 0
  if (!isBetween || (problem.delta === 0 && start <= 0 && value > start && (value >= 0 || start === 0))) {
    throw new RangeError(
      `value is ${value}; the mode goes from ${problem.start} to ${problem.target} and does not reach it`,
    );
  }
  if (value === target) return Number.POSITIVE_INFINITY;
  if (!areOrdinary([start, target, value, problem.delta, etaA, etaW])) return alignedTimeOfAnySize(problem, value);
  const { delta, unit, start: x0, target: s } = canonical(problem);
  const x = value / unit;
  const k = delta / 2;
  const omega = Math.hypot(s, k);
  const [g, g0] = [s * x + k * k, s * x0 + k * k];
  const [r, r0] = [Math.hypot(x, k), Math.hypot(x0, k)];
  if (s === 0) {
    const rise = ((x0 - x) * (x0 + x)) / ((r + r0) * x * x0);
    // at delta = 0 the decay is algebraic
    return Math.abs(k * rise) < 1e-8 ? rise / 2 : Math.asinh(k * rise) / (2 * k);
  }
  const gaps = Math.abs(s - x) * Math.abs(s - x0);
  // sinh of the difference: (g r0 - g0 r)/k^2, rationalised where both g have one sign and it would cancel
  const rise =
    g * g0 > 0
      ? ((x - x0) * (s * (x * (s - x0) + x0 * (s - x)) + k * k * (s - x + (s - x0)))) / (g * r0 + g0 * r)
      : (g * r0 - g0 * r) / (k * k);
  return Math.asinh((omega * rise) / gaps) / (2 * omega);
}

/** sqrt(etaA etaW) times both values, and the factor that takes them back. */
function canonical({ start, target, delta, etaA = 1, etaW = 1 }: AlignedModeProblem): {
  readonly delta: number;
  readonly unit: number;
  readonly start: number;
  readonly target: number;
} {
  const root = Math.sqrt(etaA) * Math.sqrt(etaW);
  return { delta, unit: 1 / root, start: root * start, target: root * target };
}

function requireMode({ start, target, ...balance }: AlignedModeProblem): void {
  requireBalance(balance);
  requireFinite("start", start);
  requireNonNegative("target", target);
}
