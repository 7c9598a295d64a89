// Gradient evaluations and seconds of a cell of the paper's grid of 17 tau x 17 delta x 16 seeds by gradient flow, over random
// cells, metrics at five checkpoints included; and what the whole grid costs at that rate. CELLS sets how many (20).
import { cpus } from "node:os";
import { studentTeacherTask } from "@lazyrich/data";
import { mirroredStudent, twoLayerState } from "@lazyrich/networks";
import { studentProblem } from "../dist/studentTeacher/studentProblem.js";
import { trainStudent } from "../dist/studentTeacher/trainStudent.js";

const CELLS = Number(process.env.CELLS ?? 20);
const [n, d, hiddenWidth, seed] = [1000, 100, 50, 1];

let state = 2024;
const below = (count: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * count);
};

let began = performance.now();
const { X, Y, test } = studentTeacherTask({ trainSize: n, inputDimension: d, seed });
const problem = studentProblem({ X, Y, test, hiddenWidth });
const { directions, signs } = mirroredStudent(hiddenWidth, d, seed);
const taskSeconds = (performance.now() - began) / 1000;

console.log(`gradient flow of the paper's students, one core; ${cpus()[0]?.model}, Node ${process.version}\n`);
console.log("   tau  delta  evaluations  seconds     end at step  train loss  test loss  kernel  Hamming");
let evaluations = 0;
began = performance.now();
for (let cell = 0; cell < CELLS; cell++) {
  const tau = 10 ** (-1 + (1.3 * below(17)) / 16);
  const delta = -1 + below(17) / 8;
  const run = await trainStudent({
    problem,
    theta0: twoLayerState({ directions, signs, tau, delta }),
    dynamics: "gradient-flow",
    learningRate: 5e-3 / tau ** 2,
    steps: [1e2, 1e3, 1e4, 1e5, 1e6],
  });
  evaluations += run.evaluations;
  const last = run.metrics.at(-1)!;
  console.log(
    [
      tau.toFixed(3).padStart(6),
      delta.toFixed(3).padStart(7),
      String(run.evaluations).padStart(13),
      run.seconds.toFixed(2).padStart(9),
      (run.stoppedAt ?? 1e6).toFixed(0).padStart(16),
      last.trainLoss.toExponential(1).padStart(12),
      last.generalizationError.toExponential(2).padStart(11),
      last.kernelDistance.toFixed(4).padStart(8),
      last.hammingDistance.toFixed(2).padStart(9),
    ].join(""),
  );
}
const seconds = (performance.now() - began) / 1000 / CELLS;
const hours = (17 * 17 * 16 * seconds + 16 * taskSeconds) / 3600;
console.log(`\na cell: ${(evaluations / CELLS).toFixed(0)} evaluations, ${seconds.toFixed(2)} s on average`);
console.log(
  `a task: ${taskSeconds.toFixed(2)} s, once a seed; the whole grid of 4624 cells: ${hours.toFixed(2)} core-hours`,
);
