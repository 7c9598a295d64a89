// How far each closed form is from values that mpmath computed with 60 to 400 digits: the largest and the median relative
// error over every value of the tests' references. What a change of one unit in the last place of an input moves by more
// than 1e-14 is no part of them; values below 1e-300 are compared to an absolute 1e-313.
import { readFileSync } from "node:fs";
import { matrixFromRows } from "@lazyrich/linalg";
import { alignedMode, deepMode, singleNeuron, twoLayerLinear } from "../dist/index.js";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../test/references/${name}.json`, import.meta.url), "utf8"));

const errors = new Map<string, number[]>();
function compare(what: string, actual: number, expected: number | null | undefined): void {
  if (expected == null) return;
  add(what, actual === expected ? 0 : Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300));
}

function add(what: string, error: number): void {
  errors.set(what, [...(errors.get(what) ?? []), error]);
}

/** The references of ordinary times are differences of numbers near 1 with 60 digits: good for what is above 1e-45. */
const hasDigits = (value: number | null): boolean => value === null || value === 0 || Math.abs(value) > 1e-45;

const ordinary = read("single-neuron").map((reference: object) => ({ ...reference, counts: hasDigits }));
const early = read("early-and-tiny").singleNeuron.map((reference: object) => ({ ...reference, counts: () => true }));
for (const reference of [...ordinary, ...early]) {
  const trajectory = singleNeuron(reference).trajectory(reference.times);
  const d = reference.w0.length;
  for (const i of reference.times.keys()) {
    compare("one neuron: readout", trajectory.a[i]!, reference.a[i]);
    for (let j = 0; j < d; j++)
      if (reference.counts(reference.w[i][j]))
        compare("one neuron: components of w", trajectory.w[i * d + j]!, reference.w[i][j]);
    const distance = reference.kernelDistance[i];
    if (reference.counts(distance)) compare("one neuron: kernel distance", trajectory.kernelDistance[i]!, distance);
  }
}
for (const { time, a, w, kernelDistance, ...problem } of [
  ...read("single-neuron-edges"),
  ...read("single-neuron-random"),
]) {
  const trajectory = singleNeuron(problem).trajectory([time]);
  compare("one neuron, zeros and 1e-300 to 1e300: readout", trajectory.a[0]!, a);
  for (const [j, expected] of w.entries())
    compare("one neuron, zeros and 1e-300 to 1e300: components of w", trajectory.w[j]!, expected);
  compare(
    "one neuron, zeros and 1e-300 to 1e300: kernel distance",
    trajectory.kernelDistance[0]!,
    kernelDistance || undefined,
  );
}

const norm = (values: readonly number[]): number => Math.hypot(...values);
/** There the fifth reference passes so close to a saddle that the last bit of its start moves beta by 1e-6. */
const AT_A_SADDLE = { index: 4, time: 30 };
for (const [index, reference] of read("two-layer-linear").entries()) {
  const trajectory = twoLayerLinear({
    ...reference,
    W0: matrixFromRows(reference.W0),
    A0: matrixFromRows(reference.A0),
    betaStar: matrixFromRows(reference.betaStar),
  }).trajectory(reference.times);
  for (const [i, time] of reference.times.entries()) {
    const atSaddle = index === AT_A_SADDLE.index && time === AT_A_SADDLE.time;
    const what = `wide linear network: blocks, by their norm${atSaddle ? ", at a saddle" : ""}`;
    const state = trajectory.stateAt(i);
    for (const name of ["beta", "WtW", "AtA"] as const) {
      const expected: number[] = reference[name][i].flat();
      const difference = norm(expected.map((value, k) => value - state[name].data[k]!));
      add(what, difference / (norm(expected) || 1));
    }
  }
}
for (const { times, u, ...mode } of read("early-and-tiny").deepMode) {
  const depth = mode.depth === "infinite" ? Number.POSITIVE_INFINITY : Number(mode.depth);
  for (const [i, time] of times.entries()) compare("deep mode", deepMode({ ...mode, depth }).at(time), u[i]);
}
for (const { time, sigma, ...problem } of read("aligned-mode"))
  compare("aligned mode of any delta", alignedMode(problem).at(time), sigma);

const median = (values: readonly number[]): number => [...values].sort((x, y) => x - y)[values.length >> 1]!;
console.log("closed forms against references of 60 to 400 digits: relative errors\n");
console.log(`${"what".padEnd(60)}${"values".padStart(7)}${"median".padStart(10)}${"largest".padStart(10)}`);
for (const [what, list] of errors)
  console.log(
    what.padEnd(60) +
      String(list.length).padStart(7) +
      median(list).toExponential(0).padStart(10) +
      list
        .reduce((one, other) => Math.max(one, other))
        .toExponential(0)
        .padStart(10),
  );
