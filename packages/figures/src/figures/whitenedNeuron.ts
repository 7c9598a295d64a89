import { whitenedRegression } from "@lazyrich/data";
import { type SingleNeuronSolution, singleNeuron } from "@lazyrich/exact";
import { kernelDistance } from "@lazyrich/metrics";
import {
  type BoundModel,
  descentField,
  halfSumSquared,
  type NeuronState,
  type SingleNeuron,
  singleNeuronModel,
} from "@lazyrich/networks";
import type { SimulationSpec } from "./figureFields.js";
import { simulateFlow } from "./simulateFlow.js";

/** One neuron on whitened inputs. */
export interface WhitenedNeuronProblem {
  readonly betaStar: readonly number[];
  readonly start: NeuronState;
  readonly etaA: number;
  readonly etaW: number;
}

/** Quantities along one trajectory, all of length T; w and beta are T x d, row-major. `phi` is NaN where w = 0. */
export interface NeuronTrajectory {
  readonly a: Float64Array;
  readonly w: Float64Array;
  readonly beta: Float64Array;
  readonly mu: Float64Array;
  readonly phi: Float64Array;
  readonly kernelDistance: Float64Array;
}

export interface ComparedTrajectory {
  readonly delta: number;
  readonly solution: SingleNeuronSolution;
  readonly exact: NeuronTrajectory;
  /** With `delta`, the conserved quantity of each simulated state. */
  readonly simulated: NeuronTrajectory & { readonly delta: Float64Array };
}

/** The exact trajectory of a neuron beside its simulation by Dormand-Prince on random whitened inputs with the same target. */
export async function compareOnWhitened(
  { betaStar, start, etaA, etaW }: WhitenedNeuronProblem,
  times: Float64Array,
  simulation: SimulationSpec,
  signal?: AbortSignal,
): Promise<ComparedTrajectory> {
  const solution = singleNeuron({ a0: start.a, w0: start.w, betaStar, etaA, etaW });
  const d = betaStar.length;
  const { X, Y } = whitenedRegression({ trainSize: d + 2, inputDimension: d, betaStar, seed: 1 });
  const model = singleNeuronModel({ inputDimension: d });
  const bound = model.bind({ X, Y, loss: halfSumSquared });
  const learningRates = [etaW, etaA];
  const field = descentField(bound, { learningRates });
  const states = await simulateFlow(field, [...start.w, start.a], times, simulation, signal);
  return {
    delta: solution.delta,
    solution,
    exact: solution.trajectory(times),
    simulated: observe(states, betaStar, { model, bound, learningRates }),
  };
}

/** The observables of simulated states [w, a], straight from their definitions. */
function observe(
  states: readonly Float64Array[],
  betaStar: readonly number[],
  {
    model,
    bound,
    learningRates,
  }: { readonly model: SingleNeuron; readonly bound: BoundModel; readonly learningRates: readonly number[] },
): NeuronTrajectory & { readonly delta: Float64Array } {
  const d = betaStar.length;
  const T = states.length;
  const column = (): Float64Array => new Float64Array(T);
  const result = { a: column(), w: new Float64Array(T * d), beta: new Float64Array(T * d) };
  const mu = column();
  const phi = column();
  const distance = column();
  const delta = column();
  const kernel0 = bound.ntkMatrix(states[0]!, { learningRates }).data;
  const targetNorm = Math.hypot(...betaStar);
  states.forEach((theta, i) => {
    const a = theta[d]!;
    const w = theta.subarray(0, d);
    const norm = Math.hypot(...w);
    result.a[i] = a;
    result.w.set(w, i * d);
    for (let k = 0; k < d; k++) result.beta[i * d + k] = a * w[k]!;
    mu[i] = a * norm;
    phi[i] = w.reduce((sum, component, k) => sum + component * betaStar[k]!, 0) / (norm * targetNorm);
    distance[i] = kernelDistance(kernel0, bound.ntkMatrix(theta, { learningRates }).data);
    delta[i] = model.conservedQuantities(theta, learningRates)[0]!.values[0]!;
  });
  return { ...result, mu, phi, kernelDistance: distance, delta };
}
