import { whitenedRegression } from "@lazyrich/data";
import { dormandPrince, integrate } from "@lazyrich/flow";
import { kernelDistance } from "@lazyrich/metrics";
import { descentField, halfSumSquared, singleNeuronModel } from "@lazyrich/networks";

/** One neuron on whitened inputs, to be followed by an integrator. Plain data, so that it can be sent to a worker. */
export interface NeuronSimulation {
  readonly a0: number;
  readonly w0: readonly number[];
  readonly betaStar: readonly number[];
  readonly etaA: number;
  readonly etaW: number;
  /** Ascending, T of them. */
  readonly times: Float64Array;
}

/** What was simulated, at the same T times; w is T x d. */
export interface SimulatedNeuron {
  readonly a: Float64Array;
  readonly w: Float64Array;
  readonly mu: Float64Array;
  readonly phi: Float64Array;
  readonly kernelDistance: Float64Array;
  /** Evaluations of the gradient. */
  readonly evaluations: number;
}

/** Follows gradient flow by the Dormand-Prince method on random whitened inputs, and measures it from the definitions. */
export function simulateNeuron({ a0, w0, betaStar, etaA, etaW, times }: NeuronSimulation): SimulatedNeuron {
  const d = betaStar.length;
  const { X, Y } = whitenedRegression({ trainSize: d + 2, inputDimension: d, betaStar, seed: 1 });
  const neuron = singleNeuronModel({ inputDimension: d }).bind({ X, Y, loss: halfSumSquared });
  const learningRates = [etaW, etaA];
  const start = Float64Array.of(...w0, a0);
  const { states, statistics } = integrate(descentField(neuron, { learningRates }), start, {
    method: dormandPrince({ relativeTolerance: 1e-8, absoluteTolerance: 1e-11 }),
    checkpoints: times,
  });
  const result = {
    a: Float64Array.from(states, (theta) => theta[d]!),
    w: new Float64Array(times.length * d),
    mu: new Float64Array(times.length),
    phi: new Float64Array(times.length),
    kernelDistance: new Float64Array(times.length),
    evaluations: statistics.evaluations,
  };
  const startKernel = neuron.ntkMatrix(start, { learningRates }).data;
  const targetNorm = Math.hypot(...betaStar);
  states.forEach((theta, i) => {
    const w = theta.subarray(0, d);
    const norm = Math.hypot(...w);
    result.w.set(w, i * d);
    result.mu[i] = theta[d]! * norm;
    result.phi[i] = w.reduce((sum, entry, k) => sum + entry * betaStar[k]!, 0) / (norm * targetNorm);
    result.kernelDistance[i] = kernelDistance(startKernel, neuron.ntkMatrix(theta, { learningRates }).data);
  });
  return result;
}
