// Gradient evaluations and seconds of a cell of the paper's grid of 17 tau x 17 delta x 16 seeds by gradient flow, over random
// cells, measures at five checkpoints included; and what the whole grid costs at that rate. CELLS sets how many (20).
import { cpus } from "node:os";
import { cellsOf, completeSpec, builtInLists as lists, problemMaker, runCell } from "../dist/index.js";

const CELLS = Number(process.env.CELLS ?? 20);

let state = 2024;
const below = (count: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * count);
};
const places = Array.from({ length: CELLS }, () => ({
  tau: 10 ** (-1 + (1.3 * below(17)) / 16),
  delta: -1 + below(17) / 8,
}));
const cells = cellsOf(
  lists,
  completeSpec(lists, {
    task: "student-teacher",
    model: "two-layer",
    start: places.map(({ tau, delta }) => ({ name: "mirrored", tau, delta })),
    dynamics: {
      name: "gradient-flow",
      learningRate: { of: "start.tau", power: -2, times: 5e-3 },
      ...{ steps: [1e2, 1e3, 1e4, 1e5, 1e6], tolerance: 5e-3, stopLoss: 1e-10 },
    },
    seed: 1,
  }),
);
const problemOf = problemMaker(lists, () => {
  throw new Error("no files");
});

let began = performance.now();
const problem = problemOf(cells[0]!);
const taskSeconds = (performance.now() - began) / 1000;

console.log(`gradient flow of the paper's students, one core; ${cpus()[0]?.model}, Node ${process.version}\n`);
console.log("   tau  delta  evaluations  seconds     end at step  train loss  test loss  kernel  Hamming");
let evaluations = 0;
began = performance.now();
for (const cell of cells) {
  const start = performance.now();
  const run = await runCell(lists, cell, problem);
  evaluations += run.evaluations;
  const last = run.observed.at(-1)!.values as Readonly<Record<string, number>>;
  console.log(
    [
      (cell.start.tau as number).toFixed(3).padStart(6),
      (cell.start.delta as number).toFixed(3).padStart(7),
      String(run.evaluations).padStart(13),
      ((performance.now() - start) / 1000).toFixed(2).padStart(9),
      run.end.step!.toFixed(0).padStart(16),
      last.trainLoss!.toExponential(1).padStart(12),
      last.generalizationError!.toExponential(2).padStart(11),
      last.kernelDistance!.toFixed(4).padStart(8),
      last.hammingDistance!.toFixed(2).padStart(9),
    ].join(""),
  );
}
const seconds = (performance.now() - began) / 1000 / cells.length;
const hours = (17 * 17 * 16 * seconds + 16 * taskSeconds) / 3600;
console.log(`\na cell: ${(evaluations / cells.length).toFixed(0)} evaluations, ${seconds.toFixed(2)} s on average`);
console.log(
  `a task: ${taskSeconds.toFixed(2)} s, once a seed; the whole grid of 4624 cells: ${hours.toFixed(2)} core-hours`,
);
