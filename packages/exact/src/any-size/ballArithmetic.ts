import { exponentOf, timesPowerOfTwo } from "../powerOfTwo.js";

/** A real number within 2^error of mantissa 2^exponent; `error` is -Infinity where it is exact. Its size is below 2^top. */
export interface Ball {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly error: number;
  readonly top: number;
}

/** Thrown where more bits are needed to go on: a divisor or an exponent is not known well enough. */
export class UnresolvedError extends Error {
  override readonly name = "UnresolvedError";
}

/** The operations on real numbers of which so many bits are kept, each with a bound of its error. */
export interface BallArithmetic {
  readonly bits: number;
  sum(x: Ball, y: Ball): Ball;
  difference(x: Ball, y: Ball): Ball;
  product(x: Ball, y: Ball): Ball;
  quotient(x: Ball, y: Ball): Ball;
  /** Of what is not below 0 but for its error; exact where x is the square of a number of so many bits. */
  root(x: Ball): Ball;
  exponential(x: Ball): Ball;
  /** e^x - 1, with all its bits at small x too. */
  exponentialMinusOne(x: Ball): Ball;
  /** Of x > 0. */
  logarithm(x: Ball): Ball;
}

export const ZERO: Ball = ballWithin(0n, 0, Number.NEGATIVE_INFINITY);
export const ONE: Ball = ballWithin(1n, 0, Number.NEGATIVE_INFINITY);

/** The number itself. */
export function ballOf(x: number): Ball {
  if (x === 0) return ZERO;
  const exponent = exponentOf(x) - 54;
  return ballWithin(BigInt(timesPowerOfTwo(x, -exponent)), exponent, Number.NEGATIVE_INFINITY);
}

/** The nearest number, up to an ulp; Infinity beyond the largest. */
export function numberOf({ mantissa, exponent }: Ball): number {
  const excess = Math.max(0, bitLength(mantissa) - 64);
  return timesPowerOfTwo(Number(mantissa >> BigInt(excess)), exponent + excess);
}

/** x 2^k. */
export function scaledBall({ mantissa, exponent, error, top }: Ball, k: number): Ball {
  return { mantissa, exponent: exponent + k, error: error + k, top: top + k };
}

export function negative({ mantissa, ...rest }: Ball): Ball {
  return { mantissa: -mantissa, ...rest };
}

/** Whether a number is exactly 0. */
export function isZero({ mantissa, error }: Ball): boolean {
  return mantissa === 0n && error === Number.NEGATIVE_INFINITY;
}

/** 1, -1, or 0 where the number is 0 or cannot be told from it. */
export function signOf({ mantissa, error, top }: Ball): 1 | -1 | 0 {
  if (top - 1 <= error) return 0;
  return mantissa > 0n ? 1 : -1;
}

/** Beyond this exponent of its argument an exponential that falls is nothing: e^(-2^39) or less. */
const FARTHEST = 40;
const NOTHING: Ball = ballWithin(0n, 0, -7e11);

const made = new Map<number, BallArithmetic>();

/** Real numbers with so many bits; the same object for the same bits. */
export function ballArithmetic(bits: number): BallArithmetic {
  const arithmetic = made.get(bits) ?? arithmeticOf(bits);
  made.set(bits, arithmetic);
  return arithmetic;
}

function arithmeticOf(bits: number): BallArithmetic {
  /** Cuts what is beyond the bits. */
  function cut(mantissa: bigint, exponent: number, error: number): Ball {
    const excess = bitLength(mantissa) - bits;
    if (excess <= 0) return ballWithin(mantissa, exponent, error);
    const kept = mantissa >> BigInt(excess);
    const isExact = error === Number.NEGATIVE_INFINITY && kept << BigInt(excess) === mantissa;
    return ballWithin(kept, exponent + excess, isExact ? error : sumOfErrors(error, exponent + excess));
  }

  function sum(x: Ball, y: Ball): Ball {
    const [large, small] = x.top >= y.top ? [x, y] : [y, x];
    const error = sumOfErrors(x.error, y.error);
    if (small.mantissa === 0n) return { ...large, error };
    if (small.top < large.top - bits - 2) return { ...large, error: sumOfErrors(error, small.top) };
    const shift = large.exponent - small.exponent;
    return shift >= 0
      ? cut((large.mantissa << BigInt(shift)) + small.mantissa, small.exponent, error)
      : cut(large.mantissa + (small.mantissa << BigInt(-shift)), large.exponent, error);
  }

  function product(x: Ball, y: Ball): Ball {
    const error = sumOfErrors(sumOfErrors(x.error + y.top, y.error + x.top), x.error + y.error);
    return cut(x.mantissa * y.mantissa, x.exponent + y.exponent, error);
  }

  function quotient(x: Ball, y: Ball): Ball {
    if (!(y.error < y.top - 4)) throw new UnresolvedError("a divisor may be 0");
    const shift = Math.max(0, bits + 2 + bitLength(y.mantissa) - bitLength(x.mantissa));
    const mantissa = (x.mantissa << BigInt(shift)) / y.mantissa;
    const exponent = x.exponent - y.exponent - shift;
    const error = sumOfErrors(x.error - y.top + 2, x.top - y.top + 1 + (y.error - y.top + 2));
    return cut(mantissa, exponent, sumOfErrors(error, x.mantissa === 0n ? error : exponent));
  }

  function root(x: Ball): Ball {
    if (x.mantissa <= 0n || x.error >= x.top - 3) {
      const error = sumOfErrors(x.top, x.error);
      return error === Number.NEGATIVE_INFINITY ? ZERO : ballWithin(0n, 0, error / 2);
    }
    let shift = Math.max(0, 2 * bits + 4 - bitLength(x.mantissa));
    if ((x.exponent - shift) % 2 !== 0) shift++;
    const square = x.mantissa << BigInt(shift);
    const mantissa = wholeRoot(square);
    const exponent = (x.exponent - shift) / 2;
    const error = x.error - (x.top - 1) / 2 + 1;
    return cut(mantissa, exponent, mantissa * mantissa === square ? error : sumOfErrors(error, exponent));
  }

  function exponential(x: Ball): Ball {
    if (x.mantissa < 0n && x.top > FARTHEST && x.error < x.top - 4) return NOTHING;
    if (x.top > FARTHEST || x.error > -2) throw new UnresolvedError("an exponent is not known well enough");
    const work = bits + 64;
    const power = Math.round(numberOf(x) / Math.LN2);
    const rest = fixedPoint(x, work) - BigInt(power) * naturalLogarithmOf2(work);
    const halvings = Math.floor(Math.sqrt(bits) / 2);
    const places = work + halvings;
    // in units of 2^-places the rest is itself over 2^halvings
    let value = (1n << BigInt(places)) + rest;
    let term = rest;
    for (let k = 2n; term !== 0n && term !== -1n; k++) {
      term = ((term * rest) >> BigInt(places)) / k;
      value += term;
    }
    for (let k = 0; k < halvings; k++) value = (value * value) >> BigInt(places);
    const result = cut(value, power - places, Number.NEGATIVE_INFINITY);
    return { ...result, error: sumOfErrors(result.top + x.error + 1, result.top - bits) };
  }

  function exponentialMinusOne(x: Ball): Ball {
    if (x.top >= 0) return sum(exponential(x), { ...ONE, mantissa: -1n });
    // x (1 + x/2 + x^2/6 + ...)
    const places = bits + 32;
    const argument = fixedPoint(x, places);
    let term = 1n << BigInt(places);
    let value = term;
    for (let k = 2n; term !== 0n && term !== -1n; k++) {
      term = ((term * argument) >> BigInt(places)) / k;
      value += term;
    }
    const { mantissa, exponent } = cut(x.mantissa * value, x.exponent - places, Number.NEGATIVE_INFINITY);
    return ballWithin(mantissa, exponent, sumOfErrors(x.error + 1, x.top - bits + 1));
  }

  const difference = (x: Ball, y: Ball): Ball => sum(x, negative(y));

  function logarithm(x: Ball): Ball {
    if (!(x.mantissa > 0n && x.error < x.top - 4)) throw new UnresolvedError("a logarithm may be that of 0");
    // x is y 2^top with y in [1/2, 1), whose logarithm is found by Halley's iteration
    const y: Ball = { ...x, exponent: x.exponent - x.top, error: Number.NEGATIVE_INFINITY, top: 0 };
    let value = ballOf(Math.log(numberOf(y)));
    for (let known = 50; known < bits; known *= 3) {
      const grown = exponential({ ...value, error: Number.NEGATIVE_INFINITY });
      const step = quotient(difference(y, grown), sum(y, grown));
      value = sum({ ...value, error: Number.NEGATIVE_INFINITY }, scaledBall(step, 1));
    }
    const ofPower = product(ballOf(x.top), ballWithin(naturalLogarithmOf2(bits + 64), -bits - 64, -bits - 60));
    return sum(ofPower, { ...value, error: sumOfErrors(8 - bits, x.error - x.top + 2) });
  }

  return { bits, sum, difference, product, quotient, root, exponential, exponentialMinusOne, logarithm };
}

/** mantissa 2^exponent, within 2^error. */
export function ballWithin(mantissa: bigint, exponent: number, error: number): Ball {
  return mantissa === 0n
    ? { mantissa, exponent: 0, error, top: Number.NEGATIVE_INFINITY }
    : { mantissa, exponent, error, top: exponent + bitLength(mantissa) };
}

function bitLength(x: bigint): number {
  const digits = (x < 0n ? -x : x).toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}

/** The exponent of 2^x + 2^y, rounded up. */
function sumOfErrors(x: number, y: number): number {
  const [large, small] = x >= y ? [x, y] : [y, x];
  return small === Number.NEGATIVE_INFINITY ? large : large + 1.5 * 2 ** (small - large);
}

/** In units of 2^-places, cut. */
export function fixedPoint({ mantissa, exponent }: Ball, places: number): bigint {
  const shift = exponent + places;
  return shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
}

/** The whole part of a root, by Newton's iteration from the root of its leading bits, with twice as many bits each time. */
export function wholeRoot(x: bigint): bigint {
  const size = bitLength(x);
  if (size <= 48) return BigInt(Math.floor(Math.sqrt(Number(x))));
  // half of the bits of the root are those of the root of the upper half
  const shift = BigInt(2 * Math.floor(size / 8));
  const upper = wholeRoot(x >> (2n * shift));
  let root = (upper << shift) + (1n << shift);
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

const logarithms = new Map<number, bigint>();

/** ln 2 in units of 2^-places: 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749). */
function naturalLogarithmOf2(places: number): bigint {
  const known = logarithms.get(places);
  if (known !== undefined) return known;
  const more = places + 16;
  const artanhOfInverse = (n: bigint): bigint => {
    let power = (1n << BigInt(more)) / n;
    let value = power;
    for (let k = 3n; power !== 0n; k += 2n) {
      power /= n * n;
      value += power / k;
    }
    return value;
  };
  const value = 18n * artanhOfInverse(26n) - 2n * artanhOfInverse(4801n) + 8n * artanhOfInverse(8749n);
  logarithms.set(places, value >> 16n);
  return value >> 16n;
}
