import { type Ball, type BallArithmetic, ballOf, UnresolvedError } from "../any-size/ballArithmetic.js";
import { ballDot } from "../any-size/ballVectors.js";
import { resolved, resolvedSign } from "../any-size/resolved.js";
import { BallNeuron, type BallState, type UnscaledState } from "./ballNeuron.js";
import type { NeuronProblem } from "./neuronProblem.js";

/** Readout, weights and function of a neuron. */
export interface NeuronState {
  readonly a: number;
  readonly w: Float64Array;
  readonly beta: Float64Array;
}

/** What is observed of a state: signed magnitude, alignment and kernel distance to the start, NaN where they are not defined. */
export interface NeuronObservables {
  readonly mu: number;
  readonly phi: number;
  readonly kernelDistance: number;
}

type Observable = (neuron: BallNeuron, state: UnscaledState, arithmetic: BallArithmetic) => Ball;

/** Kernel distances are known up to this, 1e-78. */
const LEAST_DISTANCE = -260;

/** The exact solution of one neuron whose numbers are of any size, with as many digits inside as it takes. */
export class NeuronOfAnySize {
  readonly delta: number;
  /** delta over etaW a0^2 + etaA |w0|^2, 0 for a start at 0. */
  readonly balance: number;
  /** The sign of the readout at the end, 0 on the separatrix. */
  readonly growingSign: 1 | -1 | 0;

  readonly #problem: NeuronProblem;
  readonly #neurons = new Map<BallArithmetic, BallNeuron>();

  constructor(problem: NeuronProblem) {
    this.#problem = problem;
    const [square] = resolved((arithmetic) => [this.#neuron(arithmetic).square]);
    if (square === Number.POSITIVE_INFINITY) {
      throw new RangeError(
        "etaW a0^2 + etaA |w0|^2 is Infinity; expected weights below 1e154, so that their squares are finite",
      );
    }
    this.balance = resolved((arithmetic) => [this.#neuron(arithmetic).balance])[0]!;
    this.delta = resolved((arithmetic) => [this.#neuron(arithmetic).delta])[0]!;
    this.growingSign = basinOfAnySize(problem);
  }

  /** The state after `scale` times `time`. */
  at(time: number, scale: number): NeuronState {
    return this.#state(`t = ${time}`, (neuron, arithmetic) => {
      const { quotient, root } = arithmetic;
      const { a, w, square } = neuron.at(arithmetic.product(ballOf(time), ballOf(scale)));
      const length = root(square);
      return { a: quotient(a, length), w: w.map((x) => quotient(x, length)) };
    });
  }

  limit(): NeuronState {
    return this.#state("the end", (neuron) => neuron.limit(this.growingSign));
  }

  #state(when: string, stateOf: (neuron: BallNeuron, arithmetic: BallArithmetic) => BallState): NeuronState {
    const d = this.#problem.w0.length;
    const numbers = resolved((arithmetic) => {
      const { a, w } = stateOf(this.#neuron(arithmetic), arithmetic);
      return [a, ...w, ...w.map((x) => arithmetic.product(a, x))];
    });
    const [a, w, beta] = [
      numbers[0]!,
      Float64Array.from(numbers.slice(1, d + 1)),
      Float64Array.from(numbers.slice(d + 1)),
    ];
    requireRepresentable(`a at ${when}`, a);
    for (const x of w) requireRepresentable(`w at ${when}`, x);
    for (const x of beta) requireRepresentable(`beta at ${when}`, x);
    return { a, w, beta };
  }

  /** What is observed after `scale` times `time`. */
  observablesAt(time: number, scale: number): NeuronObservables {
    const { a0, w0, betaStar } = this.#problem;
    const hasKernel = a0 !== 0 || !isNothing(w0);
    const hasDirection = !isNothing(w0) || !(a0 === 0 || isNothing(betaStar) || time === 0);
    const observed = (what: Observable, least?: number): number =>
      definedOr(
        Number.NaN,
        () =>
          resolved((arithmetic) => {
            const neuron = this.#neuron(arithmetic);
            return [what(neuron, neuron.at(arithmetic.product(ballOf(time), ballOf(scale))), arithmetic)];
          }, least)[0]!,
      );
    const mu = observed((_, { a, w, square }, arithmetic) =>
      arithmetic.quotient(arithmetic.product(a, arithmetic.root(ballDot(arithmetic, w, w))), square),
    );
    requireRepresentable(`mu at t = ${time}`, mu);
    const phi =
      hasDirection && !isNothing(betaStar) ? observed((neuron, state) => neuron.alignment(state)) : Number.NaN;
    if (!hasKernel) return { mu, phi, kernelDistance: Number.NaN };
    const isOneNumber = w0.length === 1;
    return {
      mu,
      phi,
      kernelDistance: isOneNumber ? 0 : observed((neuron, state) => neuron.kernelDistance(state), LEAST_DISTANCE),
    };
  }

  #neuron(arithmetic: BallArithmetic): BallNeuron {
    const neuron = this.#neurons.get(arithmetic) ?? new BallNeuron(this.#problem, arithmetic);
    this.#neurons.set(arithmetic, neuron);
    return neuron;
  }
}

/** What is found, or `none` where a divisor is 0 to all bits: late on the separatrix no weight is left that has a direction. */
function definedOr(none: number, find: () => number): number {
  try {
    return find();
  } catch (error) {
    if (error instanceof UnresolvedError) return none;
    throw error;
  }
}

/** The sign of the readout at the end, also where the squares of the start are beyond the numbers; 0 on the separatrix. */
export function basinOfAnySize(problem: NeuronProblem): 1 | -1 | 0 {
  return resolvedSign((arithmetic) => new BallNeuron(problem, arithmetic).growing);
}

function isNothing(x: ArrayLike<number>): boolean {
  return Array.from(x).every((entry) => entry === 0);
}

function requireRepresentable(name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new RangeError(
    `${name} is beyond the largest number; expected a start, a target and learning rates that keep it below 1.8e308`,
  );
}
