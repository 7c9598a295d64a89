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
/** A start of size 1 whose growing part is above this has lost all else when the exponent 2 omega t is above LOST. */
const GROWS = 1e-100;
const LOST = 680;
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
  /** The time of the state that `advance` brings; a field, not an argument, since a number handed to a function too long to be inlined is allocated. */
  time = 0;
  p = 0;
  q = 0;
  r = 0;
  /** p - r u0: what beta* has added to the weights along itself. */
  turned = 0;
  factor = 1;
  /** unit 2^lift is what the shape has been multiplied by beyond e^(-omega t), where its size had left the numbers. */
  unit = 1;
  lift = 0;
  /** Parts of the shape below this may be lost beside the others. */
  faintest: number = FAINT;
  /** m over `gainOver`, in no unit of the shape: what multiplies C and D. */
  gain = 0;
  gainOver = 1;

  /** Whether `unit`, `lift` and `gainOver` are what they are for nearly all. */
  #isPlain = false;

  readonly #start: NeuronStart;
  /** What total has to exceed to be taken as it is: nothing does where the start has a scale of its own. */
  readonly #leastTotal: number;
  /** The exponent 2 omega t at which what shrinks is far below rounding, of the state and of the numbers: products with it would be subnormal, which is slow. */
  readonly #shrunkUntil: number;
  readonly #needsRest: boolean;
  /** Whether a part of the start is so small beside the others that it has lost digits. */
  readonly #hasLost: boolean;
  readonly #twoOmega: number;
  readonly #lambda: number;
  /** The small one of lambda and mu, and by how much the other exceeds it: |delta|. */
  readonly #small: number;
  readonly #size: number;
  readonly #delta: number;
  readonly #isUpstream: boolean;
  readonly #half: number;
  readonly #s: number;
  readonly #pull: number;
  readonly #a0: number;
  readonly #u0: number;
  readonly #growingP: number;
  readonly #growingQ: number;
  readonly #growingSquare: number;
  readonly #shrinkingSquare: number;
  readonly #restSquare: number;
  /** The least weight over its share of beta*: terms of the turn below it have no digits that the weights could lose. */
  readonly #leastWeight: number;

  constructor(start: NeuronStart) {
    const { twoOmega, growing, shrinking, shareP, shareQ, restNorm } = start;
    this.#start = start;
    this.#leastTotal = start.isOrdinary ? SMALL : Number.POSITIVE_INFINITY;
    this.#hasLost =
      (Math.abs(start.u0) < FAINT && start.given.along.value[0] !== 0) ||
      (Math.abs(start.a0) < FAINT && start.given.a0 !== 0);
    this.#needsRest = restNorm > 0 || start.given.faint.length > 0;
    this.#twoOmega = twoOmega;
    this.#lambda = start.lambda;
    // without a rest to keep apart one exponential does
    [this.#small, this.#size] = this.#needsRest
      ? [Math.min(start.lambda, start.mu), Math.abs(start.delta)]
      : [twoOmega / 2, 0];
    this.#delta = start.delta;
    this.#isUpstream = start.delta >= 0;
    this.#half = start.delta / 2;
    this.#s = start.s;
    this.#pull = twoOmega > 0 ? (start.s / twoOmega) * start.a0 : 0;
    this.#a0 = start.a0;
    this.#u0 = start.u0;
    this.#growingP = growing * shareP;
    this.#growingQ = growing * shareQ;
    const grows = Math.min(growing * (growing / twoOmega), Math.abs(growing * shareP), Math.abs(growing * shareQ));
    this.#shrunkUntil = grows > GROWS ? LOST : Number.POSITIVE_INFINITY;
    this.#growingSquare = growing * (growing / twoOmega);
    this.#shrinkingSquare = shrinking * (shrinking / twoOmega);
    this.#restSquare = restNorm ** 2;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < start.unit.length; i++) {
      if (start.unit[i] !== 0) least = Math.min(least, Math.abs(start.weights[i]! / start.unit[i]!));
    }
    this.#leastWeight = least;
  }

  /** Brings the shape and its factor to `time`, which is >= 0. */
  advance(): void {
    const t = this.time;
    const exponent = this.#twoOmega * t;
    if (exponent <= TINY) {
      this.#advanceAtRest(t);
      return;
    }
    // e^(-2 omega t) is made of two factors of which each, or what it falls short of 1, is taken as an exponential: the other keeps its relative accuracy too
    const slow = this.#small * t;
    const isSoon = slow < 0.5;
    const ofSlow = isSoon ? -Math.expm1(-slow) : Math.exp(-slow);
    const slowKept = isSoon ? 1 - ofSlow : ofSlow;
    const slowLost = isSoon ? ofSlow : 1 - ofSlow;
    const wide = this.#size * t;
    const isNear = wide < 0.5;
    const ofWide = isNear ? (wide > 0 ? -Math.expm1(-wide) : 0) : Math.exp(-wide);
    const wideKept = isNear ? 1 - ofWide : ofWide;
    const wideLost = isNear ? ofWide : 1 - ofWide;

    const fastKept = slowKept * wideKept;
    const e = exponent < this.#shrunkUntil ? slowKept * fastKept : 0;
    const m = wideLost + wideKept * slowLost * (1 + slowKept);
    const isUpstream = this.#isUpstream;
    const decay = isUpstream ? fastKept : slowKept;
    const phiDelta = wide > TINY ? wideLost / this.#size : t;
    const total =
      e +
      (this.#growingSquare + this.#shrinkingSquare * e) * m +
      this.#restSquare * (isUpstream ? e : decay * decay) * phiDelta;
    if (!(total > this.#leastTotal && total < Number.POSITIVE_INFINITY)) {
      this.#rescale(t, phiDelta);
      return;
    }
    const gained = m * this.#growingP;
    const p = e * this.#u0 + gained;
    if (!this.#isPlain) this.#makePlain();
    this.gain = m;
    this.p = p;
    this.q = e * this.#a0 + m * this.#growingQ;
    this.factor = 1 / Math.sqrt(total);
    if (!this.#needsRest) {
      this.r = 0;
      this.turned = p;
      return;
    }
    this.r = decay;
    const lost = decay * this.#u0 * (isUpstream ? slowLost : slowLost + slowKept * wideLost);
    const terms = Math.abs(gained) + Math.abs(lost);
    const difference = gained - lost;
    const isKept = Math.abs(difference) > KEPT * terms || KEPT * terms < decay * this.#leastWeight;
    this.turned = isKept ? difference : this.#slowTurning(t);
  }

  #makePlain(): void {
    this.gainOver = this.#twoOmega;
    this.#setUnit(1, 0);
    this.#isPlain = true;
  }

  /** Where omega t is 0, or so small that it is below the numbers: the shape is as at the start, but that G may have grown at omega = 0. */
  #advanceAtRest(t: number): void {
    const { rateP, rateQ, growing, shrinking, restNorm, scaleExponent } = this.#start;
    this.gain = t;
    this.gainOver = 1;
    this.#isPlain = false;
    this.p = this.#u0 + t * rateP * growing;
    this.q = this.#a0 + t * rateQ * growing;
    this.r = 1;
    this.#setUnit(1, 0);
    const size = Math.sqrt(t) * Math.hypot(growing, shrinking, restNorm);
    const scale = 2 ** scaleExponent;
    // 1/sqrt(1/sigma^2 + size^2), where size may be beyond its square
    this.factor =
      size > 1 / scale ? 1 / (size * Math.hypot(1, 1 / (size * scale))) : scale / Math.hypot(1, size * scale);
    this.#setTurned(t);
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
    this.#isPlain = false;
    this.gain = gain;
    this.factor = 1;
    if (largest === Number.NEGATIVE_INFINITY) {
      // only c+ = 0 lets all of it decay; what survives there is the end of the separatrix
      this.#setUnit(0, 0);
      this.p = 0;
      this.q = 0;
      this.r = this.#delta < 0 && restNorm > 0 ? Math.sqrt(-this.#delta) / restNorm : 0;
      this.#setTurned(t);
      return;
    }
    const root = Math.hypot(...terms.map((term) => numberOf(term, -largest)));
    const exponent = -largest < SMALLEST_SHAPE ? 0 : -largest;
    if (exponent !== -largest) this.factor = timesPowerOfTwo(1, -largest);
    this.#setUnit(1 / root, exponent);
    const shrunk = numberOf(wideExponential(-2 * half, 1 / root), exponent);
    const grown = timesPowerOfTwo((gain * lifted.value) / root, exponent - lifted.lift);
    this.p = shrunk * this.#u0 + shareP * grown;
    this.q = shrunk * this.#a0 + shareQ * grown;
    this.r = this.#needsRest ? numberOf(wideExponential(-this.#lambda * t, 1 / root), exponent) : 0;
    this.#setTurned(t);
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

  /** p - r u0 where a state has no ordinary size. At small t it is a small difference of equal numbers. */
  #setTurned(t: number): void {
    const { p } = this;
    if (this.r === 0 && !this.#needsRest) {
      this.turned = p;
      return;
    }
    const kept = this.r * this.#u0;
    const difference = p - kept;
    this.turned = Math.abs(difference) > KEPT * (Math.abs(p) + Math.abs(kept)) ? difference : this.#slowTurning(t);
  }

  /** `turned` with all its digits, also where the weights it is added to have no place for them. */
  turning(): number {
    const { turned } = this;
    if (!(this.#isPlain && this.#needsRest)) return turned;
    const gained = this.gain * this.#growingP;
    return Math.abs(turned) > KEPT * (Math.abs(gained) + Math.abs(gained - turned))
      ? turned
      : this.#slowTurning(this.time);
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
