import { type DoubleDouble, doubleDoubleDot, doubleDoubleRoot, euclideanNorm } from "@lazyrich/linalg";
import { conservedQuantity } from "../conserved/conservedQuantity.js";
import { meanDecayDeficit, meanDecayExcess } from "../exponentialDifferences.js";
import { pairModes } from "../pairModes.js";
import { exponentOf, largestEntry, timesPowerOfTwo } from "../powerOfTwo.js";
import { growingComponent, type Lifted, liftedDot } from "./growingComponent.js";
import { faintIndices, type WideProblem, wideQuotient } from "./wideNeuron.js";

/** Starts within 2^+-150 are computed as they are; their squares neither overflow nor underflow. */
const ORDINARY = 150;
/** Below this the terms of G are summed as logarithms or roots: what is left of them may be at the edge of the numbers. */
const SMALL = 1e-250;
/** Products of a rate and a time up to this have lost digits, or all, to the end of the numbers. */
const TINY = 1e-290;
/** Parts of the shape below this may be lost beside the others, and are formed from the numbers as they were given. */
const FAINT = 1e-280;
/** A component lifted by up to this power of two is used as it is, beside others that the same power brings to its scale. */
const MOST_DIRECT = 800;
/** A difference that keeps this share of its terms is taken as it is. */
const KEPT = 1 / 16;

/** A checked problem, every field given. */
export interface NeuronProblem {
  readonly a0: number;
  readonly w0: ArrayLike<number>;
  readonly betaStar: ArrayLike<number>;
  readonly etaA: number;
  readonly etaW: number;
}

/** What multiplies w0, the turn b and, instead of it, the part b of the weights along the target. */
interface WeightFactors {
  readonly kept: number;
  readonly added: number;
  readonly along: number;
}

/** A time with what is known of it: e^-x with x = omega t + log sigma, (1 - e^(-|delta| t))/|delta|, and whether the scaled G is small or large. */
interface Rescaling {
  readonly t: number;
  readonly x: number;
  readonly left: number;
  readonly phiDelta: number;
  readonly isSmall: boolean;
}

/**
 * The flow in canonical units (a~ = sqrt(etaW) a, w~ = sqrt(etaA) w, s = sqrt(etaA etaW) |beta*|) and in the scale sigma of the start, a power of two. With
 * lambda, mu = omega +- delta/2, E = e^(-2 omega t), m = 1 - E, C = mu u0 + s a0 and D = s u0 + lambda a0 it is, over e^(omega t),
 *
 *     p = E u0 + m C/(2 omega),   q = E a0 + m D/(2 omega),   r = e^(-lambda t),   G = E/sigma^2 + G',
 *
 * and the weights are r w0 + (p - r u0) b with the unit vector b along beta*, or r w_perp + p b, from the one whose terms are smaller. The problem's own units differ from
 * canonical ones by a power of four, `etaA` and `etaW` being between 1 and 4 here.
 *
 * @see theory.md section 2.
 */
export class NeuronFlow {
  /** Canonical delta = etaW a^2 - etaA |w|^2, and the same over sigma^2. */
  readonly delta: number;
  readonly scaledDelta: number;
  /** sqrt(etaA etaW) |beta*|, omega + delta/2 and omega - delta/2; the product of those is s^2. */
  readonly s: number;
  readonly twoOmega: number;
  readonly lambda: number;
  readonly mu: number;
  /** The start over sigma: readout, component of the weights along beta*, and the length of the rest. */
  readonly a0: number;
  readonly u0: number;
  readonly restNorm: number;
  /** The sign of the component along the growing direction: 0 on the separatrix. */
  readonly growingSign: 1 | -1 | 0;
  readonly growing: number;
  readonly shrinking: number;
  /** C and D are these times c+; over 2 omega they are what c+ adds to p and q in the end. */
  readonly #rateP: number;
  readonly #rateQ: number;
  /** The large one of lambda and mu, and sqrt(s^2 + large^2). */
  readonly #large: number;
  readonly #length: number;
  readonly #growingP: number;
  readonly #growingQ: number;
  readonly #growingSquare: number;
  readonly #shrinkingSquare: number;
  readonly #restSquare: number;
  /** Exponent of sigma. */
  readonly scaleExponent: number;

  /** w0, its part across the target and the unit vector along it, so that their sums are in the problem's units. */
  readonly #weights: Float64Array;
  readonly #rest: Float64Array;
  readonly #unit: Float64Array;
  readonly #given: WideProblem;
  readonly #faint: readonly number[];
  readonly #hasFaint: boolean;
  readonly #targetNorm: number;
  /** w0.betaStar in the units of the start and of the target. */
  readonly #givenAlong: Lifted<DoubleDouble>;
  /** Below this share of r, p is a small rest of r u0. */
  readonly #along: number;
  readonly #weightsUnit: number;
  readonly #readoutUnit: number;
  readonly #lifted: Lifted<number>;
  readonly #isOrdinary: boolean;

  /** The shape (p, q, r) of the state at the time last asked for, and the factor that makes it the state. */
  p = 0;
  q = 0;
  r = 0;
  factor = 1;
  /** What the shape has been multiplied by beyond e^(-omega t), where its size had left the numbers. */
  shapeUnit = 1;
  /** E and m over `#gainOver` in units of the shape: what multiplies the start, and what C and D. */
  #shrunk = 1;
  #gain = 0;
  #gainOver = 1;

  constructor({ a0, w0, betaStar, etaA, etaW }: NeuronProblem) {
    const count = w0.length;
    const [halfA, halfW] = [Math.round(Math.log2(etaA) / 2), Math.round(Math.log2(etaW) / 2)];
    const [rateA, rateW] = [timesPowerOfTwo(etaA, -2 * halfA), timesPowerOfTwo(etaW, -2 * halfW)];
    const [rootA, rootW] = [Math.sqrt(rateA), Math.sqrt(rateW)];
    const size = Math.max(exponentOf(a0) + halfW, exponentOf(largestEntry(w0)) + halfA);
    const scale = Math.abs(size) <= ORDINARY || size === Number.NEGATIVE_INFINITY ? 0 : 2 * Math.round(size / 2);
    const readout = timesPowerOfTwo(a0, halfW - scale);
    const weights = Float64Array.from(w0, (entry) => timesPowerOfTwo(entry, halfA - scale));
    this.scaleExponent = scale;
    this.#isOrdinary = scale === 0;
    this.#weightsUnit = 2 ** -halfA / rootA;
    this.#readoutUnit = 2 ** -halfW / rootW;
    this.scaledDelta = conservedQuantity(readout, weights, rateA, rateW);
    this.delta = timesPowerOfTwo(this.scaledDelta, 2 * scale);

    const targetSize = largestEntry(betaStar);
    const targetExponent = targetSize > 0 ? exponentOf(targetSize) : 0;
    const target = Float64Array.from(betaStar, (entry) => timesPowerOfTwo(entry, -targetExponent));
    const targetNorm = doubleDoubleRoot(doubleDoubleDot(target, target))[0];
    const rateExponent = halfA + halfW + targetExponent;
    const b = target.map((entry) => (targetNorm > 0 ? entry / targetNorm : 0));
    this.s = timesPowerOfTwo(rootA * rootW * targetNorm, rateExponent);
    this.a0 = rootW * readout;
    const along = targetNorm > 0 ? doubleDoubleDot(weights, target)[0] / targetNorm : 0;
    this.u0 = rootA * along;
    const rest = new Float64Array(count);
    if (count > 1 || targetNorm === 0) {
      for (let i = 0; i < count; i++) rest[i] = weights[i]! - along * b[i]!;
      // the first projection leaves a component along beta* of the size of rounding; the second removes it
      const left = doubleDoubleDot(rest, b)[0];
      for (let i = 0; i < count; i++) rest[i] = rest[i]! - left * b[i]!;
    }
    this.restNorm = rootA * euclideanNorm(rest);
    this.#along = Math.abs(this.u0) / 4;
    const inProblem = 2 ** -halfA;
    this.#weights = weights.map((entry) => inProblem * entry);
    this.#rest = rest.map((entry) => inProblem * entry);
    this.#unit = b.map((entry) => this.#weightsUnit * entry);
    this.#given = {
      ...{ a0, w0: Float64Array.from(w0), betaStar: Float64Array.from(betaStar) },
      ...{ startExponent: -scale, targetExponent: -targetExponent },
    };
    this.#faint = faintIndices(this.#given);
    this.#hasFaint = this.#faint.length > 0;
    this.#targetNorm = targetNorm;

    if (!Number.isFinite(timesPowerOfTwo(this.startSquare, 2 * scale))) {
      throw new RangeError(
        "etaW a0^2 + etaA |w0|^2 is Infinity; expected weights below 1e154, so that their squares are finite",
      );
    }
    const { omega, lambda, mu, input, output } = pairModes(this.s, this.delta);
    this.twoOmega = 2 * omega;
    if (!(this.twoOmega < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `the rate sqrt(etaA etaW |betaStar|^2 + delta^2/4) is ${omega}; expected a target and learning rates that keep it below 8e307`,
      );
    }
    this.lambda = lambda;
    this.mu = mu;
    const large = Math.max(lambda, mu);
    const length = Math.hypot(this.s, large);
    const givenAlong = liftedDot(w0, betaStar);
    this.#givenAlong = { value: givenAlong.value, lift: givenAlong.lift + scale + targetExponent };
    const component = growingComponent({
      a: readout,
      givenA: { value: a0, lift: scale - halfW },
      along: { value: givenAlong.value, lift: this.#givenAlong.lift - halfA },
      w: weights,
      target,
      etaA: rateA,
      etaW: rateW,
      rateExponent,
      deltaExponent: 2 * scale,
    });
    this.#lifted = length > 0 ? component : { value: Math.SQRT1_2 * this.a0, lift: 0 };
    this.growing = timesPowerOfTwo(this.#lifted.value, -this.#lifted.lift);
    this.#large = large;
    this.#length = length;
    const other = large > 0 ? length * (this.s / large) : 0;
    [this.#rateP, this.#rateQ] = this.delta >= 0 ? [other, length] : [length, other];
    const { twoOmega } = this;
    this.#growingP = twoOmega > 0 ? this.growing * (this.#rateP / twoOmega) : 0;
    this.#growingQ = twoOmega > 0 ? this.growing * (this.#rateQ / twoOmega) : 0;
    this.#growingSquare = this.growing * (this.growing / twoOmega);
    this.shrinking = input * this.a0 - output * this.u0;
    this.#shrinkingSquare = this.shrinking * (this.shrinking / twoOmega);
    this.#restSquare = this.restNorm ** 2;
    // across a target that is tiny against delta, the pull of the readout may be below the numbers
    const sign = Math.sign(this.#lifted.value) || (this.u0 === 0 && this.s > 0 ? Math.sign(this.a0) : 0);
    this.growingSign = sign > 0 ? 1 : sign < 0 ? -1 : 0;
  }

  /** The squared length of the start over sigma^2. */
  get startSquare(): number {
    return this.a0 ** 2 + this.u0 ** 2 + this.restNorm ** 2;
  }

  /** Brings the shape and its factor to a time >= 0. */
  advance(t: number): void {
    const rho = this.restNorm;
    const exponent = this.twoOmega * t;
    if (exponent <= TINY) {
      this.#advanceAtRest(t);
      return;
    }
    // both e and 1 - e keep their relative accuracy: a tiny start needs the first at late times, a short time the second
    const early = exponent < 0.5;
    const shrunk = early ? -Math.expm1(-exponent) : 0;
    const e = early ? 1 - shrunk : Math.exp(-exponent);
    const m = early ? shrunk : 1 - e;
    const r = rho > 0 || this.#hasFaint ? Math.exp(-this.lambda * t) : 0;
    const { delta } = this;
    const size = Math.abs(delta);
    const phiDelta = size * t > TINY ? -Math.expm1(-size * t) / size : t;
    const g =
      (this.#growingSquare + this.#shrinkingSquare * e) * m +
      this.#restSquare * (delta >= 0 ? e * phiDelta : r * r * phiDelta);
    this.#shrunk = e;
    this.#gain = m;
    this.#gainOver = this.twoOmega;
    this.p = e * this.u0 + m * this.#growingP;
    this.q = e * this.a0 + m * this.#growingQ;
    this.r = r;
    if (this.shapeUnit !== 1) this.shapeUnit = 1;
    const total = e + g;
    if (this.#isOrdinary && total > SMALL && total < Number.POSITIVE_INFINITY) this.factor = 1 / Math.sqrt(total);
    else this.#scale(t, g, phiDelta);
  }

  /** Where omega t is 0, or so small that it is below the numbers: the shape is as at the start, but that G may have grown at omega = 0. */
  #advanceAtRest(t: number): void {
    this.#shrunk = 1;
    this.#gain = t;
    this.#gainOver = 1;
    this.p = this.u0 + t * this.#rateP * this.growing;
    this.q = this.a0 + t * this.#rateQ * this.growing;
    this.r = 1;
    this.shapeUnit = 1;
    const size = Math.sqrt(t) * Math.hypot(this.growing, this.shrinking, this.restNorm);
    const scale = 2 ** this.scaleExponent;
    // 1/sqrt(1/sigma^2 + size^2), where size may be beyond its square
    this.factor =
      size > 1 / scale ? 1 / (size * Math.hypot(1, 1 / (size * scale))) : scale / Math.hypot(1, size * scale);
  }

  /** The factor where squares or exponentials leave the range of numbers, with x = omega t + log sigma. */
  #scale(t: number, g: number, phiDelta: number): void {
    const halfScale = 2 ** (this.scaleExponent / 2);
    const exponent = this.twoOmega * t;
    const x = exponent / 2 + this.scaleExponent * Math.LN2;
    if (x <= 0) {
      const grown = (Math.exp(exponent / 4) * halfScale) ** 2;
      this.factor = grown / (g < Number.POSITIVE_INFINITY ? Math.sqrt(1 + grown * grown * g) : this.#rootOf(t, grown));
      return;
    }
    const left = (Math.exp(-exponent / 4) / halfScale) ** 2;
    const total = left * left + g;
    if (total > SMALL && total < Number.POSITIVE_INFINITY) this.factor = 1 / Math.sqrt(total);
    else this.#rescale({ t, left, phiDelta, x, isSmall: total <= SMALL });
  }

  /** sqrt(1 + grown^2 G') where G' is beyond the numbers and its root is not, as in a tiny start that a tiny target moves for long. */
  #rootOf(t: number, grown: number): number {
    const half = (this.twoOmega * t) / 2;
    const rootPhi = Math.sqrt(-Math.expm1(-2 * half) / this.twoOmega);
    const size = Math.abs(this.delta);
    const rest = this.restNorm * Math.sqrt(size * t > TINY ? -Math.expm1(-size * t) / size : t);
    const shrunk = Math.exp(-half);
    return Math.hypot(
      1,
      grown * (this.growing * rootPhi),
      grown * (this.shrinking * shrunk * rootPhi),
      grown * rest * (this.delta >= 0 ? shrunk : Math.exp(-this.lambda * t)),
    );
  }

  /** Where the scaled G is beyond the numbers or at their end: takes its root term by term, and brings the shape to its size. */
  #rescale({ t, left, phiDelta, x, isSmall }: Rescaling): void {
    const { restNorm: rho, twoOmega } = this;
    const half = (twoOmega * t) / 2;
    const gain = -Math.expm1(-2 * half);
    const rootPhi = Math.sqrt(gain / twoOmega);
    const restRate = this.delta >= 0 ? half : this.lambda * t;
    const restRoot = rho * Math.sqrt(phiDelta);
    const { value, lift: exponent } = this.#lifted;
    if (value !== 0 && (exponent <= MOST_DIRECT || !isSmall)) {
      const lift = isSmall ? 2 ** exponent : 1;
      const growing = isSmall ? value : this.growing;
      const root = Math.hypot(
        left * lift,
        growing * rootPhi,
        this.shrinking * rootPhi * Math.exp(-half) * lift,
        restRoot * Math.exp(-restRate) * lift,
      );
      const e = lift * Math.exp(-2 * half);
      const grown = gain * (growing / root);
      this.#shrunk = e / root;
      this.#gain = gain * Math.min(lift / root, Number.MAX_VALUE);
      this.p = (e / root) * this.u0 + (this.#rateP / twoOmega) * grown;
      this.q = (e / root) * this.a0 + (this.#rateQ / twoOmega) * grown;
      this.r = (lift * this.r) / root;
      this.shapeUnit = Math.min(lift / root, Number.MAX_VALUE);
      this.factor = 1;
      return;
    }
    // on the separatrix, or beside it, all may have decayed by more than the numbers hold: exponents are taken over the largest
    const growingLog = Math.log(Math.abs(value)) - exponent * Math.LN2;
    const logs = [
      -x,
      growingLog + Math.log(rootPhi),
      Math.log(Math.abs(this.shrinking) * rootPhi) - half,
      Math.log(restRoot) - restRate,
    ];
    const largest = Math.max(...logs);
    this.factor = 1;
    if (largest === Number.NEGATIVE_INFINITY) {
      this.p = 0;
      this.q = 0;
      this.r = this.delta < 0 && rho > 0 ? Math.sqrt(-this.delta) / rho : 0;
      return;
    }
    const root = Math.sqrt(logs.reduce((sum, log) => sum + Math.exp(2 * (log - largest)), 0));
    const shrunk = Math.exp(-2 * half - largest) / root;
    const share = Math.exp(growingLog + Math.log(rootPhi) - largest) / root;
    const grown = (gain * Math.sign(value) * share) / rootPhi;
    this.#shrunk = shrunk;
    this.#gain = gain * Math.min(Math.exp(-largest) / root, Number.MAX_VALUE);
    this.p = shrunk * this.u0 + (this.#rateP / twoOmega) * grown;
    this.q = shrunk * this.a0 + (this.#rateQ / twoOmega) * grown;
    this.r = this.r > 0 || rho > 0 ? Math.exp(-this.lambda * t - largest) / root : 0;
    this.shapeUnit = Math.min(Math.exp(-largest) / root, Number.MAX_VALUE);
  }

  /** p - r u0 in units of the shape: what beta* has added to the weights along itself. At small t it is a small difference of equal numbers. */
  turning(t: number): number {
    const { p, r, u0 } = this;
    const difference = p - r * u0;
    if (Math.abs(difference) > KEPT * (Math.abs(p) + Math.abs(r * u0))) return difference;
    return this.shapeUnit * this.#slowTurning(t);
  }

  #slowTurning(t: number): number {
    if (this.s === 0) return 0;
    const { s, u0, a0, twoOmega } = this;
    const [x, y] = [this.lambda * t, this.mu * t];
    const decay = Math.exp(-x);
    const isTiny = twoOmega * t <= TINY;
    const gain = isTiny ? 0 : -Math.expm1(-twoOmega * t);
    const length = s * t;
    const share = s / twoOmega;
    const shared =
      length < Number.POSITIVE_INFINITY
        ? length * share * (meanDecayExcess(x) + decay * meanDecayDeficit(y))
        : this.mu / twoOmega;
    const [own, pull] = [u0 * shared, isTiny ? length * a0 : share * gain * a0];
    const gained = isTiny ? t * (this.#rateP * this.growing) : gain * this.#growingP;
    const lost = u0 * decay * -Math.expm1(-y);
    const isSmaller = Math.max(Math.abs(own), Math.abs(pull)) <= Math.max(Math.abs(gained), Math.abs(lost));
    return isSmaller ? own + pull : gained - lost;
  }

  /** Writes the weights of the state, in the problem's units. */
  writeWeights(t: number, w: Float64Array, offset: number): void {
    const { p, r, factor } = this;
    const turned = this.turning(t);
    if (Math.abs(turned) < FAINT && this.s > 0) {
      this.#writeFaintlyTurned(t, w, offset);
      return;
    }
    const kept = factor * r;
    const added = factor * turned;
    const weights = this.#weights;
    const unit = this.#unit;
    if (Math.abs(p) < r * this.#along) this.#writeCancelling({ kept, added, along: factor * p }, w, offset);
    else for (let i = 0; i < unit.length; i++) w[offset + i] = kept * weights[i]! + added * unit[i]!;
    if (this.#hasFaint) this.#writeFaint(kept, added, w, offset);
  }

  #writeFaint(kept: number, added: number, w: Float64Array, offset: number): void {
    for (const i of this.#faint) w[offset + i] = this.#startEntry(kept, i) + this.#targetEntry([added], i);
  }

  /** kept times an entry of w0, and the product of the factors times an entry of the unit vector along beta*, from the numbers as they were given. */
  #startEntry(kept: number, i: number): number {
    return wideQuotient([kept, this.#given.w0[i]!], [], this.#given.startExponent);
  }

  #targetEntry(factors: readonly number[], i: number, divisor = 1, exponent = 0): number {
    const { betaStar, targetExponent } = this.#given;
    if (this.#targetNorm === 0) return 0;
    const divisors = [this.#targetNorm, divisor];
    return wideQuotient([...factors, this.#weightsUnit, betaStar[i]!], divisors, targetExponent + exponent);
  }

  /** The weights where beta* has added so little that it is lost beside the size of the start: the two terms of the turn, from the numbers as they were given. */
  #writeFaintlyTurned(t: number, w: Float64Array, offset: number): void {
    const { factor, s } = this;
    // in one dimension nothing stands across the target, and r was not needed
    const kept = factor * (this.r > 0 ? this.r : this.shapeUnit * Math.exp(-this.lambda * t));
    const { a0, startExponent } = this.#given;
    const { value, lift } = this.#givenAlong;
    const [x, y] = [this.lambda * t, this.mu * t];
    const shared = meanDecayExcess(x) + Math.exp(-x) * meanDecayDeficit(y);
    const own = [factor, this.shapeUnit, 1 / this.#weightsUnit, value[0] / this.#targetNorm, s, t, s, shared];
    const pull = [factor, this.#gain, s, 1 / this.#readoutUnit, a0];
    for (let i = 0; i < this.#unit.length; i++) {
      w[offset + i] =
        this.#startEntry(kept, i) +
        (this.#targetEntry(own, i, this.twoOmega, -lift) + this.#targetEntry(pull, i, this.#gainOver, startExponent));
    }
  }

  /** The weights where along the target little is left of them: each by the pair of terms that is the smaller. */
  #writeCancelling({ kept, added, along }: WeightFactors, w: Float64Array, offset: number): void {
    for (let i = 0; i < this.#unit.length; i++) {
      const [start, turn] = [kept * this.#weights[i]!, added * this.#unit[i]!];
      const [rest, left] = [kept * this.#rest[i]!, along * this.#unit[i]!];
      const isSmaller = Math.max(Math.abs(rest), Math.abs(left)) < Math.max(Math.abs(start), Math.abs(turn)) / 2;
      w[offset + i] = isSmaller ? rest + left : start + turn;
    }
  }

  /** Writes the weights at t -> infinity and returns the readout, in the problem's units. */
  writeLimit(w: Float64Array): number {
    const { s, restNorm, scaledDelta } = this;
    w.fill(0);
    if (this.growingSign !== 0 && (s > 0 || scaledDelta > 0)) {
      // without a target lambda is delta, which may be below the numbers while its root is not
      const readout = s > 0 ? Math.sqrt(this.lambda) : timesPowerOfTwo(Math.sqrt(scaledDelta), this.scaleExponent);
      const along = this.growingSign * Math.sqrt(this.mu);
      for (let i = 0; i < w.length; i++) w[i] = along * this.#unit[i]!;
      for (const i of this.#faint) w[i] = this.#targetEntry([along], i);
      return this.growingSign * readout * this.#readoutUnit;
    }
    if (scaledDelta < 0 && restNorm > 0) {
      // without a target the whole of w0 survives; on the separatrix only what is orthogonal to beta*
      const length = timesPowerOfTwo(Math.sqrt(-scaledDelta) / restNorm, this.scaleExponent);
      for (let i = 0; i < w.length; i++) w[i] = length * this.#rest[i]!;
    }
    return 0;
  }

  /** The length of the weights in the problem's units, from that of the shape. */
  weightsNorm(norm: number): number {
    return this.factor * norm * this.#weightsUnit;
  }

  /** The readout of the state, in the problem's units. */
  get readout(): number {
    return Math.abs(this.q) < FAINT ? this.#faintReadout() : this.factor * this.q * this.#readoutUnit;
  }

  #faintReadout(): number {
    const { factor } = this;
    const { a0, startExponent } = this.#given;
    const own = wideQuotient([factor, this.#shrunk, a0], [], startExponent);
    if (this.#large === 0) return own;
    const rates = this.delta >= 0 ? [this.#length] : [this.#length, this.s];
    const divisors = this.delta >= 0 ? [this.#gainOver] : [this.#gainOver, this.#large];
    const { value, lift } = this.#lifted;
    return own + wideQuotient([factor, this.#readoutUnit, this.#gain, ...rates, value], divisors, -lift);
  }
}
