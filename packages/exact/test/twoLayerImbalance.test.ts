import { type Matrix, matrix } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import {
  learningRegime,
  type TwoLayerImbalance,
  twoLayerImbalance,
  twoLayerLinear,
  twoLayerMeasuredRegime,
} from "../src/index.js";
import { randomProblem, randomTarget, type Sizes } from "./randomStart.js";

function imbalanceOf({ h, d, c }: Sizes, delta: number): TwoLayerImbalance {
  return twoLayerImbalance({
    deltas: Array(h).fill(delta),
    beta0: matrix(d, c),
    betaStar: randomTarget(d, c, [1], 1),
  });
}

const SQUARE = { h: 3, d: 3, c: 3 };
const NARROWING = { h: 3, d: 5, c: 3 };
const WIDENING = { h: 3, d: 3, c: 5 };
const BOTTLENECK = { h: 2, d: 4, c: 4 };

describe("the imbalance of a two-layer linear network", () => {
  it.each([
    [SQUARE, 100, true],
    [SQUARE, -100, true],
    [NARROWING, 100, true],
    [NARROWING, -100, false],
    [WIDENING, 100, false],
    [WIDENING, -100, true],
    [BOTTLENECK, 100, false],
    [BOTTLENECK, -100, false],
    [BOTTLENECK, 1, false],
  ] as const)("sizes %j, delta %d: spans the whole target: %s", (sizes, delta, spansAll) => {
    const { whole, part } = imbalanceOf(sizes, delta);
    expect(part).toBeCloseTo(Math.abs(delta) / 2, 12);
    expect(whole).toBe(spansAll ? part : 0);
  });

  it("tells of the exact solution whether the kernel ends where it was or turns late", () => {
    // far from balance a kernel that has to turn does so at the rate s^2/|delta|
    const delta = 200;
    for (const [sizes, sign] of [
      [SQUARE, 1],
      [SQUARE, -1],
      [NARROWING, 1],
      [NARROWING, -1],
      [WIDENING, 1],
      [WIDENING, -1],
      [BOTTLENECK, 1],
      [BOTTLENECK, -1],
    ] as const) {
      const solution = twoLayerLinear(randomProblem(sizes, sign * delta, 4));
      const [soon, late] = solution.trajectory([20 / delta, 1e3 * delta]).kernelDistance as Float64Array &
        [number, number];
      const { whole, part } = imbalanceOf(sizes, sign * delta);
      expect(part).toBeGreaterThan(50);
      const measured = twoLayerMeasuredRegime(solution);
      expect([measured.regime, measured.kernelDistance / late]).toEqual([
        late < 0.05 ? "lazy" : "delayed rich",
        expect.closeTo(1, 6),
      ]);
      expect(soon).toBeLessThan(1e-3);
      if (whole > 0) expect(late).toBeLessThan(1e-3);
      else expect(late).toBeGreaterThan(0.02);
    }
    const [soon] = twoLayerLinear(randomProblem(BOTTLENECK, 0, 4)).trajectory([2]).kernelDistance;
    expect(soon).toBeGreaterThan(0.02);
  });

  it("is that of one neuron where h = c = 1", () => {
    const [beta0, betaStar] = [
      [0.3, 0.1],
      [1, -1],
    ] as const;
    const columns = {
      beta0: matrix(2, 1, Float64Array.from(beta0)),
      betaStar: matrix(2, 1, Float64Array.from(betaStar)),
    };
    for (const delta of [-10, -2, 0, 2, 10]) {
      const { imbalance } = learningRegime({ beta0, betaStar, delta, etaA: 0.5, etaW: 1.2 });
      const { whole, part } = twoLayerImbalance({ ...columns, deltas: [delta], etaA: 0.5, etaW: 1.2 });
      expect(part).toBeCloseTo(imbalance, 14);
      // one neuron spans the one output, but not both inputs
      expect(whole).toBe(delta > 0 ? part : 0);
    }
  });

  it("is measured in the time of the flow, whatever the scale of the inputs", () => {
    const problem = randomProblem(BOTTLENECK, -1, 5);
    const measured = twoLayerMeasuredRegime(twoLayerLinear(problem));
    const scaled = twoLayerMeasuredRegime(twoLayerLinear({ ...problem, inputScale: 40 }));
    expect(measured.earlyShare).toBeLessThan(0.99);
    expect(scaled.earlyShare / measured.earlyShare).toBeCloseTo(1, 10);
  });

  it("is measured in canonical units, whatever the learning rates", () => {
    const { etaA: rateA = 1, etaW: rateW = 1, ...problem } = randomProblem(BOTTLENECK, -1, 5);
    const scaled = ({ rows, columns, data }: Matrix, by: number): Matrix =>
      matrix(
        rows,
        columns,
        data.map((x) => x / by),
      );
    const [etaA, etaW] = [9, 0.25];
    const measured = twoLayerMeasuredRegime(twoLayerLinear({ ...problem, etaA: rateA, etaW: rateW }));
    const [W0, A0] = [scaled(problem.W0, Math.sqrt(etaA / rateA)), scaled(problem.A0, Math.sqrt(etaW / rateW))];
    const betaStar = scaled(problem.betaStar, Math.sqrt((etaA * etaW) / (rateA * rateW)));
    const other = twoLayerMeasuredRegime(twoLayerLinear({ W0, A0, betaStar, etaA, etaW }));
    expect(other.kernelDistance / measured.kernelDistance).toBeCloseTo(1, 10);
    expect(other.earlyShare / measured.earlyShare).toBeCloseTo(1, 10);
  });

  it("counts what neurons of unequal delta span", () => {
    const sizes = { beta0: matrix(2, 2), betaStar: randomTarget(2, 2, [1], 2) };
    const of = (...deltas: number[]) => twoLayerImbalance({ ...sizes, deltas });
    expect(of(50, 40, 0)).toEqual({ whole: 20, part: 25 });
    expect(of(-50, 1, -40)).toEqual({ whole: 20, part: 25 });
    expect(of(50, -40, 0)).toEqual({ whole: 0, part: 25 });
    expect(of(1, -1, 0.5)).toEqual({ whole: 0.25, part: 0.5 });
    expect(twoLayerImbalance({ deltas: [1], beta0: matrix(1, 1), betaStar: matrix(1, 1) }).part).toBe(Infinity);
  });

  it("names bad input", () => {
    const good = { deltas: [1], beta0: matrix(2, 1), betaStar: matrix(2, 1) };
    expect(() => twoLayerImbalance({ ...good, deltas: [] })).toThrow(/^deltas is empty/);
    expect(() => twoLayerImbalance({ ...good, betaStar: matrix(1, 2) })).toThrow(/^betaStar is 1 x 2; expected 2 x 1/);
    expect(() => twoLayerImbalance({ ...good, etaA: 0 })).toThrow(/^etaA is 0/);
  });
});
