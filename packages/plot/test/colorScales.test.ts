import * as Plot from "@observablehq/plot";
import { describe, expect, test } from "vitest";
import { deltaColor, deltaScale, sequentialColor, sequentialScale } from "../src/index.js";
import { plotScale } from "../src/scales/plotScale.js";
import { colorVision, contrast, difference, lab, linearRgb } from "./colorVision.js";

const visions = Object.keys(colorVision) as (keyof typeof colorVision)[];
const deltas = [-4, -2, -1, 0, 1, 2, 4];

describe("the scale of delta", () => {
  test("is a neutral grey at 0 and symmetric about it", () => {
    const scale = deltaScale({ extent: 4 });
    const [, a, b] = lab(linearRgb(scale.color(0)));
    expect(Math.hypot(a, b)).toBeLessThan(0.5);
    expect(scale.positionOf(0)).toBe(0.5);
    expect(scale.domain).toEqual([-4, 4]);
  });

  test.each(visions)("tells the paper's seven deltas apart with %s vision", (vision) => {
    for (const p of deltas)
      for (const q of deltas)
        if (p < q) expect(difference(deltaColor(p / 4), deltaColor(q / 4), vision)).toBeGreaterThan(6.5);
  });

  test.each(visions)("tells signs apart with %s vision", (vision) => {
    for (const t of [0.25, 0.5, 1]) expect(difference(deltaColor(t), deltaColor(-t), vision)).toBeGreaterThan(18);
  });

  test("tells neighbours of the seven apart by hue where they are coloured, not by lightness alone", () => {
    const hue = (delta: number): number => {
      const [, a, b] = lab(linearRgb(deltaColor(delta / 4)));
      return (Math.atan2(b, a) * 180) / Math.PI;
    };
    const turn = (p: number, q: number): number => Math.abs(((hue(p) - hue(q) + 540) % 360) - 180);
    for (const [p, q] of [
      [-4, -2],
      [-2, -1],
      [1, 2],
      [2, 4],
    ] as const)
      expect(turn(p, q)).toBeGreaterThan(12);
  });

  test("tells the values of a list apart by hue, however near to one another: sizes that lie evenly apart", () => {
    const scale = deltaScale({ extent: 2, sizes: [0.02, 0.2, 1, 2] });
    expect([-2, -1, -0.2, 0, 0.02, 0.2, 1, 2].map(scale.positionOf)).toEqual(
      [0, 1, 2, 4, 5, 6, 7, 8].map((eighths) => expect.closeTo(eighths / 8, 12)),
    );
    for (const value of [-2, -1.5, -0.1, 0, 0.02, 0.7, 2])
      expect(scale.valueAt(scale.positionOf(value))).toBeCloseTo(value, 12);
    const plot = Plot.scale({ color: plotScale(scale) });
    for (const value of [-2, -1.5, -0.2, 0, 0.01, 0.2, 1, 2, 3]) expect(plot.apply(value)).toBe(scale.color(value));
    for (const vision of visions) expect(difference(scale.color(-2), scale.color(-1), vision)).toBeGreaterThan(6.4);
    for (const sizes of [[], [1], [2, 1, 2], [0, 2]])
      expect(() => deltaScale({ extent: 2, sizes })).toThrow("expected ascending numbers from above 0 to 2");
  });

  test("shows on white and on a dark ground", () => {
    for (let t = -1; t <= 1; t += 1 / 16) {
      expect(contrast(deltaColor(t), "#ffffff")).toBeGreaterThanOrEqual(3);
      expect(contrast(deltaColor(t), "#191a1c")).toBeGreaterThan(2);
    }
  });

  test.each([undefined, 0.5])("paints with Observable Plot as it does alone (linear within %s)", (linearWithin) => {
    const scale = deltaScale({ extent: 4, ...(linearWithin === undefined ? {} : { linearWithin }) });
    const plot = Plot.scale({ color: plotScale(scale) });
    for (const delta of deltas) expect(plot.apply(delta)).toBe(scale.color(delta));
  });
});

describe("the sequential scale", () => {
  test("rises in lightness all the way, for every kind of vision", () => {
    for (const vision of visions)
      for (let k = 0; k < 32; k++)
        expect(difference(sequentialColor(k / 32), sequentialColor((k + 1) / 32), vision)).toBeGreaterThan(1);
    const lightness = Array.from({ length: 33 }, (_, k) => lab(linearRgb(sequentialColor(k / 32)))[0]);
    for (let k = 0; k < 32; k++) expect(lightness[k + 1]!).toBeGreaterThan(lightness[k]!);
  });

  test("has equal steps for equal ratios when logarithmic, and clamps", () => {
    const scale = sequentialScale({ domain: [1e-4, 1], type: "log" });
    expect(scale.positionOf(1e-2)).toBeCloseTo(0.5, 12);
    expect(scale.valueAt(0.25)).toBeCloseTo(1e-3, 12);
    expect(scale.color(1e-9)).toBe(scale.color(1e-4));
    expect(scale.ticks.map(scale.format)).toEqual(["10^{−4}", "10^{−3}", "10^{−2}", "10^{−1}", "10^{0}"]);
    const plot = Plot.scale({ color: plotScale(scale) });
    for (const value of [1e-4, 3e-3, 0.2, 1]) expect(plot.apply(value)).toBe(scale.color(value));
  });
});

test("a logarithmic scale within a decade has round ticks, not its one power of ten", () => {
  const scale = sequentialScale({ domain: [0.3, 2.6], type: "log" });
  expect(scale.ticks.map(scale.format)).toEqual(["0.5", "1", "1.5", "2", "2.5"]);
});

test("bad scales are refused by name", () => {
  expect(() => deltaScale({ extent: 0 })).toThrow("extent is 0; expected a positive number");
  expect(() => deltaScale({ extent: 1, linearWithin: -1 })).toThrow("linearWithin is -1");
  expect(() => sequentialScale({ domain: [1, 1] })).toThrow("domain is [1, 1]");
  expect(() => sequentialScale({ domain: [0, 1], type: "log" })).toThrow(
    "expected positive numbers on a logarithmic scale",
  );
});
