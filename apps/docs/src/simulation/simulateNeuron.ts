import { whitenedRegression } from "@lazyrich/data";
import { dormandPrince, integrate } from "@lazyrich/flow";
import { kernelDistance } from "@lazyrich/metrics";
import { singleNeuronNetwork } from "@lazyrich/networks";

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
  const { X, y } = whitenedRegression({ n: d + 2, d, betaStar, seed: 1 });
  const network = singleNeuronNetwork({ X, y, etaA, etaW });
  const { states, statistics } = integrate(network.field, [a0, ...w0], {
    method: dormandPrince({ relativeTolerance: 1e-8, absoluteTolerance: 1e-11 }),
    checkpoints: times,
  });
  const result = {
    a: Float64Array.from(states, (theta) => theta[0]!),
    w: new Float64Array(times.length * d),
    mu: new Float64Array(times.length),
    phi: new Float64Array(times.length),
    kernelDistance: new Float64Array(times.length),
    evaluations: statistics.evaluations,
  };
  const startKernel = network.ntkMatrix(Float64Array.of(a0, ...w0)).data.slice();
  const targetNorm = Math.hypot(...betaStar);
  states.forEach((theta, i) => {
    const w = theta.subarray(1);
    const norm = Math.hypot(...w);
    result.w.set(w, i * d);
    result.mu[i] = theta[0]! * norm;
    result.phi[i] = w.reduce((sum, entry, k) => sum + entry * betaStar[k]!, 0) / (norm * targetNorm);
    result.kernelDistance[i] = kernelDistance(startKernel, network.ntkMatrix(theta).data);
  });
  return result;
}
