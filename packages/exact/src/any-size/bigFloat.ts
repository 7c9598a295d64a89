import { exponentOf, timesPowerOfTwo } from "../powerOfTwo.js";
import { wholeRoot } from "./ballArithmetic.js";

/** The number mantissa 2^exponent, as precise as it is made, and of any size. */
export interface BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** Binary digits of the mantissa; 0 for 0. */
  readonly length: number;
}

/** What a mantissa may have beyond the precision before it is cut. */
const SLACK = 32;
/** A difference of which no more than so many bits are left is rounding, and 0: what it is is for a higher precision to say. */
const CANCELLED = 12;
/** Whole numbers of so many bits are still numbers. */
const CONVERTIBLE = 1000;

export const ZERO: BigFloat = { mantissa: 0n, exponent: 0, length: 0 };

/**
 * The numbers m 2^e with mantissas of a given precision: each operation has a relative error of 2^-bits. They know no bounds of their errors as balls do, which
 * long eliminations and rotations would make far too wide; a difference that cancels to its rounding is 0.
 */
export class BigFloats {
  readonly bits: number;
  readonly one: BigFloat;

  /** @param bits binary digits, above 0. */
  constructor(bits: number) {
    this.bits = bits;
    this.one = this.#made(1n, 0, 1);
  }

  /** A finite number, exactly. */
  from(x: number): BigFloat {
    if (x === 0) return ZERO;
    const exponent = exponentOf(x) - 53;
    return this.#made(BigInt(timesPowerOfTwo(x, -exponent)), exponent, 54);
  }

  add(x: BigFloat, y: BigFloat): BigFloat {
    if (x.length === 0) return y;
    if (y.length === 0) return x;
    const gap = x.exponent - y.exponent;
    const lead = x.length + gap - y.length;
    // what is below the last digit of the other
    if (lead > this.bits + SLACK) return x;
    if (lead < -this.bits - SLACK) return y;
    const longest = lead >= 0 ? x.length + Math.max(gap, 0) : y.length + Math.max(-gap, 0);
    const sum =
      gap >= 0
        ? this.#made((x.mantissa << BigInt(gap)) + y.mantissa, y.exponent, longest + 1)
        : this.#made(x.mantissa + (y.mantissa << BigInt(-gap)), x.exponent, longest + 1);
    const hasCancelled = sizeOf(sum) < Math.max(sizeOf(x), sizeOf(y)) - this.bits + CANCELLED;
    return hasCancelled ? ZERO : sum;
  }

  subtract(x: BigFloat, y: BigFloat): BigFloat {
    return this.add(x, negative(y));
  }

  multiply(x: BigFloat, y: BigFloat): BigFloat {
    if (x.length === 0 || y.length === 0) return ZERO;
    return this.#made(x.mantissa * y.mantissa, x.exponent + y.exponent, x.length + y.length);
  }

  divide(x: BigFloat, y: BigFloat): BigFloat {
    if (x.length === 0) return ZERO;
    const shift = Math.max(0, this.bits + SLACK - x.length + y.length);
    return this.#made(
      (x.mantissa << BigInt(shift)) / y.mantissa,
      x.exponent - shift - y.exponent,
      x.length + shift - y.length + 1,
    );
  }

  /** The square root of x >= 0. */
  root(x: BigFloat): BigFloat {
    if (x.length === 0) return ZERO;
    let shift = Math.max(0, 2 * this.bits + SLACK - x.length);
    if ((x.exponent - shift) % 2 !== 0) shift++;
    const length = x.length + shift;
    return this.#made(wholeRoot(x.mantissa << BigInt(shift)), (x.exponent - shift) / 2, (length + 1) >> 1);
  }

  /** e^x - 1, without cancellation. */
  expm1(x: BigFloat): BigFloat {
    if (x.length === 0) return ZERO;
    // the series converges by a factor of 2^fine a term, and each halving is undone by (1 + y)^2 - 1 = y (y + 2)
    const fine = Math.ceil(Math.sqrt(this.bits / 2));
    const halvings = Math.max(0, sizeOf(x) + fine);
    const wide = new BigFloats(this.bits + 2 * halvings + SLACK);
    const small = timesTwoTo(x, -halvings);
    let term = small;
    let sum = small;
    for (let k = 2; sizeOf(term) > sizeOf(sum) - wide.bits; k++) {
      term = wide.divide(wide.multiply(term, small), wide.from(k));
      sum = wide.add(sum, term);
    }
    const two = wide.from(2);
    for (let k = 0; k < halvings; k++) sum = wide.multiply(sum, wide.add(sum, two));
    return this.#made(sum.mantissa, sum.exponent, sum.length);
  }

  /** e^x. */
  exp(x: BigFloat): BigFloat {
    const grown = this.add(this.expm1(magnitude(x)), this.one);
    return x.mantissa < 0n ? this.divide(this.one, grown) : grown;
  }

  #made(mantissa: bigint, exponent: number, guess: number): BigFloat {
    const length = lengthOf(mantissa, guess);
    const excess = length - this.bits;
    return excess > SLACK
      ? { mantissa: mantissa >> BigInt(excess), exponent: exponent + excess, length: this.bits }
      : { mantissa, exponent: length === 0 ? 0 : exponent, length };
  }
}

export function negative({ mantissa, exponent, length }: BigFloat): BigFloat {
  return { mantissa: -mantissa, exponent, length };
}

export function magnitude(x: BigFloat): BigFloat {
  return x.mantissa < 0n ? negative(x) : x;
}

export function timesTwoTo({ mantissa, exponent, length }: BigFloat, power: number): BigFloat {
  return { mantissa, exponent: length === 0 ? 0 : exponent + power, length };
}

/** The exponent k of 2^(k - 1) <= |x| < 2^k; -Infinity for 0. */
export function sizeOf({ exponent, length }: BigFloat): number {
  return length === 0 ? Number.NEGATIVE_INFINITY : exponent + length;
}

/** Whether |x| < |y|. */
export function isSmaller(x: BigFloat, y: BigFloat): boolean {
  const [sizeX, sizeY] = [sizeOf(x), sizeOf(y)];
  if (sizeX !== sizeY || x.length === 0) return sizeX < sizeY;
  const gap = x.exponent - y.exponent;
  const [a, b] = [magnitude(x).mantissa, magnitude(y).mantissa];
  return gap >= 0 ? a << BigInt(gap) < b : a < b << BigInt(-gap);
}

/** The nearest number, up to half a unit of its last digit and a little; Infinity and 0 beyond the numbers. */
export function toNumber({ mantissa, exponent, length }: BigFloat): number {
  if (length === 0) return 0;
  const excess = Math.max(0, length - 64);
  return timesPowerOfTwo(Number(mantissa >> BigInt(excess)), exponent + excess);
}

/** Binary digits of a whole number; fast where they are the guess or one less. */
function lengthOf(whole: bigint, guess: number): number {
  if (whole === 0n) return 0;
  if (hasAtMost(whole, guess)) {
    if (guess < 1 || !hasAtMost(whole, guess - 1)) return guess;
    if (guess < 2 || !hasAtMost(whole, guess - 2)) return guess - 1;
  }
  const size = whole < 0n ? -whole : whole;
  let shift = Math.max(0, guess - CONVERTIBLE);
  let top = Number(size >> BigInt(shift));
  while (top === Number.POSITIVE_INFINITY) {
    shift += CONVERTIBLE;
    top = Number(size >> BigInt(shift));
  }
  while (top === 0) {
    shift = Math.max(0, shift - CONVERTIBLE);
    top = Number(size >> BigInt(shift));
  }
  return shift + Math.floor(Math.log2(top)) + 1;
}

/** Whether |x| is below 2^digits, or -2^digits. */
function hasAtMost(whole: bigint, digits: number): boolean {
  const rest = whole >> BigInt(digits);
  return rest === 0n || rest === -1n;
}
