import { NeuronShape } from "./neuronShape.js";
import type { NeuronStart } from "./neuronStart.js";

/** The state of one neuron at a time, in the problem's units. */
export class NeuronFlow {
  readonly start: NeuronStart;
  readonly shape: NeuronShape;

  readonly #weights: Float64Array;
  readonly #rest: Float64Array;
  readonly #unit: Float64Array;
  readonly #readoutUnit: number;
  /** Below this share of r, p is a small rest of r u0. */
  readonly #along: number;

  constructor(start: NeuronStart) {
    this.start = start;
    this.shape = new NeuronShape(start);
    this.#weights = start.weights;
    this.#rest = start.rest;
    this.#unit = start.unit;
    this.#readoutUnit = start.readoutUnit;
    this.#along = Math.abs(start.u0) / 4;
  }

  /** Writes the weights of the state to which the shape has been brought. */
  writeWeights(w: Float64Array, offset: number): void {
    const { p, r, factor, turned } = this.shape;
    const kept = factor * r;
    const added = factor * turned;
    const weights = this.#weights;
    const unit = this.#unit;
    if (Math.abs(p) < r * this.#along) this.#writeCancelling({ kept, added, along: factor * p }, w, offset);
    else for (let i = 0; i < unit.length; i++) w[offset + i] = kept * weights[i]! + added * unit[i]!;
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
    const { s, delta, lambda, mu, restNorm, growing, readoutUnit } = this.start;
    w.fill(0);
    const sign = Math.sign(growing);
    if (sign !== 0) {
      const along = sign * Math.sqrt(mu);
      if (s > 0) for (let i = 0; i < w.length; i++) w[i] = along * this.#unit[i]!;
      return sign * Math.sqrt(lambda) * readoutUnit;
    }
    if (delta < 0 && restNorm > 0) {
      // without a target the whole of w0 survives; on the separatrix only what is orthogonal to beta*
      const length = Math.sqrt(-delta) / restNorm;
      for (let i = 0; i < w.length; i++) w[i] = length * this.#rest[i]!;
    }
    return 0;
  }

  /** The readout of the state. */
  get readout(): number {
    const { q, factor } = this.shape;
    return factor * q * this.#readoutUnit;
  }
}

/** What multiplies w0, the turn b and, instead of it, the part b of the weights along the target. */
interface WeightFactors {
  readonly kept: number;
  readonly added: number;
  readonly along: number;
}
