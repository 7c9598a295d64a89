import {
  type Ball,
  type BallArithmetic,
  ballOf,
  isZero,
  negative,
  ONE,
  scaledBall,
  signOf,
  ZERO,
} from "../any-size/ballArithmetic.js";
import { areParallel, ballDot } from "../any-size/ballVectors.js";
import type { NeuronProblem } from "./neuronProblem.js";

/** Readout and weights. */
export interface BallState {
  readonly a: Ball;
  readonly w: readonly Ball[];
}

/** A state but for the root by which it is to be divided. */
export interface UnscaledState extends BallState {
  readonly square: Ball;
}

/**
 * The flow of one neuron in ball arithmetic, by the formulas of theory.md section 2 as they stand: any cancellation costs bits only. In the problem's own units no
 * root of a learning rate is needed, so that what is exactly 0, as c+ on the separatrix, is exactly 0 here.
 */
export class BallNeuron {
  readonly #arithmetic: BallArithmetic;
  readonly #a0: Ball;
  readonly #w0: readonly Ball[];
  readonly #target: readonly Ball[];
  readonly #targetSquare: Ball;
  /** w0.beta* and that over |beta*|^2. */
  readonly #along: Ball;
  readonly #share: Ball;
  /** w0 less its part along beta*. */
  readonly #rest: readonly Ball[];
  readonly #restSquare: Ball;
  readonly #etaA: Ball;
  readonly #etaW: Ball;
  readonly #omega: Ball;
  readonly #lambda: Ball;
  readonly #mu: Ball;
  readonly #isUpstream: boolean;
  /** A multiple of c+ by the sum with the large rate: etaA w0.beta* + lambda a0 upstream, mu w0.beta* + etaW |beta*|^2 a0 downstream. */
  readonly growing: Ball;
  readonly #growingSquare: Ball;
  readonly #shrinkingSquare: Ball;
  readonly delta: Ball;
  /** etaW a0^2 + etaA |w0|^2, and delta over it. */
  readonly square: Ball;
  readonly balance: Ball;

  constructor({ a0, w0, betaStar, etaA, etaW }: NeuronProblem, arithmetic: BallArithmetic) {
    const { sum, difference, product, quotient, root } = arithmetic;
    const square = (x: Ball): Ball => product(x, x);
    this.#arithmetic = arithmetic;
    this.#a0 = ballOf(a0);
    const w = Array.from(w0, ballOf);
    this.#w0 = w;
    this.#target = Array.from(betaStar, ballOf);
    [this.#etaA, this.#etaW] = [ballOf(etaA), ballOf(etaW)];
    const [readouts, weights] = [product(this.#etaW, square(this.#a0)), product(this.#etaA, ballDot(arithmetic, w, w))];
    this.delta = difference(readouts, weights);
    this.square = sum(readouts, weights);
    this.balance = ratio(arithmetic, this.delta, this.square);
    this.#targetSquare = ballDot(arithmetic, this.#target, this.#target);
    this.#along = ballDot(arithmetic, w, this.#target);
    const hasTarget = this.#targetSquare.mantissa !== 0n;
    this.#share = hasTarget ? quotient(this.#along, this.#targetSquare) : ZERO;
    const isAlong = hasTarget && areParallel(arithmetic, w, this.#target);
    this.#rest = w.map((x, i) => (isAlong ? ZERO : difference(x, product(this.#share, this.#target[i]!))));
    this.#restSquare = product(this.#etaA, ballDot(arithmetic, this.#rest, this.#rest));

    const s2 = product(product(this.#etaA, this.#etaW), this.#targetSquare);
    const half = scaledBall(this.delta, -1);
    this.#isUpstream = this.delta.mantissa >= 0n;
    this.#omega = root(sum(s2, square(half)));
    const large = sum(this.#omega, this.#isUpstream ? half : negative(half));
    const small = isZero(large) ? ZERO : quotient(s2, large);
    [this.#lambda, this.#mu] = this.#isUpstream ? [large, small] : [small, large];

    const pull = product(this.#etaW, product(this.#targetSquare, this.#a0));
    const own = product(this.#etaA, this.#along);
    const length = sum(s2, square(large));
    if (this.#isUpstream) {
      this.growing = sum(own, product(large, this.#a0));
      this.#growingSquare = ratio(arithmetic, product(this.#etaW, square(this.growing)), length);
      const shrinking = product(this.#etaA, square(difference(pull, product(large, this.#along))));
      this.#shrinkingSquare = isZero(length)
        ? product(this.#etaW, square(this.#a0))
        : ratio(arithmetic, ratio(arithmetic, shrinking, length), this.#targetSquare);
    } else {
      this.growing = sum(product(large, this.#along), pull);
      const growing = product(this.#etaA, square(this.growing));
      this.#growingSquare = ratio(arithmetic, ratio(arithmetic, growing, length), this.#targetSquare);
      const shrinking = square(difference(product(large, this.#a0), own));
      this.#shrinkingSquare = ratio(arithmetic, product(this.#etaW, shrinking), length);
    }
  }

  /** The state at a time > 0, but for what both are to be divided by, and its square. */
  at(time: Ball): UnscaledState {
    return isZero(this.growing) ? this.#shrunk(time) : this.#moved(time);
  }

  /** Where nothing grows: upstream as it is, downstream over e^(|delta| t/2). */
  #shrunk(time: Ball): UnscaledState {
    const { sum, product, exponential } = this.#arithmetic;
    const fallen = (rate: Ball): Ball => exponential(negative(product(rate, time)));
    const isUpstream = this.#isUpstream;
    const fall = fallen(isUpstream ? this.#omega : this.#mu);
    const kept = isUpstream ? fallen(scaledBall(this.delta, -1)) : ONE;
    const one = isUpstream ? ONE : fallen(negative(this.delta));
    const along = product(fall, this.#share);
    const grown = sum(ONE, product(this.#shrinkingSquare, this.#meanDecay(scaledBall(this.#omega, 1), time)));
    const size = isUpstream ? this.delta : negative(this.delta);
    return {
      a: product(fall, this.#a0),
      w: this.#rest.map((x, i) => sum(product(kept, x), product(along, this.#target[i]!))),
      square: sum(product(one, grown), product(this.#restSquare, this.#meanDecay(size, time))),
    };
  }

  /** Over e^(omega t). */
  #moved(time: Ball): UnscaledState {
    const { sum, product, exponential } = this.#arithmetic;
    const twoOmega = scaledBall(this.#omega, 1);
    const shrunk = exponential(negative(product(twoOmega, time)));
    const grown = this.#meanDecay(twoOmega, time);
    const kept = exponential(negative(product(this.#lambda, time)));
    const pulled = product(grown, product(this.#etaW, this.#a0));
    const along = sum(product(sum(shrunk, product(grown, this.#mu)), this.#share), pulled);
    const pushed = sum(product(this.#etaA, this.#along), product(this.#lambda, this.#a0));
    const a = sum(product(shrunk, this.#a0), product(grown, pushed));
    const w = this.#rest.map((x, i) => sum(product(kept, x), product(along, this.#target[i]!)));

    const both = sum(this.#growingSquare, product(this.#shrinkingSquare, shrunk));
    const size = this.#isUpstream ? this.delta : negative(this.delta);
    const ofRest = product(this.#isUpstream ? shrunk : product(kept, kept), this.#meanDecay(size, time));
    const parts = sum(shrunk, product(both, grown));
    return { a, w, square: sum(parts, product(this.#restSquare, ofRest)) };
  }

  /** (1 - e^(-rate t))/rate, t at rate 0. */
  #meanDecay(rate: Ball, time: Ball): Ball {
    if (isZero(rate)) return time;
    const { product, quotient, exponentialMinusOne } = this.#arithmetic;
    return quotient(negative(exponentialMinusOne(negative(product(rate, time)))), rate);
  }

  /** Where the flow ends, given the sign of the readout there. */
  limit(sign: 1 | -1 | 0): BallState {
    const { product, quotient, root } = this.#arithmetic;
    const hasTarget = this.#targetSquare.mantissa !== 0n;
    if (sign !== 0 && (hasTarget || signOf(this.delta) > 0)) {
      const signed = (x: Ball): Ball => (sign > 0 ? x : negative(x));
      const length = hasTarget ? root(quotient(this.#mu, product(this.#etaA, this.#targetSquare))) : ZERO;
      return {
        a: signed(root(quotient(this.#lambda, this.#etaW))),
        w: this.#target.map((x) => signed(product(length, x))),
      };
    }
    const isLeft = signOf(this.delta) < 0 && signOf(this.#restSquare) > 0;
    const length = isLeft ? root(quotient(negative(this.delta), this.#restSquare)) : ZERO;
    return { a: ZERO, w: this.#rest.map((x) => product(length, x)) };
  }

  /** The kernel distance of a state to the start on whitened inputs, 1 - <M0, M>/(|M0| |M|) with M = etaW a^2 I + etaA w w^T. */
  kernelDistance(state: BallState): Ball {
    const { difference, quotient, root, product } = this.#arithmetic;
    const start = { a: this.#a0, w: this.#w0 };
    const squares = product(this.#inner(start, start), this.#inner(state, state));
    return difference(ONE, quotient(this.#inner(start, state), root(squares)));
  }

  #inner(x: BallState, y: BallState): Ball {
    const { sum, product } = this.#arithmetic;
    const [readoutX, readoutY] = [x, y].map(({ a }) => product(this.#etaW, product(a, a))) as [Ball, Ball];
    const [weightsX, weightsY] = [x, y].map(({ w }) => product(this.#etaA, ballDot(this.#arithmetic, w, w))) as [
      Ball,
      Ball,
    ];
    const cross = product(this.#etaA, ballDot(this.#arithmetic, x.w, y.w));
    const readouts = product(ballOf(x.w.length), product(readoutX, readoutY));
    const mixed = sum(product(readoutX, weightsY), product(readoutY, weightsX));
    return sum(sum(readouts, mixed), product(cross, cross));
  }

  /** The cosine between the weights of a state and the target. */
  alignment({ w }: BallState): Ball {
    const { quotient, root, product } = this.#arithmetic;
    const squares = product(ballDot(this.#arithmetic, w, w), this.#targetSquare);
    return quotient(ballDot(this.#arithmetic, w, this.#target), root(squares));
  }
}

/** x/y for x, y >= 0, 0 where y is. */
function ratio({ quotient }: BallArithmetic, x: Ball, y: Ball): Ball {
  return isZero(y) ? ZERO : quotient(x, y);
}
