// Evaluations a second of the exact solution of one neuron, beside the same trajectory by Dormand-Prince to the same
// accuracy. Every number is the best of ROUNDS interleaved rounds, since other work disturbs each of them.

import { cpus } from "node:os";
import { singleNeuron } from "@lazyrich/exact";
import { dormandPrince, integrate, type VectorField } from "@lazyrich/flow";
import { neuronWithFunction } from "@lazyrich/networks";
import { bestSeconds, printedTable } from "@lazyrich/timing";

const ROUNDS = 5;
const ROUND_MILLISECONDS = 250;
const COUNT = 1000;
const DIMENSIONS = [2, 10, 100];
const DELTAS = [-4, 0, 4];
/** As close to the exact solution as Dormand-Prince comes before rounding hides its error. */
const TOLERANCES = { relativeTolerance: 1e-13, absoluteTolerance: 1e-15 };

const times = Float64Array.from({ length: COUNT }, (_, i) => (20 * (i + 1)) / COUNT);

interface Contest {
  readonly d: number;
  readonly delta: number;
  /** One trajectory of COUNT times by the exact solution, and by Dormand-Prince. */
  readonly exact: () => void;
  readonly simulated: () => readonly Float64Array[];
  readonly worstError: number;
}

/** The flow of [a, w] on whitened inputs in O(d), as lean as the exact solution's. */
function whitenedField(betaStar: Float64Array): VectorField {
  return (_, theta, out) => {
    const a = theta[0]!;
    let readout = 0;
    for (let j = 0; j < betaStar.length; j++) {
      const residual = betaStar[j]! - a * theta[j + 1]!;
      readout += theta[j + 1]! * residual;
      out[j + 1] = a * residual;
    }
    out[0] = readout;
  };
}

function contest(d: number, delta: number): Contest {
  const betaStar = Float64Array.from({ length: d }, (_, i) => (i === 0 ? 1 : 0));
  const beta0 = Float64Array.from({ length: d }, (_, i) => (i === 1 ? 1 : 0.1 / d));
  const { a, w } = neuronWithFunction({ beta0, delta });
  const solution = singleNeuron({ a0: a, w0: w, betaStar });
  const field = whitenedField(betaStar);
  const [readouts, weights] = [new Float64Array(COUNT), new Float64Array(COUNT * d)];
  const exact = (): void => solution.evaluate(times, readouts, weights);
  const simulated = (): readonly Float64Array[] =>
    integrate(field, [a, ...w], { method: dormandPrince(TOLERANCES), checkpoints: times }).states;
  exact();
  let worstError = 0;
  for (const [i, state] of simulated().entries()) {
    worstError = Math.max(worstError, Math.abs(state[0]! - readouts[i]!));
    for (let j = 0; j < d; j++) worstError = Math.max(worstError, Math.abs(state[j + 1]! - weights[i * d + j]!));
  }
  return { d, delta, exact, simulated, worstError };
}

const contests = DIMENSIONS.flatMap((d) => DELTAS.map((delta) => contest(d, delta)));
const best = contests.map(() => ({ exact: Number.POSITIVE_INFINITY, simulated: Number.POSITIVE_INFINITY }));
for (let round = 0; round < ROUNDS; round++) {
  for (const [i, { exact, simulated }] of contests.entries()) {
    best[i]!.exact = Math.min(best[i]!.exact, bestSeconds(exact, ROUND_MILLISECONDS));
    best[i]!.simulated = Math.min(best[i]!.simulated, bestSeconds(simulated, ROUND_MILLISECONDS));
  }
}

console.log(
  `one neuron on whitened inputs, ${COUNT} times up to t = 20, best of ${ROUNDS} rounds\n${cpus()[0]?.model}, Node ${process.version}`,
);
console.log("Dormand-Prince at a relative tolerance of 1e-13; its largest difference to the exact solution is given\n");
const row = printedTable(
  "d, delta, exact in M eval/s, exact in ms a path, Dormand-Prince in ms a path, ratio, difference".split(", "),
);
for (const [i, { d, delta, worstError }] of contests.entries()) {
  const { exact, simulated } = best[i]!;
  row([
    String(d),
    String(delta),
    (COUNT / exact / 1e6).toFixed(1),
    (1000 * exact).toFixed(4),
    (1000 * simulated).toFixed(3),
    `${(simulated / exact).toFixed(0)} x`,
    worstError.toExponential(0),
  ]);
}
