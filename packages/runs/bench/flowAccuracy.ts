// What the default tolerance of gradient flow makes of the plotted metrics: the largest difference over five checkpoints from
// runs at a tolerance 25 times finer, for students of the paper's size in all corners of its grid. TOLERANCE sets another.
import { studentTeacherTask } from "@lazyrich/data";
import { mirroredStudent, twoLayerState } from "@lazyrich/networks";
import { type StudentMetrics, studentProblem } from "../dist/studentTeacher/studentProblem.js";
import { trainStudent } from "../dist/studentTeacher/trainStudent.js";

const tolerance = Number(process.env.TOLERANCE ?? 5e-3);
const CELLS = [
  [0.1, 1],
  [0.1, 0],
  [0.1, -1],
  [0.45, 0.5],
  [0.45, -0.5],
  [2, 1],
  [2, -1],
] as const;
const [n, d, hiddenWidth, seed] = [1000, 100, 50, 1];
const { X, Y, test } = studentTeacherTask({ trainSize: n, inputDimension: d, seed });
const problem = studentProblem({ X, Y, test, hiddenWidth });
const student = mirroredStudent(hiddenWidth, d, seed);

console.log(
  `gradient flow at tolerance ${tolerance} against ${tolerance / 25}: largest differences, relative to the value`,
);
console.log(
  "(Hamming distance: to the width; train loss: where it is above 1e-7; the end: steps to a loss of 1e-10)\n",
);
console.log("   tau  delta   evaluations      finer  train loss  test loss  kernel  Hamming  parameters        end");
for (const [tau, delta] of CELLS) {
  const run = (chosen: number) =>
    trainStudent({
      problem,
      theta0: twoLayerState({ ...student, tau, delta }),
      dynamics: "gradient-flow",
      learningRate: 5e-3 / tau ** 2,
      steps: [1e2, 1e3, 1e4, 1e5, 1e6],
      tolerance: chosen,
    });
  const [coarse, fine] = [await run(tolerance), await run(tolerance / 25)];
  const largest = (name: keyof StudentMetrics, scale?: number): number =>
    Math.max(
      ...fine.metrics.map((exact, i) =>
        name === "trainLoss" && exact.trainLoss < 1e-7
          ? 0
          : Math.abs(coarse.metrics[i]![name] - exact[name]) / (scale ?? exact[name]),
      ),
    );
  console.log(
    [
      tau.toFixed(2).padStart(6),
      delta.toFixed(2).padStart(7),
      String(coarse.evaluations).padStart(14),
      String(fine.evaluations).padStart(11),
      largest("trainLoss").toFixed(4).padStart(12),
      largest("generalizationError").toFixed(4).padStart(11),
      largest("kernelDistance").toFixed(4).padStart(8),
      largest("hammingDistance", hiddenWidth).toFixed(4).padStart(9),
      largest("parameterDistance").toFixed(4).padStart(12),
      `${((coarse.stoppedAt ?? 1e6) / (fine.stoppedAt ?? 1e6)).toFixed(2)} x`.padStart(11),
    ].join(""),
  );
}
