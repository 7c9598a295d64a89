import { misclassification } from "@lazyrich/metrics";
import type { RunMeasure } from "../measure.js";
import { randomHierarchy } from "../tasks/randomHierarchy.js";

export const trainAccuracy: RunMeasure = {
  name: "trainAccuracy",
  summary: "the share of training inputs whose class is right; none where targets are values",
  label: "train accuracy",
  unit: "",
  scale: "linear",
  better: "larger",
  per: "run",
  example: { ...randomHierarchy.example, measures: ["trainLoss", "trainAccuracy"] },
  of: ({ problem: { task }, outputs }) =>
    task.classes === null ? null : 1 - misclassification(outputs, task.Y.data, task.classes),
};
