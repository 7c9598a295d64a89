import { conservedDiagonal, conservedMatrix, type TwoLayerLinearProblem } from "@lazyrich/exact";
import { dormandPrince, integrate } from "@lazyrich/flow";
import { identityMatrix, type Matrix, rowsOf, singularValues, transposedProduct } from "@lazyrich/linalg";
import {
  descentField,
  halfSumSquared,
  matricesFromTheta,
  thetaFromMatrices,
  twoLayerLinearModel,
} from "@lazyrich/networks";

/** How an answer was simulated. */
export interface Simulation {
  /** By which the flow was followed. */
  readonly method: "dormand-prince";
  /** The error of a step, relative to each parameter, or to the largest at the start where that is 100 times the parameter. */
  readonly relativeTolerance: number;
  readonly evaluations: number;
  /** How far $etaW A A^T - etaA W W^T$, which the flow conserves, has moved at the end, over the largest entry of either part: how well it was followed. */
  readonly conservedDrift: number;
  /** What each hidden neuron conserves, $etaW |a|^2 - etaA |w|^2$, length h. */
  readonly deltas: readonly number[];
}

/** What `twoLayerLinear` tells of a trajectory, found by following the flow. */
export interface SimulatedTwoLayerLinear {
  readonly simulation: Simulation;
  readonly times: number[];
  readonly beta: number[][][];
  readonly WtW: number[][][];
  readonly AtA: number[][][];
  readonly singularValues: number[][];
  readonly kernelDistance: (number | null)[];
}

const RELATIVE_TOLERANCE = 1e-11;
const MOST_EVALUATIONS = 1_000_000;

/**
 * Gradient flow of a two-layer linear network on whitened inputs from any start, by integration.
 *
 * @throws RangeError if `mostEvaluations`, a million by default, do not lead to the last time.
 */
export function simulatedTwoLayerLinear(
  { W0, A0, betaStar, etaA = 1, etaW = 1 }: TwoLayerLinearProblem,
  times: readonly number[],
  mostEvaluations: number = MOST_EVALUATIONS,
): SimulatedTwoLayerLinear {
  const [h, d, c] = [W0.rows, W0.columns, A0.columns];
  const model = twoLayerLinearModel({ inputDimension: d, hiddenWidth: h, outputDimension: c });
  const bound = model.bind({ X: identityMatrix(d), Y: betaStar, loss: halfSumSquared });
  let evaluations = 0;
  const field = descentField(bound, { learningRates: [etaW, etaA], onLoss: () => void evaluations++ });
  const start = thetaFromMatrices([W0, A0]);
  const largest = start.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const checkpoints = [...new Set(times)].sort((a, b) => a - b);
  const { states, statistics } = integrate(field, start, {
    method: dormandPrince({
      relativeTolerance: RELATIVE_TOLERANCE,
      absoluteTolerance: Math.max((RELATIVE_TOLERANCE / 100) * largest, Number.MIN_VALUE),
    }),
    checkpoints,
    stop: () => evaluations > mostEvaluations,
  });
  if (statistics.stopReason !== "finished") {
    throw new RangeError(
      `the simulation has come to t = ${statistics.time} after ${mostEvaluations} evaluations; expected times up to that`,
    );
  }
  const ofState = (theta: Float64Array): Blocks => blocksOf(matricesFromTheta(theta, model.layers) as [Matrix, Matrix]);
  const first = ofState(start);
  const found = states.map(ofState);
  const at = times.map((time) => found[checkpoints.indexOf(time)]!);
  const last = matricesFromTheta(states.at(-1)!, model.layers) as [Matrix, Matrix];
  return {
    simulation: {
      method: "dormand-prince",
      relativeTolerance: RELATIVE_TOLERANCE,
      evaluations: statistics.evaluations,
      conservedDrift: drift([W0, A0], last, { etaA, etaW }),
      deltas: [...conservedDiagonal({ W: W0, A: A0, etaA, etaW })],
    },
    times: [...times],
    beta: at.map(({ beta }) => rowsOf(beta)),
    WtW: at.map(({ WtW }) => rowsOf(WtW)),
    AtA: at.map(({ AtA }) => rowsOf(AtA)),
    singularValues: at.map(({ beta }) => [...singularValues(beta)]),
    kernelDistance: at.map((now) => distance(first, now, { etaA, etaW })),
  };
}

interface Blocks {
  readonly beta: Matrix;
  readonly WtW: Matrix;
  readonly AtA: Matrix;
}

interface Rates {
  readonly etaA: number;
  readonly etaW: number;
}

const blocksOf = ([W, A]: readonly [Matrix, Matrix]): Blocks => ({
  beta: transposedProduct(W, A),
  WtW: transposedProduct(W, W),
  AtA: transposedProduct(A, A),
});

/** Kernel distance on whitened inputs, where the kernel is etaW A^T A (x) I_d + etaA I_c (x) W^T W; null where one is 0. */
function distance(first: Blocks, now: Blocks, { etaA, etaW }: Rates): number | null {
  const [d, c] = [first.WtW.rows, first.AtA.rows];
  const trace = ({ rows, data }: Matrix): number =>
    Array.from({ length: rows }, (_, i) => data[i * rows + i]!).reduce((sum, entry) => sum + entry, 0);
  const square = ({ data }: Matrix): number => data.reduce((sum, entry) => sum + entry * entry, 0);
  // |P (x) I_d + I_c (x) N|^2
  const norm = (P: Matrix, N: Matrix): number =>
    Math.sqrt(Math.max(0, d * square(P) + 2 * trace(P) * trace(N) + c * square(N)));
  const [before, after] = [first, now].map(({ AtA, WtW }) => [
    { ...AtA, data: AtA.data.map((entry) => etaW * entry) },
    { ...WtW, data: WtW.data.map((entry) => etaA * entry) },
  ]) as [[Matrix, Matrix], [Matrix, Matrix]];
  const [n0, n1] = [norm(...before), norm(...after)];
  if (!(n0 > 0 && n1 > 0)) return null;
  const between = (a: Matrix, b: Matrix): Matrix => ({ ...a, data: a.data.map((x, k) => x / n0 - b.data[k]! / n1) });
  return norm(between(before[0], after[0]), between(before[1], after[1])) ** 2 / 2;
}

function drift([W0, A0]: [Matrix, Matrix], [W, A]: [Matrix, Matrix], rates: Rates): number {
  const before = conservedMatrix({ W: W0, A: A0, ...rates }).data;
  const after = conservedMatrix({ W, A, ...rates }).data;
  const size = Math.max(
    ...[W, W0].map(({ data }) => rates.etaA * data.reduce((most, x) => Math.max(most, x * x), 0)),
    ...[A, A0].map(({ data }) => rates.etaW * data.reduce((most, x) => Math.max(most, x * x), 0)),
  );
  const moved = after.reduce((most, entry, k) => Math.max(most, Math.abs(entry - before[k]!)), 0);
  return size > 0 ? moved / size : 0;
}
