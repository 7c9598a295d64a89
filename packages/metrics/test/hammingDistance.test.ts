import { expect, test } from "vitest";
import { type Activity, hammingDistance } from "../src/index.js";

const activity = (...neurons: number[][]): Activity => ({
  hiddenWidth: neurons.length,
  inputCount: neurons[0]!.length,
  active: Uint8Array.from(neurons.flat()),
});

test("the Hamming distance counts, for each neuron, the fraction of inputs that changed", () => {
  const start = activity([1, 0, 1, 1], [0, 0, 1, 0]);
  expect(hammingDistance(start, activity([0, 1, 0, 0], [0, 0, 1, 0]))).toBe(1);
  const half = activity([1, 0, 1, 0], [1, 1, 1, 0]);
  expect(hammingDistance(start, half)).toBe(0.75);
  expect(hammingDistance(half, start)).toBe(0.75);
  expect(hammingDistance(start, start)).toBe(0);
});

test("what does not fit is refused by name", () => {
  expect(() => hammingDistance(activity([1, 0, 1, 1]), activity([1]))).toThrow(
    new RangeError("pattern2 is 1 neurons x 1 inputs, but pattern1 is 1 x 4"),
  );
});
