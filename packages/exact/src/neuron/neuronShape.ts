import { hyperbolicDifference, meanDecayDeficit, meanDecayExcess } from "../exponentialDifferences.js";
import { timesPowerOfTwo } from "../powerOfTwo.js";
import type { NeuronStart } from "./neuronStart.js";
import { type WideNumber, wideExponential, wideNumber, wideProduct } from "./wideNumber.js";

/** Below this what is left of the terms of G may be at the edge of the numbers. */
const SMALL = 1e-250;
/** Products of a rate and a time up to this have lost digits, or all, to the end of the numbers. */
const TINY = 1e-290;
/** Parts of a shape of size 1 below this may be lost beside the others. */
const FAINT = 1e-280;
/** A difference that keeps this share of its terms is taken as it is. */
const KEPT = 1 / 16;
/** The factor is a power of two of its own below this exponent, so that the shape keeps its digits. */
const SMALLEST_SHAPE = -400;

/**
 * The shape (p, q, r) of the state of a neuron and the factor that makes it the state. With lambda, mu = omega +- delta/2, E = e^(-2 omega t), m = 1 - E,
 * C = mu u0 + s a0 and D = s u0 + lambda a0 it is, over e^(omega t),
 *
 *     p = E u0 + m C/(2 omega),   q = E a0 + m D/(2 omega),   r = e^(-lambda t),   G = E/sigma^2 + G',
 *
 * and the weights are r w0 + (p - r u0) b with the unit vector b along beta*, or r w_perp + p b.
 *
 * @see theory.md section 2.
 */
export class NeuronShape {
  p = 0;
  q = 0;
  r = 0;
  factor = 1;
  /** unit 2^lift is what the shape has been multiplied by beyond e^(-omega t), where its size had left the numbers. */
  unit = 1;
  lift = 0;
  /** Parts of the shape below this may be lost beside the others. */
  faintest: number = FAINT;
  /** E in units of the shape, and m over `gainOver`, which is not: what multiplies the start, and what C and D. */
  shrunk = 1;
  gain = 0;
  gainOver = 1;

  readonly #start: NeuronStart;
  readonly #isOrdinary: boolean;
  readonly #needsRest: boolean;
  /** Whether a part of the start is so small beside the others that it has lost digits. */
  readonly #hasLost: boolean;
  readonly #twoOmega: number;
  readonly #lambda: number;
  readonly #delta: number;
  readonly #half: number;
  readonly #size: number;
  readonly #s: number;
  readonly #pull: number;
  readonly #a0: number;
  readonly #u0: number;
  readonly #growingP: number;
  readonly #growingQ: number;
  readonly #growingSquare: number;
  readonly #shrinkingSquare: number;
  readonly #restSquare: number;

  constructor(start: NeuronStart) {
    const { twoOmega, growing, shrinking, shareP, shareQ, restNorm } = start;
    this.#start = start;
    this.#isOrdinary = start.isOrdinary;
    this.#hasLost =
      (Math.abs(start.u0) < FAINT && start.given.along.value[0] !== 0) ||
      (Math.abs(start.a0) < FAINT && start.given.a0 !== 0);
    this.#needsRest = restNorm > 0 || start.given.faint.length > 0;
    this.#twoOmega = twoOmega;
    this.#lambda = start.lambda;
    this.#delta = start.delta;
    this.#half = start.delta / 2;
    this.#size = Math.abs(start.delta);
    this.#s = start.s;
    this.#pull = twoOmega > 0 ? (start.s / twoOmega) * start.a0 : 0;
    this.#a0 = start.a0;
    this.#u0 = start.u0;
    this.#growingP = growing * shareP;
    this.#growingQ = growing * shareQ;
    this.#growingSquare = growing * (growing / twoOmega);
    this.#shrinkingSquare = shrinking * (shrinking / twoOmega);
    this.#restSquare = restNorm ** 2;
  }

  /** Brings the shape and its factor to a time >= 0. */
  advance(t: number): void {
    const exponent = this.#twoOmega * t;
    if (exponent <= TINY) {
      this.#advanceAtRest(t);
      return;
    }
    // both e and 1 - e keep their relative accuracy: a tiny start needs the first at late times, a short time the second
    const early = exponent < 0.5;
    const shrunk = early ? -Math.expm1(-exponent) : 0;
    const e = early ? 1 - shrunk : Math.exp(-exponent);
    const m = early ? shrunk : 1 - e;
    const r = this.#needsRest ? Math.exp(-this.#lambda * t) : 0;
    const phiDelta = this.#restPhi(t);
    const total =
      e +
      (this.#growingSquare + this.#shrinkingSquare * e) * m +
      this.#restSquare * (this.#delta >= 0 ? e : r * r) * phiDelta;
    if (!(this.#isOrdinary && total > SMALL && total < Number.POSITIVE_INFINITY)) {
      this.#rescale(t, phiDelta);
      return;
    }
    this.shrunk = e;
    this.gain = m;
    this.gainOver = this.#twoOmega;
    this.p = e * this.#u0 + m * this.#growingP;
    this.q = e * this.#a0 + m * this.#growingQ;
    this.r = r;
    this.#setUnit(1, 0);
    this.factor = 1 / Math.sqrt(total);
  }

  /** (1 - e^(-|delta| t))/|delta|. */
  #restPhi(t: number): number {
    const exponent = this.#size * t;
    return exponent > TINY ? -Math.expm1(-exponent) / this.#size : t;
  }

  /** Where omega t is 0, or so small that it is below the numbers: the shape is as at the start, but that G may have grown at omega = 0. */
  #advanceAtRest(t: number): void {
    const { rateP, rateQ, growing, shrinking, restNorm, scaleExponent } = this.#start;
    this.shrunk = 1;
    this.gain = t;
    this.gainOver = 1;
    this.p = this.#u0 + t * rateP * growing;
    this.q = this.#a0 + t * rateQ * growing;
    this.r = 1;
    this.#setUnit(1, 0);
    const size = Math.sqrt(t) * Math.hypot(growing, shrinking, restNorm);
    const scale = 2 ** scaleExponent;
    // 1/sqrt(1/sigma^2 + size^2), where size may be beyond its square
    this.factor =
      size > 1 / scale ? 1 / (size * Math.hypot(1, 1 / (size * scale))) : scale / Math.hypot(1, size * scale);
  }

  /** Where squares or exponentials leave the range of numbers: takes the root of G term by term, with exponents of their own, and brings the shape to its size. */
  #rescale(t: number, phiDelta: number): void {
    const { twoOmega, lifted, shrinking, restNorm, shareP, shareQ, scaledDelta, scaleExponent } = this.#start;
    const half = (twoOmega * t) / 2;
    const gain = -Math.expm1(-2 * half);
    const rootPhi = Math.sqrt(gain / twoOmega);
    const terms = [
      wideExponential(-half, 1, -scaleExponent),
      wideProduct(wideNumber(lifted.value, -lifted.lift), rootPhi),
      wideProduct(wideExponential(-half, shrinking), rootPhi),
      wideExponential(-(scaledDelta >= 0 ? half : this.#lambda * t), restNorm * Math.sqrt(phiDelta)),
    ];
    const largest = Math.max(...terms.map(({ exponent }) => exponent));
    this.gainOver = twoOmega;
    this.gain = gain;
    this.factor = 1;
    if (largest === Number.NEGATIVE_INFINITY) {
      // only c+ = 0 lets all of it decay; what survives there is the end of the separatrix
      this.#setUnit(0, 0);
      this.shrunk = 0;
      this.p = 0;
      this.q = 0;
      this.r = this.#delta < 0 && restNorm > 0 ? Math.sqrt(-this.#delta) / restNorm : 0;
      return;
    }
    const root = Math.hypot(...terms.map((term) => numberOf(term, -largest)));
    const exponent = -largest < SMALLEST_SHAPE ? 0 : -largest;
    if (exponent !== -largest) this.factor = timesPowerOfTwo(1, -largest);
    this.#setUnit(1 / root, exponent);
    this.shrunk = numberOf(wideExponential(-2 * half, 1 / root), exponent);
    const grown = timesPowerOfTwo((gain * lifted.value) / root, exponent - lifted.lift);
    this.p = this.shrunk * this.#u0 + shareP * grown;
    this.q = this.shrunk * this.#a0 + shareQ * grown;
    this.r = this.#needsRest ? numberOf(wideExponential(-this.#lambda * t, 1 / root), exponent) : 0;
  }

  #setUnit(unit: number, lift: number): void {
    if (this.unit === unit && this.lift === lift) return;
    this.unit = unit;
    this.lift = lift;
    this.faintest = this.#hasLost ? FAINT * Math.max(1, this.size) : FAINT;
  }

  /** What the shape has been multiplied by, or the largest number. */
  get size(): number {
    return this.lift === 0 ? this.unit : Math.min(timesPowerOfTwo(this.unit, this.lift), Number.MAX_VALUE);
  }

  /** p - r u0 in units of the shape: what beta* has added to the weights along itself. At small t it is a small difference of equal numbers. */
  turning(t: number): number {
    const { p } = this;
    const kept = this.r * this.#u0;
    const difference = p - kept;
    return Math.abs(difference) > KEPT * (Math.abs(p) + Math.abs(kept)) ? difference : this.#slowTurning(t);
  }

  #slowTurning(t: number): number {
    const exponent = this.#twoOmega * t;
    const length = this.#s * t;
    if (!(exponent > TINY && exponent < 1 && this.lift === 0)) return this.#wideTurning(t);
    const { gain } = this;
    const own = this.#u0 * length * length * Math.sqrt(1 - gain) * hyperbolicDifference(exponent / 2, this.#half * t);
    return this.#smaller(t, own * this.unit, this.#pull * gain * this.unit, this.#growingP * gain * this.unit);
  }

  #wideTurning(t: number): number {
    const { s, rateP, growing } = this.#start;
    if (s === 0) return 0;
    const unit = this.size;
    const [u0, a0] = [unit * this.#u0, unit * this.#a0];
    const isAtRest = this.#twoOmega * t <= TINY;
    const gain = isAtRest ? 0 : this.gain;
    const pull = isAtRest ? s * t * a0 : (s / this.#twoOmega) * gain * a0;
    const gained = unit * (isAtRest ? t * (rateP * growing) : gain * this.#growingP);
    return this.#smaller(t, u0 * this.#exchanged(t, gain), pull, gained);
  }

  /** own + pull or gained - lost, those whose terms are smaller; up to a factor of 2 that is no loss. */
  #smaller(t: number, own: number, pull: number, gained: number): number {
    if (Math.max(Math.abs(own), Math.abs(pull)) <= 2 * Math.abs(gained)) return own + pull;
    const lost = this.size * this.#u0 * Math.exp(-this.#lambda * t) * -Math.expm1(-this.#start.mu * t);
    return Math.max(Math.abs(own), Math.abs(pull)) <= Math.abs(lost) ? own + pull : gained - lost;
  }

  /** What p - r u0 is of u0 at a0 = 0, over e^(omega t). */
  #exchanged(t: number, gain: number): number {
    const { s, mu } = this.#start;
    const length = s * t;
    if (!(length < Number.POSITIVE_INFINITY)) return mu / this.#twoOmega;
    const half = (this.#twoOmega / 2) * t;
    if (half < 0.5) return length * length * Math.sqrt(1 - gain) * hyperbolicDifference(half, this.#half * t);
    const x = this.#lambda * t;
    return length * (s / this.#twoOmega) * (meanDecayExcess(x) + Math.exp(-x) * meanDecayDeficit(mu * t));
  }
}

function numberOf({ mantissa, exponent }: WideNumber, shift: number): number {
  return mantissa === 0 ? 0 : timesPowerOfTwo(mantissa, exponent + shift);
}
