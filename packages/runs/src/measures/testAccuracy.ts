import { misclassification } from "@lazyrich/metrics";
import type { RunMeasure } from "../measure.js";
import { randomHierarchy } from "../tasks/randomHierarchy.js";

export const testAccuracy: RunMeasure = {
  name: "testAccuracy",
  summary: "the share of fresh inputs whose class is right; none where targets are values",
  label: "test accuracy",
  unit: "",
  scale: "linear",
  better: "larger",
  per: "run",
  example: { ...randomHierarchy.example, measures: ["trainLoss", "testAccuracy"] },
  of: ({ problem: { task }, testOutputs }) =>
    task.classes === null || task.test === null || testOutputs === null
      ? null
      : 1 - misclassification(testOutputs, task.test.Y.data, task.classes),
};
