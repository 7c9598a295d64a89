import { matrixFromRows } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { activationPattern, hammingDistance } from "../src/index.js";

const inputs = matrixFromRows([
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, -1],
]);

test("a neuron is active where w.x >= 0, and 0 counts as active", () => {
  const weights = matrixFromRows([
    [1, 1],
    [0, 0],
    [0, -2],
  ]);
  const { hiddenWidth, inputCount, active } = activationPattern(weights, inputs);
  expect([hiddenWidth, inputCount]).toEqual([3, 4]);
  expect(Array.from(active)).toEqual([1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1]);
});

test("the Hamming distance counts, for each neuron, the fraction of inputs that changed", () => {
  const start = activationPattern(
    matrixFromRows([
      [1, 2],
      [2, 1],
    ]),
    inputs,
  );
  // the first neuron is turned round: all four change; the second to (1, 0): x = (0, 1) stays, (-1, 1) and (-1, -1) stay inactive
  const end = activationPattern(
    matrixFromRows([
      [-1, -2],
      [1, 0],
    ]),
    inputs,
  );
  expect(hammingDistance(start, end)).toBe(1);
  const half = activationPattern(
    matrixFromRows([
      [1, -2],
      [2, 1],
    ]),
    inputs,
  );
  expect(hammingDistance(start, half)).toBe(0.75);
  expect(hammingDistance(half, start)).toBe(0.75);
  expect(hammingDistance(start, start)).toBe(0);
});

test("the pattern does not depend on the length of a weight vector, and is written into a given array", () => {
  const active = new Uint8Array(8);
  const { active: result } = activationPattern(
    matrixFromRows([
      [1e-3, -2e-3],
      [5e5, 1e5],
    ]),
    inputs,
    active,
  );
  expect(result).toBe(active);
  const unscaled = activationPattern(
    matrixFromRows([
      [1, -2],
      [5, 1],
    ]),
    inputs,
  );
  expect(Array.from(active)).toEqual(Array.from(unscaled.active));
});

test("what does not fit is refused by name", () => {
  const weights = matrixFromRows([[1, 2]]);
  expect(() => activationPattern(weights, matrixFromRows([[1, 2, 3]]))).toThrow(
    new RangeError("inputs have 3 columns, but weights have 2"),
  );
  expect(() => activationPattern(weights, inputs, new Uint8Array(3))).toThrow(
    new RangeError("active has length 3; expected 1 x 4 = 4"),
  );
  const pattern = activationPattern(weights, inputs);
  const fewer = activationPattern(weights, matrixFromRows([[1, 2]]));
  expect(() => hammingDistance(pattern, fewer)).toThrow(
    new RangeError("pattern2 is 1 neurons x 1 inputs, but pattern1 is 1 x 4"),
  );
});
