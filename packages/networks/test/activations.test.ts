import { describe, expect, it } from "vitest";
import { complementaryErrorFunction, errorFunction } from "../src/activations/errorFunction.js";
import { activations, gelu, leaky, relu } from "../src/index.js";
import { derivative } from "./differences.js";
import references from "./references/activations.json" with { type: "json" };

it("have names of their own", () => {
  expect(new Set(activations.map(({ name }) => name)).size).toBe(activations.length);
});

describe.each(activations.map((each) => [each.name, each] as const))("%s", (name, { value, slope, ...activation }) => {
  it("has the values and slopes that 40 digits give, relative to themselves", () => {
    const rows = (references as unknown as Record<string, number[][] | undefined>)[name];
    if (rows === undefined) expect.fail(`${name} has no reference; expected a row for it in references/activations.py`);
    expect(rows.length).toBeGreaterThan(10);
    for (const [z, expectedValue, expectedSlope] of rows as [number, number, number][]) {
      const near = (actual: number, expected: number): void =>
        expect(Math.abs(actual - expected), `at ${z}`).toBeLessThanOrEqual(
          // a rounding of z is one of z^2 roundings in e^(-z^2/2)
          (1e-15 + 1e-16 * z ** 2) * Math.abs(expected) + 1e-300,
        );
      near(value(z), expectedValue);
      near(slope(z), expectedSlope);
    }
  });

  it("is a number at the ends of the line, its slope finite where it is, and carries NaN", () => {
    for (const z of [1e308, -1e308]) {
      expect(value(z)).not.toBeNaN();
      if (Number.isFinite(value(z))) expect(slope(z)).toSatisfy(Number.isFinite);
    }
    expect(value(Number.NaN)).toBeNaN();
  });

  it("says rightly whether it is homogeneous and has a kink at 0", () => {
    const isHomogeneous = [-1.5, 0.25, 2].every((z) => Math.abs(value(3 * z) - 3 * value(z)) < 1e-14);
    expect(activation.isHomogeneous).toBe(isHomogeneous);
    const jump = Math.abs(slope(1e-12) - slope(-1e-12));
    expect(activation.hasKink).toBe(jump > 1e-6);
    if (activation.slopeBelow !== undefined) expect(slope(-1)).toBe(activation.slopeBelow);
    // a second derivative that jumps leaves the difference an error of its step
    if (!activation.hasKink) expect(derivative(([z]) => value(z!), Float64Array.of(0), 0)).toBeCloseTo(slope(0), 2);
    for (const z of [-2, -0.7, 0.3, 1.9])
      expect(derivative(([at]) => value(at!), Float64Array.of(z), 0)).toBeCloseTo(slope(z), 8);
  });
});

it("the slope of ReLU at 0 is 1, as of every leaky one", () => {
  expect(relu.slope(0)).toBe(1);
  expect(relu.slope(-0)).toBe(1);
  expect(leaky(0.3).slope(0)).toBe(1);
  expect(leaky(-0.3).value(-2)).toBe(0.6);
  expect(leaky(1).hasKink).toBe(false);
  expect(() => leaky(1.5)).toThrow(
    new RangeError("gamma is 1.5; expected a finite number of at most 1, the slope above 0"),
  );
  expect(() => leaky(Number.NaN)).toThrow("gamma is NaN");
});

it("GELU keeps its digits far below 0, where a difference would have none", () => {
  expect(gelu.value(-30)).toBeLessThan(0);
  expect(gelu.value(Number.NEGATIVE_INFINITY)).toBe(0);
});

it("erf and its complement are right in every piece of their approximation, and odd", () => {
  for (const [x, erf, erfc] of references.errorFunction as [number, number, number][]) {
    expect(Math.abs(errorFunction(x) - erf)).toBeLessThanOrEqual(2.3e-16 * Math.abs(erf));
    expect(Math.abs(complementaryErrorFunction(x) - erfc)).toBeLessThanOrEqual(4e-16 * Math.abs(erfc) + 1e-320);
    expect(errorFunction(-x)).toBe(-errorFunction(x));
  }
  expect(errorFunction(Number.POSITIVE_INFINITY)).toBe(1);
  expect(errorFunction(Number.NaN)).toBeNaN();
  expect(complementaryErrorFunction(Number.NaN)).toBeNaN();
  expect(complementaryErrorFunction(Number.NEGATIVE_INFINITY)).toBe(2);
});
