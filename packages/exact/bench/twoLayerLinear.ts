// The cost of one exact evaluation of a two-layer linear network with d = c = h, in products of that size. Every number is the best of many
// repetitions, since other work disturbs each of them.

import { matrix, workspace } from "@lazyrich/linalg";
import { bestSeconds, printedTable } from "@lazyrich/timing";
import { type TwoLayerLinearState, twoLayerLinear } from "../dist/index.js";
import { isotropicStart } from "../test/isotropicStart.ts";

const TIMES = 100;
const MILLISECONDS = 300;

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const row = printedTable([
  "size",
  "delta",
  "product, us",
  "all blocks",
  "beta alone",
  "preparation",
  "100 times",
  "bases",
]);
for (const size of [16, 64, 128]) {
  const space = workspace({ a: [size, size], b: [size, size], out: [size, size] });
  const random = randomNumbers(size);
  for (const name of ["a", "b"] as const) for (let k = 0; k < size * size; k++) space.matrices[name].data[k] = random();
  const one = bestSeconds(() => space.product(space.matrices.a, space.matrices.b, space.matrices.out), MILLISECONDS);
  for (const delta of [-1, 0, 1]) {
    const { W: W0, A: A0 } = isotropicStart({
      ...{ h: size, d: size, c: size, delta, tau: 0.3 },
      random: { gaussian: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) },
    });
    const betaStar = matrix(size, size);
    for (let k = 0; k < size * size; k++) betaStar.data[k] = (random() - 0.5) * Math.sqrt(12 / size);
    const out = { beta: matrix(size, size), WtW: matrix(size, size), AtA: matrix(size, size) };
    const times = Float64Array.from({ length: TIMES }, (_, i) => (20 * i) / (TIMES - 1));
    const solution = twoLayerLinear({ W0, A0, betaStar });
    const sweep = (of: typeof solution, blocks: Partial<TwoLayerLinearState>): void => {
      for (const time of times) of.at(time, blocks);
    };
    sweep(solution, out);
    const all = bestSeconds(() => sweep(solution, out), MILLISECONDS) / TIMES;
    const alone = bestSeconds(() => sweep(solution, { beta: out.beta }), MILLISECONDS) / TIMES;
    const start = performance.now();
    const fresh = twoLayerLinear({ W0, A0, betaStar });
    const preparation = (performance.now() - start) / 1000;
    sweep(fresh, out);
    const first = (performance.now() - start) / 1000;
    row([
      ...[size, delta, (one * 1e6).toFixed(1), (all / one).toFixed(1), (alone / one).toFixed(1)],
      ...[`${(preparation * 1e3).toFixed(1)} ms`, `${(first * 1e3).toFixed(1)} ms`, fresh.basisCount],
    ]);
  }
}
console.log("\nall blocks, beta alone: one evaluation over one product; 100 times: preparation included");
