import { exponentOf, timesPowerOfTwo } from "../powerOfTwo.js";

/** Entries this much smaller than the largest of their vector have lost digits, or all, when that is near 1. */
const FAINTEST_EXPONENT = -960;

/** A start and a target as they were given, of which some parts may be more than the range of the numbers below others. */
export interface WideProblem {
  readonly a0: number;
  readonly w0: ArrayLike<number>;
  readonly betaStar: ArrayLike<number>;
  /** Exponents of the powers of two by which the start and betaStar are multiplied where they are brought near the scale of 1. */
  readonly startExponent: number;
  readonly targetExponent: number;
}

/** The indices of the entries of w0 and betaStar that lose digits near the scale of 1; nearly always there is none. */
export function faintIndices({ w0, betaStar, startExponent, targetExponent }: WideProblem): number[] {
  const isFaint = (entry: number, exponent: number): boolean =>
    entry !== 0 && exponentOf(entry) + exponent < FAINTEST_EXPONENT;
  return Array.from(w0, (_, i) => i).filter(
    (i) => isFaint(w0[i]!, startExponent) || isFaint(betaStar[i]!, targetExponent),
  );
}

/** The product of the factors over that of the divisors, times 2^exponent, rounded at its own size: what is beyond the numbers on the way does no harm. */
export function wideQuotient(factors: readonly number[], divisors: readonly number[], exponent: number): number {
  if (factors.some((factor) => factor === 0)) return 0;
  let value = 1;
  let power = exponent;
  for (const factor of factors) {
    value *= timesPowerOfTwo(factor, -exponentOf(factor));
    power += exponentOf(factor);
  }
  for (const divisor of divisors) {
    value /= timesPowerOfTwo(divisor, -exponentOf(divisor));
    power -= exponentOf(divisor);
  }
  return timesPowerOfTwo(value, power);
}
