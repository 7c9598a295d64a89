import { generalizationError as meanSquaredError, misclassification } from "@lazyrich/metrics";
import type { RunMeasure } from "../measure.js";

export const generalizationError: RunMeasure = {
  name: "generalizationError",
  summary: "on fresh inputs: the mean squared error, without a factor 1/2, or the share of wrong classes",
  label: "test error",
  unit: "",
  scale: "log",
  better: "smaller",
  per: "run",
  of({ problem: { task }, testOutputs }) {
    if (task.test === null || testOutputs === null) return null;
    const targets = task.test.Y.data;
    return task.classes === null
      ? meanSquaredError(testOutputs, targets)
      : misclassification(testOutputs, targets, task.classes);
  },
};
