import { expect, test } from "vitest";
import { compensatedWeightedDot } from "../src/index.js";

test("the difference of two large squares has every digit", () => {
  // (1e8 + 1)^2 - (1e8)^2 = 2e8 + 1, whose last digit the rounded squares do not have
  expect(compensatedWeightedDot([1, -1], [1e8 + 1, 1e8], [1e8 + 1, 1e8])).toBe(2e8 + 1);
});

test("what is lost where a weight is multiplied, or where terms are summed, is added at the end", () => {
  // 5 (2^52 - 1) has 55 bits
  expect(compensatedWeightedDot([5, -5], [2 ** 52 - 1, 2 ** 52], [1, 1])).toBe(-5);
  expect(compensatedWeightedDot([1, 1, -1], [2 ** 53, 1, 2 ** 53], [1, 1, 1])).toBe(1);
});

test("lengths that differ are refused", () => {
  expect(() => compensatedWeightedDot([1], [1, 2], [1, 2])).toThrow("x has length 2");
  expect(() => compensatedWeightedDot([1, 1], [1, 2], [1])).toThrow("y has length 1");
});
