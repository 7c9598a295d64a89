import { fromLogit, logisticTime, softplus } from "./logisticTime.js";
import { requireFinite, requirePositive, requireTime } from "./requireNumbers.js";

/** One mode of a balanced deep linear network whose singular vectors are those of the target, on whitened inputs. */
export interface DeepModeProblem {
  /** Number of weight matrices L >= 1, or Infinity: the limit of infinite depth, in which time is measured in units of 1/L. */
  readonly depth: number;
  /** The product of the layers at t = 0, not below 0. */
  readonly start: number;
  /** The singular value of the target, not below 0. */
  readonly target: number;
  /** The geometric mean of the learning rates of the layers; 1 if not given. */
  readonly eta?: number | undefined;
}

/**
 * The strength of a balanced mode of a deep linear network in time, the solution of
 *
 *     u' = L eta u^(2 - 2/L) (s - u),   or, at infinite depth with time in units of 1/L,   u' = eta u^2 (s - u).
 *
 * At L = 1 it is exponential and at L = 2 logistic, in closed form. Else time is a monotone function of u, summed as a series, and inverted to
 * about 1e-14 by Newton's iteration.
 *
 * @returns u as a function of t >= 0.
 * @throws RangeError if the depth is neither a whole number above 0 nor Infinity, start or target is below 0 or not finite, or eta is not above 0.
 * @see Saxe et al. 2014; Kunin et al. 2024, section 4 and appendix B; theory.md section 6.
 */
export function deepMode(problem: DeepModeProblem): (time: number) => number {
  requireMode(problem);
  const { depth, start, target } = problem;
  const power = powerOf(depth);
  const rate = rateOf(problem);
  const advance = modeAdvance({ power, start, target });
  return (time) => {
    requireTime("time", time);
    return time === 0 ? start : advance(rate * time);
  };
}

/**
 * When a balanced mode reaches the given value, `fraction` of the way being target times that fraction.
 *
 * @returns Infinity for the target itself, and for any value where the mode stays at 0 (start 0 at depth 2 or more).
 * @throws RangeError as `deepMode`, and if the value is not between start and target.
 * @see Saxe et al. 2014.
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
  const step = value - start;
  if (Math.abs(step) < 0.01 * Math.min(start, Math.abs(target - start))) {
    return shortTime({ power, start, target }, step) / rate;
  }
  if (target === 0) return decayTime(power, start, value) / rate;
  if (power === 0) return Math.log1p(step / (target - value)) / rate;
  const side = start < target ? "below" : "above";
  return logisticTime(power, side, logit(start, target), logit(value, target)) / (rate * target ** power);
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
  if (target === 0) return (time) => start * (1 + power * start ** power * time) ** (-1 / power);
  const side = start < target ? "below" : "above";
  const x0 = logit(start, target);
  if (power === 1) return (time) => target * fromLogit(side, x0 + target * time);
  return (time) => target * fromLogit(side, inverted(power, side, x0, target ** power * time));
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
    if (Math.abs(step) <= 1e-16 * Math.max(1, Math.abs(x))) break;
  }
  return x;
}

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

/** The time of u' = -u^(p + 1) from one value to a smaller one. */
function decayTime(power: number, from: number, to: number): number {
  return power === 0 ? Math.log(from / to) : (to ** -power - from ** -power) / power;
}

function logit(u: number, target: number): number {
  // far above the target it is small
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
  for (const [name, value] of Object.entries({ start, target })) {
    requireFinite(name, value);
    if (value < 0) throw new RangeError(`${name} is ${value}; expected a number >= 0`);
  }
  requirePositive("eta", eta);
}
