import { describe, expect, it } from "vitest";
import { learningRegime, regime } from "../src/index.js";

describe("learningRegime", () => {
  const problem = { beta0: [0.6, 0.8], betaStar: [0, 2] };
  it.each([
    [40, "lazy", 10],
    [-40, "delayed rich", 10],
    [0, "rich", 0],
    [3.9, "rich", 0.975],
    [-3.9, "rich", 0.975],
  ] as const)("at delta = %d is %s", (delta, expected, imbalance) => {
    const prediction = learningRegime({ ...problem, delta });
    expect(prediction.regime).toBe(expected);
    expect(prediction.imbalance).toBeCloseTo(imbalance, 14);
    expect(prediction.reason).toMatch(/^The .*\.$/);
  });

  it("weighs delta against the function in canonical units", () => {
    expect(learningRegime({ ...problem, delta: 40, etaA: 4, etaW: 25 }).imbalance).toBeCloseTo(1, 14);
  });

  it("knows a task without a function", () => {
    const nothing = { beta0: [0], betaStar: [0] };
    expect(learningRegime({ ...nothing, delta: 1 }).imbalance).toBe(Number.POSITIVE_INFINITY);
    expect(learningRegime({ ...nothing, delta: 0 }).regime).toBe("rich");
  });
});

it("regime names the sign of delta", () => {
  expect([2, 0, -0, -1e-300].map(regime)).toEqual(["upstream", "balanced", "balanced", "downstream"]);
  expect(() => regime(Number.NaN)).toThrow(new RangeError("delta is NaN; expected a number"));
});
