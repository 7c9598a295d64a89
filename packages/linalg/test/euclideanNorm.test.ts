import { expect, it } from "vitest";
import { euclideanNorm } from "../src/index.js";

it("is right at any scale, and carries what is not finite", () => {
  for (const scale of [1e-310, 1e-170, 1, 1e170, 1e307]) {
    expect(Math.abs(euclideanNorm([3 * scale, 0, -4 * scale]) / (5 * scale) - 1)).toBeLessThan(1e-15);
  }
  expect(euclideanNorm([])).toBe(0);
  expect(euclideanNorm(new Float64Array(200_000).fill(0.5))).toBe(Math.sqrt(50_000));
  expect(euclideanNorm([1, Number.NaN])).toBeNaN();
  expect(euclideanNorm([1, Number.NEGATIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
});
