import { expect, it } from "vitest";
import { misclassification } from "../src/index.js";

it("is the share of inputs whose largest output is of another class", () => {
  const outputs = [0.1, 0.7, 0.2, 3, -1, 2, -3, -2, -1, 0, 5, 4];
  expect(misclassification(outputs, [1, 0, 2, 1], 3)).toBe(0);
  expect(misclassification(outputs, [1, 2, 2, 0], 3)).toBe(0.5);
  expect(misclassification([5], [0], 1)).toBe(0);
});

it("takes the first of equal outputs", () => {
  expect(misclassification([1, 1, 1], [0], 3)).toBe(0);
  expect(misclassification([0, 1, 1], [2], 3)).toBe(1);
});

it("names bad input", () => {
  expect(() => misclassification([], [], 2)).toThrow(new RangeError("classes is empty; expected at least one"));
  expect(() => misclassification([1, 2, 3], [0], 2)).toThrow(new RangeError("outputs has length 3; expected 1 x 2"));
});
