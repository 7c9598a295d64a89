import { euclideanNorm, minimumNormSolution } from "@lazyrich/linalg";
import { needExactSolutions } from "../bias/exactSolutions.js";
import type { ImplicitBiasCondition } from "../bias/implicitBias.js";
import { interpolates, nullSpacePart, requireRepresentable, requireSamples, startsBelowZero } from "../bias/samples.js";
import { deepBiasOfAnySize, IN_NULL_SPACE, type NullLengths } from "./deepBiasOfAnySize.js";
import type { DeepImplicitBiasProblem } from "./deepImplicitBiasProblem.js";

/**
 * Where gradient flow ends, and whether that is sure.
 */
export interface DeepImplicitBias {
  /** The interpolant of least norm (of least squares, where $X beta = y$ has no solution), length d. */
  readonly minimumNorm: Float64Array;
  /** Where the flow ends if the condition holds, length d. */
  readonly betaInfinity: Float64Array;
  /** Whether the flow surely reaches an interpolant, instead of the saddle at 0. */
  readonly condition: ImplicitBiasCondition;
  /** Why the condition is undecided, or that $X beta = y$ has no solution; undefined if all is well. */
  readonly warning: string | undefined;
}

/**
 * The implicit bias of a balanced ($delta = 0$) deep linear network with low-rank inputs. With $L + 1$ weight matrices (the depth) it minimises
 *
 * $(L+1)/(L+2) |beta|^((L+2)/(L+1)) - |beta0|^(-L/(L+1)) beta0.beta   subject to   X beta = y$.
 *
 * The objective is radial but for one direction, so $beta = beta_(mn) + alpha n$ with the unit vector n of beta0 in the null space of X, of any
 * dimension, and alpha the root of $alpha (c^2 + alpha^2)^(-L/(2(L+1))) = |beta0|^(-L/(L+1)) |P_(null) beta0|$, $c = |beta_(mn)|$.
 *
 * The condition holds where beta0 has a part in the null space, since $|beta|$ then stays away from 0, where the loss began below that of
 * $beta = 0$, and at depth 1. Otherwise a start that points away from the targets may end at the saddle $beta = 0$.
 *
 * @throws RangeError if the sizes differ, beta0 is 0, a number is not finite or the end beyond the numbers, the depth is neither a whole number above 0 nor Infinity, or
 * beta0 lies in the null space at infinite depth, where only the start has its direction.
 * @see Kunin et al. 2024, section 4 and appendix B; theory.md section 6.
 * @example
 * import { deepImplicitBias } from "@lazyrich/exact";
 * const X = { rows: 1, columns: 2, data: Float64Array.of(1, 0) };
 * deepImplicitBias({ depth: 1, X, y: [1], beta0: [0.1, 0.1] }).betaInfinity; // [1, 0.1]: nothing moves in the null space
 * deepImplicitBias({ depth: 3, X, y: [1], beta0: [0.1, 0.1] }).betaInfinity; // [1, 0.38585]
 */
export function deepImplicitBias({ depth, X, y, beta0 }: DeepImplicitBiasProblem): DeepImplicitBias {
  if (depth !== Number.POSITIVE_INFINITY && !(Number.isSafeInteger(depth) && depth >= 1)) {
    throw new RangeError(`depth is ${depth}; expected a whole number above 0, or Infinity`);
  }
  requireSamples(X, y, beta0);
  const norm = euclideanNorm(beta0);
  if (norm === 0) throw new RangeError("beta0 is 0; expected a function with a direction");
  if (needExactSolutions(X, y, beta0)) return extraordinaryBias({ depth, X, y, beta0 });
  const start = Float64Array.from(beta0);
  const minimumNorm = minimumNormSolution(X, y);
  requireRepresentable("minimumNorm", minimumNorm);
  const inNull = nullSpacePart(X, start);
  const nullNorm = euclideanNorm(inNull);
  const rest = euclideanNorm(start.map((entry, i) => entry - inNull[i]!));
  // what the projector leaves of a start in the row space is rounding
  const hasNullPart = nullNorm > 1e-14 * norm;
  const alpha = hasNullPart ? nullSize(depth, { norm, nullNorm, rest, least: euclideanNorm(minimumNorm) }) : 0;
  const betaInfinity = minimumNorm.map((entry, i) => entry + (hasNullPart ? alpha * (inNull[i]! / nullNorm) : 0));
  requireRepresentable("betaInfinity", betaInfinity);
  const isSure = hasNullPart || depth === 1 || startsBelowZero(X, y, start);
  return {
    minimumNorm,
    betaInfinity,
    condition: isSure ? "holds" : "undecided",
    warning: !isSure ? UNDECIDED : interpolates(X, y, minimumNorm) ? undefined : NO_SOLUTION,
  };
}

function extraordinaryBias(problem: DeepImplicitBiasProblem): DeepImplicitBias {
  const { X, y, beta0, depth } = problem;
  const { minimumNorm, betaInfinity, hasNullPart, isSolved } = deepBiasOfAnySize(problem, nullSize);
  for (const [name, end] of Object.entries({ minimumNorm, betaInfinity })) requireRepresentable(name, end);
  const isSure = hasNullPart || depth === 1 || startsBelowZero(X, y, beta0);
  const warning = !isSure ? UNDECIDED : isSolved ? undefined : NO_SOLUTION;
  return { minimumNorm, betaInfinity, condition: isSure ? "holds" : "undecided", warning };
}

const UNDECIDED =
  "beta0 has no part in the null space and a loss above that of beta = 0: the flow may end at that saddle; follow it until its loss is below";
const NO_SOLUTION = "X beta = y has no solution; betaInfinity is the least-squares solution that gradient flow chooses";

/**
 * The root alpha of alpha (c^2 + alpha^2)^(-e/2) = norm^-e nullNorm, e = 1 - 1/depth: c times the root x of
 *
 *     x (1 + x^2)^(-e/2) = (nullNorm/norm) (norm/c)^(1/depth),
 *
 * found as a logarithm, whose rounding grows with its size, and corrected by one step on the numbers themselves.
 */
function nullSize(depth: number, { norm, nullNorm, rest, least: c }: NullLengths): number {
  const root = 1 / depth;
  const exponent = 1 - root;
  if (root === 0) {
    // the angle to the null space is kept: alpha/|beta| = nullNorm/norm
    if (!(rest > 1e-14 * norm)) {
      throw new RangeError(IN_NULL_SPACE);
    }
    return c * (nullNorm / rest);
  }
  if (c === 0) return norm * (nullNorm / norm) ** depth;
  // in log(x) the equation is increasing and concave, so that Newton's iteration converges from anywhere
  const logSize = Math.log(nullNorm / norm) + root * (Math.log(norm) - Math.log(c));
  let log = logSize;
  for (let iteration = 0; iteration < 200; iteration++) {
    const high = Math.max(log, 0);
    const logNorm = high + Math.log1p(Math.exp(-2 * Math.abs(log))) / 2;
    const share = Math.exp(2 * (log - logNorm));
    const step = (log - exponent * logNorm - logSize) / (1 - exponent * share);
    log -= step;
    if (Math.abs(step) <= 1e-16 * Math.max(1, Math.abs(log))) break;
  }
  const x = Math.exp(log);
  const size = Math.hypot(1, x);
  const asked = (nullNorm / norm) * (norm ** root / c ** root);
  const excess = ((x / size) * size ** root) / asked - 1;
  const isNumber = Number.isFinite(excess) && Math.abs(excess) < 1e-6;
  return c * x * (isNumber ? 1 - excess / (1 - exponent * (x / size) ** 2) : 1);
}
