import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignedLearningTime, alignedMode, singleNeuron, twoLayerLinear } from "../src/index.js";
import { diagonal } from "./randomStart.js";

const number = fc.double({ min: 1e-3, max: 4, noNaN: true });
const delta = fc.oneof(
  fc.constant(0),
  fc.double({ min: -6, max: 6, noNaN: true }).filter((value) => Math.abs(value) > 1e-100),
  fc.constantFrom(1e-9, -1e-9, 1e5, -1e5),
);
const mode = fc.record({
  start: fc.oneof(number, fc.constantFrom(1e-12, -0.3, 0)),
  target: fc.oneof(number, fc.constant(0)),
  delta,
  etaA: number,
  etaW: number,
});

describe("a task-aligned mode", () => {
  it("obeys sigma' = sqrt(delta^2 + 4 etaA etaW sigma^2) (s - sigma)", () => {
    fc.assert(
      fc.property(mode, fc.double({ min: 0.01, max: 1, noNaN: true }), (problem, share) => {
        const eta = problem.etaA * problem.etaW;
        const rate = Math.hypot(problem.delta, 2 * Math.sqrt(eta) * Math.max(Math.abs(problem.start), problem.target));
        fc.pre(rate > 0);
        const time = (3 * share) / rate;
        const sigma = alignedMode(problem);
        const step = 1e-3 / rate;
        const slope =
          (sigma.at(time - step) -
            8 * sigma.at(time - step / 2) +
            8 * sigma.at(time + step / 2) -
            sigma.at(time + step)) /
          (6 * step);
        const expected =
          Math.hypot(problem.delta, 2 * Math.sqrt(eta) * sigma.at(time)) * (problem.target - sigma.at(time));
        expect(Math.abs(slope - expected)).toBeLessThanOrEqual(
          1e-10 * rate * (Math.abs(problem.start) + problem.target),
        );
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it("starts at the start to the last bits and ends at the target", () => {
    fc.assert(
      fc.property(mode, (problem) => {
        const sigma = alignedMode(problem);
        expect(Math.abs(sigma.at(0) - problem.start)).toBeLessThanOrEqual(2e-15 * Math.abs(problem.start));
        fc.pre(problem.target > 0 && (problem.start > 0 || problem.delta > 1e-3));
        expect(sigma.limit()).toBe(problem.target);
        expect(Math.abs(sigma.at(1e8) / problem.target - 1)).toBeLessThan(2e-15);
      }),
      { seed: 14, numRuns: 300 },
    );
  });

  it("ends at 0 from a balanced start at 0 or below it", () => {
    for (const start of [0, -0.3, -1e-310]) {
      const balanced = alignedMode({ start, target: 2, delta: 0 });
      expect(balanced.limit()).toBe(0);
      expect(Math.abs(balanced.at(1e8))).toBeLessThan(1e-300);
      for (const delta of [-1e-6, 1e-6]) expect(alignedMode({ start, target: 2, delta }).limit()).toBe(2);
    }
  });

  it("starts as small as numbers go, and escapes in time", () => {
    for (const [start, target, of] of [
      [5e-324, 1, 0],
      [1e-310, 2, 0],
      [1e-310, 2, 1],
      [3e-309, 1, -1e-3],
    ] as const) {
      const sigma = alignedMode({ start, target, delta: of });
      expect(sigma.at(0)).toBe(start);
      expect(Math.abs(sigma.at(2000) / target - 1)).toBeLessThan(1e-14);
    }
    // the logistic curve: sigma0 e^(2 s t) while it is small
    const early = alignedMode({ start: 1e-310, target: 2, delta: 0 }).at(100);
    expect(Math.abs(early / 5.221469689764144e-137 - 1)).toBeLessThan(1e-13);
    expect(alignedMode({ start: 1, target: 1e308, delta: 1e308 }).at(1)).toBe(1e308);
  });

  it("is a single neuron in one dimension, and a mode of a two-layer network", () => {
    for (const [a0, w0, target] of [
      [0.5, 0.4, 2],
      [-2, 0.1, 1],
      [0.3, -1.5, 0.7],
    ] as const) {
      const problem = { start: a0 * w0, target, delta: a0 * a0 - w0 * w0 };
      const sigma = alignedMode(problem);
      const neuron = singleNeuron({ a0, w0: [w0], betaStar: [target] }).trajectory([0.1, 1, 10]);
      for (const [i, time] of [0.1, 1, 10].entries())
        expect(Math.abs(sigma.at(time) - neuron.beta[i]!)).toBeLessThan(1e-14);
    }
    const diag = (a: number, b: number) => diagonal([a, b]);
    const { singularValues } = twoLayerLinear({
      W0: diag(0.3, 0.3),
      A0: diag(Math.sqrt(1.09), Math.sqrt(1.09)),
      betaStar: diag(2, 1),
    }).trajectory([0.4]);
    for (const [i, target] of [2, 1].entries()) {
      const expected = alignedMode({ start: 0.3 * Math.sqrt(1.09), target, delta: 1 }).at(0.4);
      expect(Math.abs(singularValues[i]! - expected)).toBeLessThan(1e-15);
    }
  });
});

describe("the learning time of a mode", () => {
  it("is when the mode gets there", () => {
    fc.assert(
      fc.property(mode, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (problem, share) => {
        const { start, target } = problem;
        fc.pre(start > 0 && Math.abs(target - start) > 1e-9);
        const value = start + share * (target - start);
        fc.pre(value !== start && value !== target);
        const time = alignedLearningTime(problem, value);
        expect(Math.abs(alignedMode(problem).at(time) / value - 1)).toBeLessThan(2e-12);
      }),
      { seed: 15, numRuns: 500 },
    );
  });

  it("is logistic at delta = 0, and crosses 0 only away from it", () => {
    const balanced = { start: 1e-3, target: 2, delta: 0 };
    expect(alignedLearningTime(balanced, 1)).toBeCloseTo(Math.log(1999) / 4, 13);
    expect(alignedLearningTime(balanced, 2)).toBe(Number.POSITIVE_INFINITY);
    const crossing = { start: -0.5, target: 1, delta: -0.4 };
    expect(alignedMode(crossing).at(alignedLearningTime(crossing, 0.2))).toBeCloseTo(0.2, 14);
    expect(() => alignedLearningTime({ ...crossing, delta: 0 }, 0.2)).toThrow(/does not reach it/);
    expect(alignedMode({ ...crossing, delta: 0 }).at(alignedLearningTime({ ...crossing, delta: 0 }, -0.1))).toBeCloseTo(
      -0.1,
      14,
    );
  });

  it("refuses what the mode does not reach, and bad numbers by name", () => {
    const problem = { start: 0.1, target: 1, delta: 0.5 };
    expect(() => alignedLearningTime(problem, 2)).toThrow(
      /^value is 2; the mode goes from 0.1 to 1 and does not reach it$/,
    );
    expect(() => alignedLearningTime({ ...problem, start: 0, delta: 0 }, 0.5)).toThrow(/does not reach it/);
    expect(() => alignedMode({ ...problem, target: -1 })).toThrow(
      /^target is -1; expected a finite number of at least 0$/,
    );
    expect(() => alignedMode({ ...problem, etaA: -1 })).toThrow(/^etaA is -1/);
    expect(() => alignedMode(problem).at(-1)).toThrow(/^time is -1/);
  });
});
