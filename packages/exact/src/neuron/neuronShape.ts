import { hyperbolicDifference, meanDecayDeficit, meanDecayExcess } from "../exponentialDifferences.js";
import type { NeuronStart } from "./neuronStart.js";

/** Below this what is left of the terms of G may be at the edge of the numbers. */
const SMALL = 1e-60;
/** Products of a rate and a time up to this are too small for what they change. */
const TINY = 1e-100;
/** Exponents at which an exponential, with what it multiplies, may be at the edge of the numbers, and beyond which it is 0. */
const FADING = 500;
const FADED = 900;
/** A start whose growing part is above this has lost all else when the exponent 2 omega t is above LOST. */
const GROWS = 1e-100;
const LOST = 680;
/** A difference that keeps this share of its terms is taken as it is. */
const KEPT = 1 / 16;

/**
 * The shape (p, q, r) of the state of a neuron and the factor that makes it the state. With lambda, mu = omega +- delta/2, E = e^(-2 omega t), m = 1 - E,
 * C = mu u0 + s a0 and D = s u0 + lambda a0 it is, over e^(omega t),
 *
 *     p = E u0 + m C/(2 omega),   q = E a0 + m D/(2 omega),   r = e^(-lambda t),   G = E + G',
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
  /** What multiplies C/(2 omega) and D/(2 omega). */
  gain = 0;
  /** Whether all of these have their digits. */
  holds = true;

  /** The exponent 2 omega t at which what shrinks is far below rounding, of the state and of the numbers: products with it would be subnormal, which is slow. */
  readonly #shrunkUntil: number;
  readonly #hasRest: boolean;
  readonly #twoOmega: number;
  readonly #lambda: number;
  readonly #mu: number;
  /** The small one of lambda and mu, and by how much the other exceeds it: |delta|. */
  readonly #small: number;
  readonly #size: number;
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
    this.#hasRest = restNorm > 0;
    this.#twoOmega = twoOmega;
    this.#lambda = start.lambda;
    this.#mu = start.mu;
    // without a rest to keep apart one exponential does
    [this.#small, this.#size] = this.#hasRest
      ? [Math.min(start.lambda, start.mu), Math.abs(start.delta)]
      : [twoOmega / 2, 0];
    this.#isUpstream = start.delta >= 0;
    this.#half = start.delta / 2;
    this.#s = start.s;
    this.#pull = (start.s / twoOmega) * start.a0;
    this.#a0 = start.a0;
    this.#u0 = start.u0;
    this.#growingP = growing * shareP;
    this.#growingQ = growing * shareQ;
    this.#growingSquare = growing * (growing / twoOmega);
    this.#shrinkingSquare = shrinking * (shrinking / twoOmega);
    this.#restSquare = restNorm ** 2;
    const grows = Math.min(this.#growingSquare, Math.abs(this.#growingP), Math.abs(this.#growingQ));
    this.#shrunkUntil = grows > GROWS ? LOST : Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < start.unit.length; i++) {
      if (start.unit[i] !== 0) least = Math.min(least, Math.abs(start.weights[i]! / start.unit[i]!));
    }
    this.#leastWeight = least;
  }

  /** Brings the shape and its factor to `time` >= 0, and says whether all of it has its digits there. */
  advance(): boolean {
    this.holds = this.#moves() || this.time === 0;
    return this.holds;
  }

  #moves(): boolean {
    const t = this.time;
    const exponent = this.#twoOmega * t;
    if (exponent <= TINY) return this.#begin();
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
    if (!(total > SMALL && total < Number.POSITIVE_INFINITY)) return false;
    const gained = m * this.#growingP;
    const p = e * this.#u0 + gained;
    this.gain = m;
    this.p = p;
    this.q = e * this.#a0 + m * this.#growingQ;
    this.factor = 1 / Math.sqrt(total);
    if (!this.#hasRest) {
      this.r = 0;
      this.turned = p;
      return true;
    }
    const decayed = this.#lambda * t;
    if (decayed > FADING && decayed < FADED) return false;
    this.r = decay;
    const lost = decay * this.#u0 * (isUpstream ? slowLost : slowLost + slowKept * wideLost);
    const terms = Math.abs(gained) + Math.abs(lost);
    const difference = gained - lost;
    const isKept = Math.abs(difference) > KEPT * terms || KEPT * terms < decay * this.#leastWeight;
    this.turned = isKept ? difference : this.#slowTurning(t);
    return true;
  }

  /** The shape at t = 0; a time after it that is too short to tell is none. */
  #begin(): boolean {
    this.p = this.#u0;
    this.q = this.#a0;
    this.r = 1;
    this.gain = 0;
    this.factor = 1;
    this.turned = 0;
    return false;
  }

  /** `turned` with all its digits, also where the weights it is added to have no place for them. */
  turning(): number {
    const { turned } = this;
    if (!this.#hasRest) return turned;
    const gained = this.gain * this.#growingP;
    return Math.abs(turned) > KEPT * (Math.abs(gained) + Math.abs(gained - turned))
      ? turned
      : this.#slowTurning(this.time);
  }

  /** The turn from whichever side has the smaller terms, own + pull or gained - lost; up to a factor of 2 that is no loss. */
  #slowTurning(t: number): number {
    const { gain } = this;
    const own = this.#u0 * this.#exchanged(t);
    const pull = this.#pull * gain;
    const gained = this.#growingP * gain;
    const size = Math.max(Math.abs(own), Math.abs(pull));
    if (size <= 2 * Math.abs(gained)) return own + pull;
    const lost = this.#u0 * Math.exp(-this.#lambda * t) * -Math.expm1(-this.#mu * t);
    return size <= Math.abs(lost) ? own + pull : gained - lost;
  }

  /** What p - r u0 is of u0 at a0 = 0, over e^(omega t). */
  #exchanged(t: number): number {
    const length = this.#s * t;
    const exponent = this.#twoOmega * t;
    if (exponent < 1) {
      return length * length * Math.sqrt(1 - this.gain) * hyperbolicDifference(exponent / 2, this.#half * t);
    }
    const x = this.#lambda * t;
    return length * (this.#s / this.#twoOmega) * (meanDecayExcess(x) + Math.exp(-x) * meanDecayDeficit(this.#mu * t));
  }
}
