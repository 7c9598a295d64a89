import { matrixFromRows } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { isotropicDelta, NotIsotropicError, requireFeasibleDelta } from "../src/index.js";

it("reads delta off weights, and 0 where it is below their rounding", () => {
  const W = matrixFromRows([[3e3, 1e-3]]);
  expect(isotropicDelta({ W, A: matrixFromRows([[3e3, 1e-3]]) })).toBe(0);
  expect(isotropicDelta({ W, A: matrixFromRows([[3e3]]) })).toBeCloseTo(-1e-6, 20);
  expect(isotropicDelta({ W, A: matrixFromRows([[0]]), etaA: 2 })).toBe(-2 * (9e6 + 1e-6));
});

it("refuses squares that are not finite", () => {
  expect(() => isotropicDelta({ W: matrixFromRows([[1]]), A: matrixFromRows([[1e155]]) })).toThrow(
    /^delta is (Infinity|NaN); expected weights below 1e154/,
  );
});

it("a delta that no weights of these sizes have is refused", () => {
  expect(() => requireFeasibleDelta(1, 3, 2, 2)).toThrow(
    new RangeError("delta is 1 with 3 hidden neurons and 2 outputs; expected delta <= 0, or h <= c"),
  );
  expect(() => requireFeasibleDelta(-1, 3, 2, 4)).toThrow(
    new RangeError("delta is -1 with 3 hidden neurons and 2 inputs; expected delta >= 0, or h <= d"),
  );
  for (const delta of [0, 1]) expect(() => requireFeasibleDelta(delta, 3, 2, 4)).not.toThrow();
});

it("takes a deviation of rounding, and refuses one of a hundred millionth of the squared weights", () => {
  const start = (off: number) => ({
    W: matrixFromRows([
      [1, 0],
      [off, 1],
    ]),
    A: matrixFromRows([
      [2, 0],
      [0, 2],
    ]),
  });
  expect(isotropicDelta(start(1e-12))).toBeCloseTo(3, 14);
  expect(() => isotropicDelta(start(1e-8))).toThrow(NotIsotropicError);
});
