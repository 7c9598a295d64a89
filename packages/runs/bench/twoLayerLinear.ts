// A trajectory of 100 times of a two-layer linear network by its exact solution, preparation included, beside the same
// trajectory by Dormand-Prince to the same accuracy. Every number is the best of ROUNDS interleaved rounds, of the exact path of REPEATS in each.
import { cpus } from "node:os";
import { orthonormalMatrix, randomGenerator } from "@lazyrich/data";
import { twoLayerLinear } from "@lazyrich/exact";
import { dormandPrince, integrate } from "@lazyrich/flow";
import { identityMatrix, type Matrix, matrix, productTransposed, workspace } from "@lazyrich/linalg";
import {
  descentField,
  halfSumSquared,
  isotropicLayers,
  thetaFromMatrices,
  twoLayerLinearModel,
} from "@lazyrich/networks";
import { printedTable } from "@lazyrich/timing";

const ROUNDS = 3;
/** Of the exact path a round: its first runs are compiled while they run, as Dormand-Prince is within its first. */
const REPEATS = 8;
const COUNT = 100;
/** Until the weakest mode of the target is learned to the last digits, and far beyond: the exact solution pays nothing for that. */
const CONVERGED = 500;
const BEYOND = 10_000;
const CASES = [
  ...[8, 64].flatMap((size) => [-2, 0, 2].map((delta) => ({ size, delta, end: CONVERGED, rounds: ROUNDS }))),
  { size: 64, delta: 2, end: BEYOND, rounds: 1 },
];
/** As close to the exact solution as Dormand-Prince comes before rounding hides its error. */
const TOLERANCES = { relativeTolerance: 1e-13, absoluteTolerance: 1e-15 };

const seconds = (run: () => void): number => {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
};

function contest({ size, delta, end, rounds }: (typeof CASES)[number]) {
  const times = Float64Array.from({ length: COUNT }, (_, i) => (end * (i + 1)) / COUNT);
  const random = randomGenerator(3);
  const directions = orthonormalMatrix(size, size, random);
  const weighted = matrix(
    size,
    size,
    directions.data.map((entry, k) => entry * (2 / (1 + (k % size)))),
  );
  const betaStar = productTransposed(weighted, orthonormalMatrix(size, size, random));
  const sizes = { hiddenWidth: size, inputDimension: size, outputDimension: size };
  const { W, A } = isotropicLayers({ ...sizes, delta, tau: 0.1, random });
  const betas = Array.from({ length: COUNT }, () => matrix(size, size));
  const prepare = () => twoLayerLinear({ W0: W, A0: A, betaStar });
  let solution = prepare();
  const evaluate = (): void => {
    for (const [i, time] of times.entries()) solution.at(time, { beta: betas[i]! });
  };
  const exact = (): void => {
    solution = prepare();
    evaluate();
  };
  const model = twoLayerLinearModel(sizes);
  const field = descentField(model.bind({ X: identityMatrix(size), Y: betaStar, loss: halfSumSquared }));
  let states: readonly Float64Array[] = [];
  const simulate = (): void => {
    states = integrate(field, thetaFromMatrices([W, A]), {
      method: dormandPrince(TOLERANCES),
      checkpoints: times,
    }).states;
  };
  exact();
  const firstSimulation = seconds(simulate);
  let difference = 0;
  for (const [i, theta] of states.entries()) {
    const beta: Matrix = model.beta(theta);
    for (const [k, entry] of beta.data.entries())
      difference = Math.max(difference, Math.abs(entry - betas[i]!.data[k]!));
  }
  return { size, delta, end, rounds, exact, evaluate, simulate, firstSimulation, difference };
}

function productSeconds(size: number): number {
  const { matrices, product } = workspace({ a: [size, size], b: [size, size], out: [size, size] });
  const repeats = 2000;
  return (
    seconds(() => {
      for (let i = 0; i < repeats; i++) product(matrices.a, matrices.b, matrices.out);
    }) / repeats
  );
}

const contests = CASES.map(contest);
const best = contests.map(({ firstSimulation }) => ({
  exact: Infinity,
  evaluate: Infinity,
  simulate: firstSimulation,
  product: Infinity,
}));
for (let round = 0; round < ROUNDS; round++) {
  for (const [i, { size, rounds, exact, evaluate, simulate }] of contests.entries()) {
    const row = best[i]!;
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      row.exact = Math.min(row.exact, seconds(exact));
      row.evaluate = Math.min(row.evaluate, seconds(evaluate));
    }
    // minutes of integration are timed once
    if (rounds > 1) row.simulate = Math.min(row.simulate, seconds(simulate));
    row.product = Math.min(row.product, productSeconds(size));
  }
}

console.log(
  `two-layer linear network with d = h = c on whitened inputs, ${COUNT} times, best of ${ROUNDS} rounds, of the exact path of ${REPEATS} in each\n${cpus()[0]?.model}, Node ${process.version}`,
);
console.log("Dormand-Prince at a relative tolerance of 1e-13; its largest difference to the exact beta is given\n");
const print = printedTable(
  "d = h = c, delta, to t =, exact in ms a path, Dormand-Prince in ms, ratio, difference, products a time".split(", "),
);
for (const [i, { size, delta, end, difference }] of contests.entries()) {
  const { exact, evaluate, simulate, product } = best[i]!;
  print([
    ...[String(size), String(delta), String(end), (1000 * exact).toFixed(2), (1000 * simulate).toFixed(1)],
    ...[`${(simulate / exact).toFixed(0)} x`, difference.toExponential(0), (evaluate / COUNT / product).toFixed(1)],
  ]);
}
