// What the default tolerance of gradient flow makes of the plotted measures: the largest difference over five checkpoints from
// runs at a tolerance 25 times finer, for students of the paper's size in all corners of its grid. TOLERANCE sets another.
import { cellsOf, completeSpec, builtInLists as lists, problemMaker, runCell } from "../dist/index.js";

const tolerance = Number(process.env.TOLERANCE ?? 1e-3);
const CELLS = [
  [0.1, 1],
  [0.1, 0],
  [0.1, -1],
  [0.45, 0.5],
  [0.45, -0.5],
  [2, 1],
  [2, -1],
] as const;
const hiddenWidth = 50;
const problemOf = problemMaker(lists, () => {
  throw new Error("no files");
});
const trained = async (tau: number, delta: number, chosen: number) => {
  const spec = {
    task: "student-teacher",
    model: { name: "two-layer", hiddenWidth },
    start: { name: "mirrored", tau, delta },
    dynamics: {
      ...{ name: "gradient-flow", learningRate: 5e-3 / tau ** 2, tolerance: chosen, stopLoss: 1e-10 },
      steps: [1e2, 1e3, 1e4, 1e5, 1e6],
    },
    seed: 1,
  };
  const cell = cellsOf(lists, completeSpec(lists, spec))[0]!;
  return await runCell(lists, cell, problemOf(cell));
};

console.log(
  `gradient flow at tolerance ${tolerance} against ${tolerance / 25}: largest differences, relative to the value`,
);
console.log(
  "(Hamming distance: to the width; train loss: where it is above 1e-7; the end: steps to a loss of 1e-10)\n",
);
console.log("   tau  delta   evaluations      finer  train loss  test loss  kernel  Hamming  parameters        end");
for (const [tau, delta] of CELLS) {
  const [coarse, fine] = [await trained(tau, delta, tolerance), await trained(tau, delta, tolerance / 25)];
  const largest = (name: string, scale?: number): number =>
    Math.max(
      ...fine.observed.map(({ values: exact }, i) =>
        name === "trainLoss" && exact.trainLoss! < 1e-7
          ? 0
          : Math.abs(coarse.observed[i]!.values[name]! - exact[name]!) / (scale ?? exact[name]!),
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
      `${(coarse.end.step! / fine.end.step!).toFixed(2)} x`.padStart(11),
    ].join(""),
  );
}
