import { runCell } from "@lazyrich/runs";
import { hierarchy } from "./hierarchySizes.ts";
import { deepCell, deepLists, deepProblem } from "./watchedTraining.ts";

/** One network on one number of points of the random hierarchy model. */
export interface HierarchyCell {
  readonly trainSize: number;
  readonly alpha: number;
  /** Of rules, points, start and batches. */
  readonly seed: number;
}

export interface HierarchyAnswer {
  /** On 4000 points that were not trained on. */
  readonly error: number;
  readonly steps: number;
}

/** Trains the network as the preset `seconds` of figure 6c does. */
export async function hierarchyCell({ trainSize, alpha, seed }: HierarchyCell): Promise<HierarchyAnswer> {
  const width = 64;
  const cell = deepCell({
    task: { name: "random-hierarchy", ...hierarchy, trainSize, testSize: 4000 },
    model: { name: "mlp", widths: [width, width, width], parameterization: "mean-field", precision: "float32" },
    start: { name: "deep-gaussian", alpha },
    loss: "cross-entropy",
    dynamics: {
      ...{ name: "sgd", learningRate: 0.1 * width, momentum: 0.9, batch: 128 },
      ...{ schedule: "cosine", scheduleEpochs: 200, stopLoss: 0.01, stopEvery: 10, epochs: [250] },
    },
    ...{ seed, measures: ["generalizationError"] },
  });
  const { observed, evaluations } = await runCell(deepLists, cell, deepProblem(cell));
  return { error: observed[0]!.values.generalizationError!, steps: evaluations };
}
