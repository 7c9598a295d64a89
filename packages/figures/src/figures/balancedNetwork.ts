import { randomGenerator } from "@lazyrich/data";
import type { Matrix } from "@lazyrich/linalg";
import { balancedLayers, deepLinearModel, descentField, halfSumSquared, thetaFromMatrices } from "@lazyrich/networks";
import type { SimulationSpec } from "./figureFields.js";
import { simulateFlow } from "./simulateFlow.js";

/** A whole deep linear network whose layers are balanced at the start, and what it learns. */
export interface BalancedNetwork {
  /** The number of weight matrices, finite. */
  readonly depth: number;
  /** Of every hidden layer. */
  readonly hiddenWidth: number;
  /** The function at the start, d x c; inputs, n x d; targets, n x c. */
  readonly beta0: Matrix;
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly seed: number;
}

/** The functions of a balanced network along the flow of half the sum of squares, d x c each, at times in units of 1/depth. */
export async function balancedFunctions(
  { depth, hiddenWidth, beta0, X, Y, seed }: BalancedNetwork,
  times: Float64Array,
  simulation: SimulationSpec,
  signal: AbortSignal | undefined,
): Promise<Float64Array[]> {
  const hiddenWidths = Array.from({ length: depth - 1 }, () => hiddenWidth);
  const model = deepLinearModel({ widths: [beta0.rows, ...hiddenWidths, beta0.columns] });
  const field = descentField(model.bind({ X, Y, loss: halfSumSquared, build: "simd" }), {
    // time runs depth times as fast, which is what a unit of 1/depth means
    learningRates: Array.from({ length: depth }, () => 1 / depth),
  });
  const layers = balancedLayers({ beta0, hiddenWidths, random: randomGenerator(seed) });
  const states = await simulateFlow(field, thetaFromMatrices(layers), times, simulation, signal);
  return states.map((theta) => model.beta(theta).data);
}
