import { matrix } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { stopLossOf } from "../src/run/stopLoss.js";
import type { Task } from "../src/task.js";

const task = (values: number[], classes: number | null = null): Task => {
  const Y = matrix(values.length, 1, Float64Array.from(values));
  return { X: Y, Y, test: null, classes };
};
const none = { stopLoss: null, layerRates: null };

it("a run ends below 1e-10 times the variance of its targets, wherever these are, and classes never end it", () => {
  expect(stopLossOf(none, task([-2, 2]))).toBeCloseTo(4e-10, 20);
  expect(stopLossOf(none, task([98, 102]))).toBeCloseTo(4e-10, 20);
  expect(stopLossOf(none, task([0, 3], 4))).toBe(0);
  expect(stopLossOf({ ...none, stopLoss: 0.5 }, task([0, 3], 4))).toBe(0.5);
  expect(stopLossOf({ ...none, stopLoss: 0 }, task([-2, 2]))).toBe(0);
});
