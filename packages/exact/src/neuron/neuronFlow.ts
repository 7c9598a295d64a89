import { meanDecayDeficit, meanDecayExcess } from "../exponentialDifferences.js";
import { timesPowerOfTwo } from "../powerOfTwo.js";
import { NeuronShape } from "./neuronShape.js";
import { type NeuronProblem, type NeuronStart, neuronStart } from "./neuronStart.js";
import { wideExponential, wideQuotient } from "./wideNumber.js";

/** The state of one neuron at a time, in the problem's units. */
export class NeuronFlow {
  readonly start: NeuronStart;
  readonly shape: NeuronShape;

  readonly #weights: Float64Array;
  readonly #rest: Float64Array;
  readonly #unit: Float64Array;
  readonly #readoutUnit: number;
  readonly #hasFaint: boolean;
  readonly #hasTarget: boolean;
  /** Below this share of r, p is a small rest of r u0. */
  readonly #along: number;

  constructor(problem: NeuronProblem) {
    const start = neuronStart(problem);
    this.start = start;
    this.shape = new NeuronShape(start);
    this.#weights = start.weights;
    this.#rest = start.rest;
    this.#unit = start.unit;
    this.#readoutUnit = start.readoutUnit;
    this.#hasFaint = start.given.faint.length > 0;
    this.#hasTarget = start.s > 0;
    this.#along = Math.abs(start.u0) / 4;
  }

  get dimension(): number {
    return this.#unit.length;
  }

  /** Writes the weights of the state to which the shape has been brought. */
  writeWeights(w: Float64Array, offset: number): void {
    const { p, r, factor, turned, faintest } = this.shape;
    if (turned < faintest && turned > -faintest && this.#hasTarget) {
      for (let i = 0; i < this.#unit.length; i++) w[offset + i] = this.#faintlyTurnedEntry(i);
      return;
    }
    const kept = factor * r;
    const added = factor * turned;
    const weights = this.#weights;
    const unit = this.#unit;
    if (Math.abs(p) < r * this.#along) this.#writeCancelling({ kept, added, along: factor * p }, w, offset);
    else for (let i = 0; i < unit.length; i++) w[offset + i] = kept * weights[i]! + added * unit[i]!;
    if (this.#hasFaint) this.#writeFaint(w, offset);
  }

  #writeFaint(w: Float64Array, offset: number): void {
    for (const i of this.start.given.faint) w[offset + i] = this.#widelyTurnedEntry(i);
  }

  /** The entry i of the weights times 2^lift, for one that is far below the others, or below the numbers. */
  weight(i: number, lift: number): number {
    const isFaint = Math.abs(this.shape.turned) < this.shape.faintest && this.#hasTarget;
    return isFaint ? this.#faintlyTurnedEntry(i, lift) : this.#widelyTurnedEntry(i, lift);
  }

  #widelyTurnedEntry(i: number, lift = 0): number {
    const { factor, r } = this.shape;
    return this.#startEntry([factor, r], i, lift) + this.#targetEntry([factor, this.shape.turned], i, 1, lift);
  }

  /** The product of the factors times an entry of w0, or of the unit vector along beta*, from the numbers as they were given. */
  #startEntry(factors: readonly number[], i: number, lift: number): number {
    const { w0, startExponent } = this.start.given;
    return wideQuotient([...factors, w0[i]!], [], startExponent + lift);
  }

  #targetEntry(factors: readonly number[], i: number, divisor = 1, exponent = 0): number {
    const { betaStar, targetExponent, targetNorm } = this.start.given;
    if (targetNorm === 0) return 0;
    const divisors = [targetNorm, divisor];
    return wideQuotient([...factors, this.start.weightsUnit, betaStar[i]!], divisors, targetExponent + exponent);
  }

  /** An entry of the weights where beta* has added so little that it is lost beside the size of the start: the two terms of the turn, from the numbers as they were given. */
  #faintlyTurnedEntry(i: number, lift = 0): number {
    const { factor, unit, r, gain, gainOver, time: t } = this.shape;
    const up = lift + this.shape.lift;
    const { lambda, mu, twoOmega, weightsUnit, readoutUnit } = this.start;
    const { a0, startExponent, along, targetNorm, s } = this.start.given;
    if (this.start.growingSign === 0) return this.#shrinkingEntry(i, lift);
    const x = lambda * t;
    // in one dimension nothing stands across the target, and r was not needed
    const decay = wideExponential(-x);
    const kept =
      r > 0
        ? this.#startEntry([factor, r], i, lift)
        : decay.mantissa > 0
          ? this.#startEntry([factor, unit, decay.mantissa], i, up + decay.exponent)
          : 0;
    const shared = meanDecayExcess(x) + Math.exp(-x) * meanDecayDeficit(mu * t);
    const own = [factor, unit, 1 / weightsUnit, along.value[0] / targetNorm, s.value, t, s.value, shared];
    const pull = [factor, unit, gain, s.value, 1 / readoutUnit, a0];
    return (
      kept +
      (this.#targetEntry(own, i, twoOmega, up - along.lift - 2 * s.lift) +
        this.#targetEntry(pull, i, gainOver, up + startExponent - s.lift))
    );
  }

  /** An entry of the weights on the separatrix, where own and pull cancel in the end: w0 and what it has lost along the target, or the rest and what it has kept, whose terms are smaller. */
  #shrinkingEntry(i: number, lift: number): number {
    const { factor, unit, r, time: t } = this.shape;
    const up = lift + this.shape.lift;
    const { twoOmega, mu, weightsUnit } = this.start;
    const { along, targetNorm } = this.start.given;
    const decay = wideExponential(-twoOmega * t);
    const ownAlong = [factor, 1 / weightsUnit, along.value[0] / targetNorm];
    const rest = wideQuotient([factor, r, this.#rest[i]!], [], lift);
    const left = this.#targetEntry([...ownAlong, unit, decay.mantissa], i, 1, up - along.lift + decay.exponent);
    if (this.start.restNorm === 0) return left;
    const start = this.#startEntry([factor, r], i, lift);
    const lost = this.#targetEntry([...ownAlong, r, Math.expm1(-mu * t)], i, 1, lift - along.lift);
    const isSmaller = Math.max(Math.abs(rest), Math.abs(left)) < Math.max(Math.abs(start), Math.abs(lost)) / 2;
    return isSmaller ? rest + left : start + lost;
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

  /** Writes the weights at t -> infinity and returns the readout. */
  writeLimit(w: Float64Array): number {
    const { s, lambda, mu, restNorm, scaledDelta, growingSign, scaleExponent, readoutUnit, given } = this.start;
    w.fill(0);
    if (growingSign !== 0 && (s > 0 || scaledDelta > 0)) {
      // without a target lambda is delta, which may be below the numbers while its root is not
      const readout = s > 0 ? Math.sqrt(lambda) : timesPowerOfTwo(Math.sqrt(scaledDelta), scaleExponent);
      const along = growingSign * Math.sqrt(mu);
      for (let i = 0; i < w.length; i++) w[i] = along * this.#unit[i]!;
      for (const i of given.faint) w[i] = this.#targetEntry([along], i);
      return growingSign * readout * readoutUnit;
    }
    if (scaledDelta < 0 && restNorm > 0) {
      // without a target the whole of w0 survives; on the separatrix only what is orthogonal to beta*
      const length = timesPowerOfTwo(Math.sqrt(-scaledDelta) / restNorm, scaleExponent);
      for (let i = 0; i < w.length; i++) w[i] = length * this.#rest[i]!;
    }
    return 0;
  }

  /** The readout of the state. */
  get readout(): number {
    const { q, factor, faintest } = this.shape;
    return q < faintest && q > -faintest ? this.readoutTimes(0) : factor * q * this.#readoutUnit;
  }

  /** The readout times 2^lift, for one that is below the numbers, or far below the start. */
  readoutTimes(lift: number): number {
    const { factor, unit, gain, gainOver, time } = this.shape;
    const { delta, large, length, lifted, readoutUnit, twoOmega, given } = this.start;
    const decay = wideExponential(-twoOmega * time);
    const ofOwn = given.startExponent + lift + this.shape.lift + decay.exponent;
    const own = wideQuotient([factor, unit, decay.mantissa, given.a0], [], ofOwn);
    if (large === 0) return own;
    const [rates, ofRates] = delta >= 0 ? [[length], 0] : [[length, given.s.value], given.s.lift];
    const divisors = delta >= 0 ? [gainOver] : [gainOver, large];
    return (
      own +
      wideQuotient(
        [factor, unit, readoutUnit, gain, ...rates, lifted.value],
        divisors,
        lift + this.shape.lift - lifted.lift - ofRates,
      )
    );
  }
}

/** What multiplies w0, the turn b and, instead of it, the part b of the weights along the target. */
interface WeightFactors {
  readonly kept: number;
  readonly added: number;
  readonly along: number;
}
