import { meanDecay, requireFinite, requireNonNegative, requirePositive } from "@lazyrich/linalg";
import { areOrdinary, isOrdinary, requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";
import type { Solution } from "../solution.js";
import { deepModeOfAnySize } from "./deepModeOfAnySize.js";
import { deepRateOfAnySize, deepTimeOfAnySize } from "./deepTimeOfAnySize.js";
import { decayAfter, decayTime, growthAfter, growthTime } from "./farFromTarget.js";
import { fromLogit, logisticTime, softplus } from "./logisticTime.js";

/** One mode of a balanced deep linear network whose singular vectors are those of the target, on whitened inputs. */
export interface DeepModeProblem {
  /** Number of weight matrices $L >= 1$, or Infinity: the limit of infinite depth, in which time is measured in units of $1/L$. */
  readonly depth: number;
  /** The product of the layers at $t = 0$, not below 0. */
  readonly start: number;
  /** The singular value of the target, not below 0. */
  readonly target: number;
  /** The geometric mean of the learning rates of the layers; 1 if not given. */
  readonly eta?: number | undefined;
}

/**
 * The strength of a balanced mode of a deep linear network in time, the solution of
 *
 * $u' = L eta u^(2 - 2/L) (s - u),   and at infinite depth with time in units of 1/L   u' = eta u^2 (s - u)$.
 *
 * At $L = 1$ it is exponential and at $L = 2$ logistic, in closed form. Else time is a monotone function of u, summed as a series, and inverted to
 * about 1e-14 by Newton's iteration.
 *
 * @param problem depth, start, target and learning rate
 * @returns u at any $t >= 0$, and where it ends: the target, or 0 for a start at 0 where L is 2 or more.
 * @throws RangeError if the depth is neither a whole number above 0 nor Infinity, start or target is below 0 or not finite, or eta is not above 0.
 * @see Saxe et al. 2014; Kunin et al. 2024, section 4 and appendix B; theory.md section 6.
 * @example
 * import { deepMode } from "@lazyrich/exact";
 * deepMode({ depth: 2, start: 0.01, target: 1 }).at(2); // 0.35546
 * deepMode({ depth: 4, start: 0.01, target: 1 }).at(2); // 0.027176: deeper is later
 */
export function deepMode(problem: DeepModeProblem): Solution<number> {
  requireMode(problem);
  const { depth, start, target } = problem;
  const power = powerOf(depth);
  const rate = rateOf(problem);
  const advance = modeAdvance({ power, start, target });
  const isPlain = areOrdinary([start, target, rate]);
  const isAtRest = start === target || (start === 0 && power >= 1);
  return {
    at(time) {
      requireNonNegative("time", time);
      if (time === 0 || isAtRest) return start;
      const value = advance(Math.min(rate * time, Number.MAX_VALUE));
      const change = rate * time * value ** (power - 1) * (target - value);
      if (isPlain && isOrdinary(time) && change < STEEPEST) return value;
      return deepModeOfAnySize(problem, time, value);
    },
    limit: () => (start === 0 && power >= 1 ? 0 : target),
  };
}

/**
 * When a balanced mode reaches the given value, `fraction` of the way being target times that fraction.
 *
 * @param problem depth, start, target and learning rate
 * @param value what the mode is to reach
 * @returns Infinity for the target itself, and for any value where the mode stays at 0 (start 0 at depth 2 or more).
 * @throws RangeError as `deepMode`, and if the value is not between start and target.
 * @see Saxe et al. 2014.
 * @example
 * import { deepLearningTime } from "@lazyrich/exact";
 * deepLearningTime({ depth: 2, start: 0.01, target: 1 }, 0.5); // 2.2976
 * deepLearningTime({ depth: 4, start: 0.01, target: 1 }, 0.5); // 4.6834
 */
export function deepLearningTime(problem: DeepModeProblem, value: number): number {
  requireMode(problem);
  requireFinite("value", value);
  const { start, target, depth } = problem;
  if (value === start) return 0;
  const isBetween = start < target ? value > start && value <= target : value < start && value >= target;
  if (!isBetween) {
    throw new RangeError(`value is ${value}; the mode goes from ${start} to ${target} and does not reach it`);
  }
  const power = powerOf(depth);
  if (value === target || (start === 0 && power >= 1)) return Number.POSITIVE_INFINITY;
  const rate = rateOf(problem);
  if (!areOrdinary([start, target, value, rate])) return timeOfAnySize(problem, value);
  const step = value - start;
  if (Math.abs(step) < 0.01 * Math.min(start, Math.abs(target - start))) {
    return shortTime({ power, start, target }, step) / rate;
  }
  if (power === 0) return (target === 0 ? Math.log(start / value) : Math.log1p(step / (target - value))) / rate;
  if (power === 1 && value / start > FARTHEST_GROWTH) return logisticTimeBetween(start, value, target) / rate;
  if (start < target && value <= target / 2) {
    return over(growthTime(power, start / target, value / start), start, power - 1) / target / rate;
  }
  if (start > target && value >= 2 * target) {
    return over(decayTime(power, target / start, start / value), start, power) / rate;
  }
  const side = start < target ? "below" : "above";
  return over(logisticTime(power, side, logit(start, target), logit(value, target)) / rate, target, power);
}

function timeOfAnySize(problem: DeepModeProblem, value: number): number {
  const [time] = resolved((arithmetic) => {
    const rate = deepRateOfAnySize(problem, arithmetic);
    return [arithmetic.quotient(deepTimeOfAnySize(problem, value, arithmetic), rate)];
  });
  return requireRepresentable("the time", time!, "start, target and eta");
}

/** Where a change of the time by one part changes the mode by more than this, roundings on the way show. */
const STEEPEST = 16;

/** Growth by so much is taken from logarithms: the quotient may be beyond the numbers. */
const FARTHEST_GROWTH = 1e60;

/** When u' = u (s - u) has grown to the value from a start that is nothing beside both: the rise of log(u/(s - u)). */
function logisticTimeBetween(start: number, value: number, target: number): number {
  return (Math.log(value) - Math.log(start) - Math.log1p(-value / target)) / target;
}

interface Mode {
  /** The p of u' = u^p (s - u). */
  readonly power: number;
  readonly start: number;
  readonly target: number;
}

/** The solution of u' = u^p (s - u). */
function modeAdvance({ power, start, target }: Mode): (time: number) => number {
  if (power === 0) return (time) => start * Math.exp(-time) - target * Math.expm1(-time);
  if (start === 0 || start === target) return () => start;
  if (power === 1) return (time) => logistic(start, target, time);
  return start < target
    ? (time) => growth({ power, start, target }, time)
    : (time) => decay({ power, start, target }, time);
}

/** u = 1/(e^-X/u0 + t meanDecay(X)), X = s t, from whichever side does not overflow. */
function logistic(start: number, target: number, time: number): number {
  const exponent = target * time;
  const grown = exponent > 1 ? -Math.expm1(-exponent) / target : time * meanDecay(exponent);
  const kept = Math.exp(-exponent);
  // a quarter of both, since their sum may be just beyond the largest number
  return start * grown < kept ? start / (kept + start * grown) : 0.25 / ((0.25 * kept) / start + 0.25 * grown);
}

function growth({ power, start, target }: Mode, time: number): number {
  const grown = growthAfter(power, start / target, timesPower(target * time, start, power - 1));
  if (grown !== undefined) return start * grown;
  const elapsed = timesPower(time, target, power);
  // from so far below, the mode has left the range of the series long before: it is at the target when it arrives
  if (elapsed === Number.POSITIVE_INFINITY || start / target < FARTHEST) return target;
  return target * fromLogit("below", inverted(power, "below", logit(start, target), elapsed));
}

function decay({ power, start, target }: Mode, time: number): number {
  let from = start;
  // at such a time nothing is left of a start that is this much larger
  while (timesPower(time, from, power) > 1e300) {
    from /= 1e50;
    if (from <= target) return target;
  }
  const shrunk = decayAfter(power, target / from, timesPower(time, from, power));
  if (shrunk !== undefined) return from / shrunk;
  const elapsed = timesPower(time, target, power);
  if (elapsed === Number.POSITIVE_INFINITY) return target;
  return target * fromLogit("above", inverted(power, "above", logit(start, target), elapsed));
}

/** x base^power for power <= 2, in two steps: the power alone may be beyond the numbers. */
function timesPower(x: number, base: number, power: number): number {
  const half = base ** (power / 2);
  return x * half * half;
}

/**
 * The x at which the integral of (1 +- e^-x)^(p - 1) from x0 is the given time. That is a concave function of x below the target and a convex one
 * above it, so Newton's iteration comes from one side after its first step; it begins where the target is far away, or halfway to it.
 */
function inverted(power: number, side: "below" | "above", x0: number, time: number): number {
  const [sign, halfway] = side === "below" ? [1, 0] : [-1, Math.LN2];
  let x = Math.max(x0, Math.min(halfway, side === "below" ? farBelow(power, x0, time) : farAbove(power, x0, time)));
  let last = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < 100; iteration++) {
    const error = logisticTime(power, side, x0, x) - time;
    const step = error / (1 + sign * Math.exp(-x)) ** (power - 1);
    // at the end rounding turns the steps back and forth
    if (iteration > 3 && Math.abs(step) >= Math.abs(last)) break;
    x = Math.max(x0, x - step);
    last = step;
    // below the target x passes 0, where y is 1/2; above it x is as small as the mode is far
    if (Math.abs(step) <= 1e-16 * (side === "below" ? Math.max(1, Math.abs(x)) : x)) break;
  }
  return x;
}

/** Below this share of the target nothing between the series of a far mode and the target itself can be told from rounding. */
const FARTHEST = 1e-150;

/** The solution of y' = y^p, which has y' = y^p (1 - y) while y is small, as a logit; Infinity where it has ended. */
function farBelow(power: number, x0: number, time: number): number {
  const m = power - 1;
  const left = Math.exp(m * softplus(-x0)) - m * time;
  const y = left > 0 ? left ** (-1 / m) : Number.POSITIVE_INFINITY;
  return y < 1 ? Math.log(y / (1 - y)) : Number.POSITIVE_INFINITY;
}

/** The solution of y' = -y^(p + 1), which has y' = y^p (1 - y) while y is large, as a logit. */
function farAbove(power: number, x0: number, time: number): number {
  const v = ((-Math.expm1(-x0)) ** power + power * time) ** (1 / power);
  return v < 1 ? -Math.log1p(-v) : Number.POSITIVE_INFINITY;
}

const NODES = [Math.sqrt(3 / 7 - (2 / 7) * Math.sqrt(6 / 5)), Math.sqrt(3 / 7 + (2 / 7) * Math.sqrt(6 / 5))] as const;
const WEIGHTS = [(18 + Math.sqrt(30)) / 72, (18 - Math.sqrt(30)) / 72] as const;

/** The time of a step that is small against all else, where differences of logarithms would cancel: four Gauss points give every digit. */
function shortTime({ power, start, target }: Mode, step: number): number {
  let sum = 0;
  for (const side of [-1, 1]) {
    for (const [i, node] of NODES.entries()) {
      const u = start + (step * (1 + side * node)) / 2;
      sum += WEIGHTS[i]! / (u ** power * (target - u));
    }
  }
  return step * sum;
}

/** x/base^power for power <= 2, in two steps. */
function over(x: number, base: number, power: number): number {
  const half = base ** (power / 2);
  return x / half / half;
}

function logit(u: number, target: number): number {
  // far above the target it is small, and far below it the quotient may be below the numbers
  if (u < FARTHEST * target) return Math.log(u) - Math.log(target);
  return u > 2 * target ? -Math.log1p(-target / u) : Math.log(u / Math.abs(target - u));
}

function powerOf(depth: number): number {
  return 2 - 2 / depth;
}

function rateOf({ depth, eta = 1 }: DeepModeProblem): number {
  return Number.isFinite(depth) ? depth * eta : eta;
}

function requireMode({ depth, start, target, eta = 1 }: DeepModeProblem): void {
  if (depth !== Number.POSITIVE_INFINITY && !(Number.isSafeInteger(depth) && depth >= 1)) {
    throw new RangeError(`depth is ${depth}; expected a whole number above 0, or Infinity`);
  }
  requireNonNegative("start", start);
  requireNonNegative("target", target);
  requirePositive("eta", eta);
}
