import { expect, it } from "vitest";
import { norm, sizeOverAllowed } from "../src/norms.js";

it("norms are right where squares overflow, vanish or lose digits", () => {
  for (const scale of [1, 1e-150, 1e-160, 1e-200, 1e-300, 1e150, 1e200, 1e300]) {
    expect(norm([3 * scale, -4 * scale]) / (5 * scale)).toBeCloseTo(1, 14);
  }
  expect(norm([0, 0])).toBe(0);
  expect(norm([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  expect(norm([1, Number.NaN])).toBeNaN();
});

it("sizes over what is allowed are right where their squares overflow", () => {
  const size = (scale: number): number =>
    sizeOverAllowed(Float64Array.of(3 * scale, 4 * scale), Float64Array.of(1, 0), 0.5, Float64Array.of(0.5, 1));
  for (const scale of [1, 1e100, 1e200, 1e300]) expect(size(scale) / (Math.sqrt(12.5) * scale)).toBeCloseTo(1, 14);
});
