import { whitenedInputs } from "@lazyrich/data";
import { type TwoLayerLinearTrajectory, type TwoLayerStart, twoLayerLinear } from "@lazyrich/exact";
import { type Matrix, product, singularValueDecomposition } from "@lazyrich/linalg";
import { kernelDistance } from "@lazyrich/metrics";
import { parametersOf, type TwoLayerLinearNetwork, twoLayerLinearNetwork } from "@lazyrich/networks";
import type { SimulationSpec } from "./figureFields.js";
import { simulateFlow } from "./simulateFlow.js";

/** A two-layer linear network on whitened inputs. */
export interface WhitenedTwoLayerProblem {
  /** d x c. */
  readonly betaStar: Matrix;
  readonly start: TwoLayerStart;
  readonly etaA: number;
  readonly etaW: number;
}

/** Observables straight from their definitions; singular values are T x min(d, c), descending. */
export interface SimulatedTwoLayer {
  readonly singularValues: Float64Array;
  readonly kernelDistance: Float64Array;
  /** The mean of the diagonal of Delta, which is delta I. */
  readonly delta: Float64Array;
}

/** The exact trajectory beside its simulation by Dormand-Prince on random whitened inputs with the same target. */
export async function compareTwoLayer(
  { betaStar, start, etaA, etaW }: WhitenedTwoLayerProblem,
  times: Float64Array,
  simulation: SimulationSpec,
  signal?: AbortSignal,
): Promise<{ readonly exact: TwoLayerLinearTrajectory; readonly simulated: SimulatedTwoLayer }> {
  const exact = twoLayerLinear({ W0: start.W, A0: start.A, betaStar, etaA, etaW }).trajectory(times);
  const d = betaStar.rows;
  const X = whitenedInputs({ n: d + 2, d, seed: 1 });
  const Y = product(X, betaStar);
  const network = twoLayerLinearNetwork({ X, Y, hiddenWidth: start.W.rows, etaA, etaW, build: "simd" });
  const states = await simulateFlow(network.field, parametersOf([start.W, start.A]), times, simulation, signal);
  return { exact, simulated: observe(states, network) };
}

function observe(states: readonly Float64Array[], network: TwoLayerLinearNetwork): SimulatedTwoLayer {
  const rank = Math.min(network.inputDimension, network.outputDimension);
  const result = {
    singularValues: new Float64Array(states.length * rank),
    kernelDistance: new Float64Array(states.length),
    delta: new Float64Array(states.length),
  };
  const kernel0 = network.ntkMatrix(states[0]!).data.slice();
  for (const [i, theta] of states.entries()) {
    result.singularValues.set(singularValueDecomposition(network.beta(theta)).values, i * rank);
    result.kernelDistance[i] = kernelDistance(kernel0, network.ntkMatrix(theta).data);
    const { rows: h, data } = network.conservedMatrix(theta);
    result.delta[i] = data.reduce((sum, entry, k) => sum + (k % (h + 1) === 0 ? entry / h : 0), 0);
  }
  return result;
}
