import {
  requireFinite,
  requireFiniteVector,
  requireLength,
  requireNonNegative,
  requirePositive,
} from "@lazyrich/linalg";
import { type Regime, regime } from "../regime.js";
import type { Solution } from "../solution.js";
import { NeuronFlow } from "./neuronFlow.js";
import { neuronKernelDistance } from "./neuronKernelDistance.js";
import { magnitudeAndAlignment } from "./neuronObservables.js";
import { NeuronOfAnySize } from "./neuronOfAnySize.js";
import type { NeuronProblem } from "./neuronProblem.js";
import { ordinaryStart } from "./neuronStart.js";

/** One hidden neuron $f(x) = a w.x$ learning a linear target by gradient flow on $1/2 sum (f - y)^2$. */
export interface SingleNeuronProblem {
  /** Initial readout. */
  readonly a0: number;
  /** Initial input weights, length d. */
  readonly w0: ArrayLike<number>;
  /** The target, length d: the least-squares solution $X^T y / c$. */
  readonly betaStar: ArrayLike<number>;
  /** Learning rate of the readout; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number | undefined;
  /** The c of $X^T X = c I$; 1 (whitened inputs) if not given. */
  readonly inputScale?: number | undefined;
}

/** A point of parameter space. */
export interface SingleNeuronState {
  readonly a: number;
  /** Length d. */
  readonly w: Float64Array;
  /** a w, length d. */
  readonly beta: Float64Array;
}

/** The exact solution and what is observed of it at T times; vectors of length d are stored row after row, $T x d$. */
export interface SingleNeuronTrajectory {
  readonly times: Float64Array;
  readonly a: Float64Array;
  /** $T x d$. */
  readonly w: Float64Array;
  /** The function a w, $T x d$. */
  readonly beta: Float64Array;
  /** Signed magnitude a $|w|$. */
  readonly mu: Float64Array;
  /** Cosine between w and betaStar; NaN where one of them is 0. */
  readonly phi: Float64Array;
  /** Kernel distance to $t = 0$ on the whitened inputs; NaN where a kernel is 0. */
  readonly kernelDistance: Float64Array;
}

/**
 * Exact gradient flow of one hidden neuron, $f(x) = a w.x$, on inputs with $X^T X = c I$.
 *
 * The trajectory is a linear flow divided by one scalar, so it is evaluated without integration, for every sign of
 * delta, in O(d) per time and without overflow at any $t >= 0$.
 *
 * @param problem start, target, learning rates and the scale of the inputs
 * @throws RangeError if the lengths differ, a number or delta is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 3 and appendix A.2; theory.md section 2.
 * @example
 * import { singleNeuron } from "@lazyrich/exact";
 * const solution = singleNeuron({ a0: 1, w0: [0.1, 0], betaStar: [0, 2] });
 * solution.regime; // "upstream"
 * solution.at(0.5).beta; // [0.069137, 1.0507]
 * solution.limit().beta; // [0, 2]
 * solution.trajectory([0, 1, 10]).kernelDistance; // [0, 0.025541, 0.027553]
 */
export function singleNeuron(problem: SingleNeuronProblem): SingleNeuronSolution {
  return new SingleNeuronSolution(problem);
}

/**
 * The solution for one start and target, with one evaluation at a time that feeds every observable.
 *
 * @example
 * import { SingleNeuronSolution } from "@lazyrich/exact";
 * const solution = new SingleNeuronSolution({ a0: -0.5, w0: [1, 0.3], betaStar: [0, 1] });
 * solution.delta; // -0.84
 * solution.basin(); // -1: the readout ends below 0
 */
export class SingleNeuronSolution implements Solution<SingleNeuronState> {
  /** Number of inputs d. */
  readonly dimension: number;
  /** The conserved quantity $etaW a^2 - etaA |w|^2$. */
  readonly delta: number;
  /** The sign of delta by name; "balanced" where it is 0 up to the rounding of a0 and w0. */
  readonly regime: Regime;
  readonly etaA: number;
  readonly etaW: number;
  /** $X^T X = inputScale I$. */
  readonly inputScale: number;

  readonly #problem: NeuronProblem;
  /** Undefined where the numbers are too large, too small or too far apart for double precision. */
  readonly #flow: NeuronFlow | undefined;
  #ofAnySize: NeuronOfAnySize | undefined;

  constructor({ a0, w0, betaStar, etaA = 1, etaW = 1, inputScale = 1 }: SingleNeuronProblem) {
    requireFinite("a0", a0);
    requireFiniteVector("w0", w0);
    requireFiniteVector("betaStar", betaStar);
    requireLength("betaStar", betaStar, w0.length, "as w0");
    requirePositive("etaA", etaA);
    requirePositive("etaW", etaW);
    requirePositive("inputScale", inputScale);
    this.dimension = w0.length;
    this.etaA = etaA;
    this.etaW = etaW;
    this.inputScale = inputScale;
    this.#problem = { a0, w0: Float64Array.from(w0), betaStar: Float64Array.from(betaStar), etaA, etaW };
    const start = ordinaryStart(this.#problem);
    this.#flow = start === undefined ? undefined : new NeuronFlow(start);
    this.delta = start === undefined ? this.#wide.delta : start.delta;
    const balance = start === undefined ? this.#wide.balance : start.delta / (start.square || 1);
    this.regime = regime(Math.abs(balance) <= 4 * Number.EPSILON ? 0 : balance);
  }

  get #wide(): NeuronOfAnySize {
    this.#ofAnySize ??= new NeuronOfAnySize(this.#problem);
    return this.#ofAnySize;
  }

  /**
   * The point of the flow at a time $>= 0$.
   *
   * @throws RangeError if `time` is negative or not finite.
   */
  at(time: number): SingleNeuronState {
    requireNonNegative("time", time);
    const w = new Float64Array(this.dimension);
    const beta = new Float64Array(this.dimension);
    const a = this.#writeState(time, w, 0, beta);
    return { a, w, beta };
  }

  /**
   * Evaluates many times into given buffers, allocating nothing.
   *
   * @param times length T, each at least 0
   * @param a where the readouts are written, length T at least
   * @param w where the weights are written, $T x d$ at least, row-major
   * @throws RangeError if a time is negative or not finite, or a buffer is too short.
   */
  evaluate(times: ArrayLike<number>, a: Float64Array, w: Float64Array): void {
    const count = times.length;
    const d = this.dimension;
    if (a.length < count) throw new RangeError(`a has length ${a.length}; expected at least ${count}, one per time`);
    if (w.length < count * d) throw new RangeError(`w has length ${w.length}; expected at least ${count} x ${d}`);
    for (let i = 0; i < count; i++) {
      const time = times[i]!;
      if (!(time >= 0 && time < Infinity)) requireNonNegative(`times[${i}]`, time);
      a[i] = this.#writeState(time, w, i * d);
    }
  }

  /**
   * The solution and its observables at the given times (each $>= 0$, in any order).
   *
   * @throws RangeError if a time is negative or not finite.
   */
  trajectory(times: ArrayLike<number>): SingleNeuronTrajectory {
    const count = times.length;
    const d = this.dimension;
    const a = new Float64Array(count);
    const w = new Float64Array(count * d);
    const beta = new Float64Array(count * d);
    const mu = new Float64Array(count);
    const phi = new Float64Array(count);
    const kernelDistance = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const time = times[i]!;
      if (!(time >= 0 && time < Infinity)) requireNonNegative(`times[${i}]`, time);
      a[i] = this.#writeState(time, w, i * d, beta);
      if (this.#flow?.shape.holds) {
        [mu[i], phi[i]] = magnitudeAndAlignment(this.#flow, a[i]!);
        kernelDistance[i] = neuronKernelDistance(this.#flow, d);
      } else {
        const observed = this.#wide.observablesAt(time, this.inputScale);
        [mu[i], phi[i], kernelDistance[i]] = [observed.mu, observed.phi, observed.kernelDistance];
      }
    }
    return { times: Float64Array.from(times), a, w, beta, mu, phi, kernelDistance };
  }

  /**
   * Where the flow ends: the global minimum of its basin with the conserved delta, or the saddle if it starts on the
   * separatrix.
   */
  limit(): SingleNeuronState {
    // at a minimum the function is the target
    const beta = this.basin() === 0 ? new Float64Array(this.dimension) : Float64Array.from(this.#problem.betaStar);
    if (this.#flow === undefined) return { ...this.#wide.limit(), beta };
    const w = new Float64Array(this.dimension);
    const a = this.#flow.writeLimit(w);
    return { a, w, beta };
  }

  /**
   * The sign of the readout at the end, which tells the basin of attraction of the start: that of c+, the component of
   * (w0.beta*, a0) along the growing direction. 0 on the separatrix, and where there is no target and $delta <= 0$.
   *
   * @see Kunin et al. 2024, appendix A; theory.md section 2.
   */
  basin(): 1 | -1 | 0 {
    if (this.#flow === undefined) return this.#wide.growingSign;
    const { growing } = this.#flow.start;
    return growing > 0 ? 1 : growing < 0 ? -1 : 0;
  }

  /** Writes w, and beta where it is given, and returns a. The start is given back as it was given, not as its two components add up. */
  #writeState(time: number, w: Float64Array, offset: number, beta?: Float64Array): number {
    const flow = this.#flow;
    if (time === 0) return this.#writeStart(w, offset, beta);
    if (flow !== undefined) {
      const { shape } = flow;
      shape.time = time * this.inputScale;
      if (shape.advance()) {
        flow.writeWeights(w, offset);
        const a = flow.readout;
        if (beta !== undefined) for (let i = offset; i < offset + this.dimension; i++) beta[i] = a * w[i]!;
        return a;
      }
    }
    const state = this.#wide.at(time, this.inputScale);
    w.set(state.w, offset);
    beta?.set(state.beta, offset);
    return state.a;
  }

  #writeStart(w: Float64Array, offset: number, beta: Float64Array | undefined): number {
    const { a0, w0 } = this.#problem;
    if (this.#flow !== undefined) {
      this.#flow.shape.time = 0;
      this.#flow.shape.advance();
    }
    for (let i = 0; i < w0.length; i++) {
      w[offset + i] = w0[i]!;
      if (beta !== undefined) beta[offset + i] = a0 * w0[i]!;
    }
    return a0;
  }
}
