import {
  type Ball,
  type BallArithmetic,
  ballOf,
  ballWithin,
  fixedPoint,
  negative,
  ONE,
  scaledBall,
  signOf,
} from "../any-size/ballArithmetic.js";

/** A mode u' = L u^(2 - 2/L) (s - u), without the factor L at infinite depth, in time times eta. */
export interface DeepBallMode {
  readonly depth: number;
  readonly start: number;
  readonly target: number;
  readonly eta?: number | undefined;
}

/** L eta, or eta at infinite depth. */
export function deepRateOfAnySize({ depth, eta = 1 }: DeepBallMode, { product }: BallArithmetic): Ball {
  return depth === Number.POSITIVE_INFINITY ? ballOf(eta) : product(ballOf(depth), ballOf(eta));
}

/** When a mode reaches a value on its way, in ball arithmetic, times `deepRateOfAnySize`. */
export function deepTimeOfAnySize(mode: DeepBallMode, value: number, arithmetic: BallArithmetic): Ball {
  const { difference, product, quotient, logarithm } = arithmetic;
  const { depth, start, target } = mode;
  const [from, to, s] = [ballOf(start), ballOf(value), ballOf(target)];
  const log = (x: Ball, y: Ball): Ball => logarithm(size(quotient(x, y)));
  const gaps = (): Ball => log(difference(s, from), difference(s, to));
  if (depth === 1) return gaps();
  if (target === 0) return vanishing(mode, value, arithmetic);
  if (depth === 2) return quotient(arithmetic.sum(log(to, from), gaps()), s);
  const [y, y0] = [quotient(to, s), quotient(from, s)];
  if (depth === Number.POSITIVE_INFINITY) {
    const inverses = difference(quotient(ONE, y), quotient(ONE, y0));
    return quotient(difference(arithmetic.sum(log(to, from), gaps()), inverses), product(s, s));
  }
  const rise = new LogisticBalls(depth, arithmetic).between(y0, y, start < target);
  return quotient(rise, power(arithmetic, s, 2 * depth - 2, depth));
}

/** Without a target: (u^-p - u0^-p)/p, p = (2 L - 2)/L. */
function vanishing({ depth, start }: DeepBallMode, value: number, arithmetic: BallArithmetic): Ball {
  const { difference, product, quotient } = arithmetic;
  const [numerator, denominator] = depth === Number.POSITIVE_INFINITY ? [2, 1] : [2 * depth - 2, depth];
  const inverse = (x: number): Ball => power(arithmetic, ballOf(x), -numerator, denominator);
  const rise = difference(inverse(value), inverse(start));
  return quotient(product(rise, ballOf(denominator)), ballOf(numerator));
}

/** x^(numerator/denominator) for x > 0. */
function power(
  { product, quotient, exponential, logarithm }: BallArithmetic,
  x: Ball,
  numerator: number,
  denominator: number,
): Ball {
  return exponential(quotient(product(ballOf(numerator), logarithm(x)), ballOf(denominator)));
}

function size(x: Ball): Ball {
  return x.mantissa < 0n ? negative(x) : x;
}

/** The integral of dy/(y^p (1 - y)), p = 2 - 2/L, by the series of `logisticTime`. */
class LogisticBalls {
  readonly #depth: number;
  readonly #arithmetic: BallArithmetic;

  constructor(depth: number, arithmetic: BallArithmetic) {
    this.#depth = depth;
    this.#arithmetic = arithmetic;
  }

  between(from: Ball, to: Ball, isBelow: boolean): Ball {
    const { difference, sum, quotient } = this.#arithmetic;
    const near = isBelow ? (y: Ball): Ball => this.#nearFromBelow(y) : (v: Ball): Ball => this.#nearFromAbove(v);
    const far = isBelow ? (y: Ball): Ball => this.#farBelow(y) : (v: Ball): Ball => this.#farAbove(v);
    // y below the target and 1/y above it: between 0 and 1
    const [x0, x1] = isBelow ? [from, to] : [quotient(ONE, from), quotient(ONE, to)];
    const half = scaledBall(ONE, -1);
    const isFar = (x: Ball): boolean => signOf(difference(half, x)) > 0;
    if (isFar(x1)) return difference(far(x1), far(x0));
    if (!isFar(x0)) return difference(near(x1), near(x0));
    return sum(difference(far(half), far(x0)), difference(near(x1), near(half)));
  }

  /** y^(2/L - 1) times the sum of L y^k/(k L - L + 2). */
  #farBelow(y: Ball): Ball {
    return this.#powerSeries(y, 2 - this.#depth);
  }

  /** v^(2 - 2/L) times the sum of L v^k/(k L + 2 L - 2). */
  #farAbove(v: Ball): Ball {
    return this.#powerSeries(v, 2 * this.#depth - 2);
  }

  #powerSeries(x: Ball, first: number): Ball {
    const [depth, offset] = [BigInt(this.#depth), BigInt(first)];
    const series = this.#series(x, (term, k) => (term * depth) / (k * depth + offset));
    return this.#arithmetic.product(series, power(this.#arithmetic, x, first, this.#depth));
  }

  /** -log z - the sum of (p)_k/k! z^k/k, z = 1 - y. */
  #nearFromBelow(y: Ball): Ball {
    return this.#near(y, 2 * this.#depth - 2);
  }

  /** The same with 1 - p for p, z = 1 - v. */
  #nearFromAbove(v: Ball): Ball {
    return this.#near(v, 2 - this.#depth);
  }

  /** With (first/L)_k, whose factors are (first + j L)/L. */
  #near(x: Ball, first: number): Ball {
    const { difference, sum, logarithm } = this.#arithmetic;
    const [depth, offset] = [BigInt(this.#depth), BigInt(first)];
    const z = difference(ONE, x);
    const places = BigInt(this.#places);
    let coefficient = 1n << places;
    const series = this.#series(z, (term, k) => {
      if (k === 0n) return 0n;
      coefficient = (coefficient * (offset + (k - 1n) * depth)) / (k * depth);
      return ((term * coefficient) >> places) / k;
    });
    return negative(sum(logarithm(z), series));
  }

  get #places(): number {
    return this.#arithmetic.bits + 32;
  }

  /** The sum of what is made of the powers of x, all in units of 2^-places, for x up to about 1/2 and coefficients that grow no faster than k + 1. */
  #series(x: Ball, termOf: (power: bigint, k: bigint) => bigint): Ball {
    const places = this.#places;
    const argument = fixedPoint(x, places);
    let total = 0n;
    let power = 1n << BigInt(places);
    for (let k = 0n; power > 0n; k++) {
      total += termOf(power, k);
      power = (power * argument) >> BigInt(places);
    }
    // a few units of rounding a term, of at most places terms, and what the error of x makes
    return ballWithin(total, -places, Math.max(-this.#arithmetic.bits, x.error + 6));
  }
}
