import { whitenedInputs } from "@lazyrich/data";
import { type TwoLayerLinearTrajectory, type TwoLayerWeights, twoLayerLinear } from "@lazyrich/exact";
import { type Matrix, product, singularValueDecomposition } from "@lazyrich/linalg";
import { kernelDistance } from "@lazyrich/metrics";
import {
  type BoundModel,
  descentField,
  halfSumSquared,
  type TwoLayerLinear,
  thetaFromMatrices,
  twoLayerLinearModel,
} from "@lazyrich/networks";
import type { SimulationSpec } from "./figureFields.js";
import { simulateFlow } from "./simulateFlow.js";

/** A two-layer linear network on whitened inputs. */
export interface WhitenedTwoLayerProblem {
  /** d x c. */
  readonly betaStar: Matrix;
  readonly start: Pick<TwoLayerWeights, "W" | "A">;
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
  const X = whitenedInputs({ trainSize: d + 2, inputDimension: d, seed: 1 });
  const Y = product(X, betaStar);
  const model = twoLayerLinearModel({ inputDimension: d, hiddenWidth: start.W.rows, outputDimension: Y.columns });
  const bound = model.bind({ X, Y, loss: halfSumSquared, build: "simd" });
  const learningRates = [etaW, etaA];
  const theta0 = thetaFromMatrices([start.W, start.A]);
  const states = await simulateFlow(descentField(bound, { learningRates }), theta0, times, simulation, signal);
  return { exact, simulated: observe(states, model, bound, learningRates) };
}

function observe(
  states: readonly Float64Array[],
  model: TwoLayerLinear,
  bound: BoundModel,
  learningRates: readonly number[],
): SimulatedTwoLayer {
  const rank = Math.min(model.inputDimension, model.outputDimension);
  const result = {
    singularValues: new Float64Array(states.length * rank),
    kernelDistance: new Float64Array(states.length),
    delta: new Float64Array(states.length),
  };
  const kernel0 = bound.ntkMatrix(states[0]!, { learningRates }).data;
  for (const [i, theta] of states.entries()) {
    result.singularValues.set(singularValueDecomposition(model.beta(theta)).values, i * rank);
    result.kernelDistance[i] = kernelDistance(kernel0, bound.ntkMatrix(theta, { learningRates }).data);
    const { rows: h, data } = model.conservedMatrix(theta, learningRates);
    result.delta[i] = data.reduce((sum, entry, k) => sum + (k % (h + 1) === 0 ? entry / h : 0), 0);
  }
  return result;
}
