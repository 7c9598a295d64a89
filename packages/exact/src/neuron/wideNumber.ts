import { exponentOf, timesPowerOfTwo } from "../powerOfTwo.js";

/** mantissa 2^exponent, of any size. */
export interface WideNumber {
  readonly mantissa: number;
  readonly exponent: number;
}

const NOTHING: WideNumber = { mantissa: 0, exponent: Number.NEGATIVE_INFINITY };

/** ln 2 in two parts, the first with so few digits that its multiples by whole numbers below 2^20 are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 0.00000000019082149292705877;
/** Beside what has decayed by less, what has decayed by this exponent is nothing. */
const FARTHEST = 1e12;

/** x 2^exponent with a mantissa of 1 to 2. */
export function wideNumber(x: number, exponent = 0): WideNumber {
  if (x === 0) return NOTHING;
  const own = exponentOf(x);
  return { mantissa: timesPowerOfTwo(x, -own), exponent: exponent + own };
}

/** A wide number times a plain one. */
export function wideProduct({ mantissa, exponent }: WideNumber, x: number): WideNumber {
  const { mantissa: other, exponent: more } = wideNumber(x);
  return mantissa === 0 ? NOTHING : wideNumber(mantissa * other, exponent + more);
}

/** x e^y 2^exponent for y <= 0; 0 for y below -1e12. */
export function wideExponential(y: number, x = 1, exponent = 0): WideNumber {
  if (x === 0 || -y > FARTHEST) return NOTHING;
  const power = Math.round(y / Math.LN2);
  return wideNumber(x * Math.exp(y - power * LN2_HIGH - power * LN2_LOW), exponent + power);
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
