import { matrix } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { crossEntropy, halfSumSquared, losses, meanSquared } from "../src/index.js";
import { difference } from "./differences.js";

it("have names of their own", () => {
  expect(losses.map(({ name }) => name)).toEqual(["mean-squared", "half-sum-squared", "cross-entropy"]);
});

it("squared errors of two inputs with two outputs, by hand", () => {
  const Y = matrix(2, 2, Float64Array.of(1, 0, 0, 2));
  const outputs = [2, 2, -1, 2];
  const slope = new Float64Array(4);
  expect(meanSquared.evaluate(outputs, Y, 2, slope)).toBe(3);
  expect([...slope]).toEqual([1, 2, -1, 0]);
  expect(halfSumSquared.evaluate(outputs, Y, 2, slope)).toBe(3);
  expect([...slope]).toEqual([1, 2, -1, 0]);
  const one = matrix(1, 2, Float64Array.of(1, 0));
  expect(meanSquared.evaluate(outputs, one, 2, slope)).toBe(5);
  expect(halfSumSquared.evaluate(outputs, one, 2, slope)).toBe(2.5);
  expect(meanSquared.halfSumFactor!(4)).toBe(0.5);
  expect(halfSumSquared.halfSumFactor!(4)).toBe(1);
  expect(crossEntropy.halfSumFactor).toBeUndefined();
});

it("the cross-entropy is the mean of -log p, and its slope p - [q = y] over the inputs", () => {
  const classes = matrix(2, 1, Float64Array.of(0, 2));
  const slope = new Float64Array(6);
  // softmax of (0, log 2, log 3) is (1, 2, 3)/6
  const outputs = [0, Math.log(2), Math.log(3), 0, Math.log(2), Math.log(3)];
  expect(crossEntropy.evaluate(outputs, classes, 3, slope)).toBeCloseTo((Math.log(6) + Math.log(2)) / 2, 15);
  expect(
    difference(
      slope,
      [-5, 2, 3, 1, 2, -3].map((each) => each / 12),
    ),
  ).toBeLessThan(1e-16);
});

it("the cross-entropy neither overflows nor loses a small loss", () => {
  const first = matrix(1, 1);
  expect(crossEntropy.evaluate([1e4, 0, -1e4], first, 3)).toBe(0);
  expect(crossEntropy.evaluate([-1e4, 0], first, 2)).toBe(1e4);
  const small = crossEntropy.evaluate([30, 0], first, 2);
  // log(1 + e^-30)
  expect(Math.abs(small / 9.357622968839737e-14 - 1)).toBeLessThan(1e-14);
});
