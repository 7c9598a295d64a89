import { matrix } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import { learningRegime, twoLayerLearningRegime, twoLayerLinear, twoLayerMeasuredRegime } from "../src/index.js";
import { randomProblem, randomTarget, type Sizes } from "./randomStart.js";

function predict({ h, d, c }: Sizes, delta: number) {
  return twoLayerLearningRegime({
    deltas: Array(h).fill(delta),
    beta0: matrix(d, c),
    betaStar: randomTarget(d, c, [1], 1),
  });
}

const SQUARE = { h: 3, d: 3, c: 3 };
const NARROWING = { h: 3, d: 5, c: 3 };
const WIDENING = { h: 3, d: 3, c: 5 };
const BOTTLENECK = { h: 2, d: 4, c: 4 };

describe("the regime of a two-layer linear network", () => {
  it.each([
    [SQUARE, 100, "lazy"],
    [SQUARE, -100, "lazy"],
    [SQUARE, 0, "rich"],
    [NARROWING, 100, "lazy"],
    [NARROWING, -100, "delayed rich"],
    [WIDENING, 100, "delayed rich"],
    [WIDENING, -100, "lazy"],
    [BOTTLENECK, 100, "delayed rich"],
    [BOTTLENECK, -100, "delayed rich"],
    [BOTTLENECK, 1, "rich"],
  ] as const)("sizes %j, delta %d: %s", (sizes, delta, regime) => {
    const prediction = predict(sizes, delta);
    expect(prediction.regime).toBe(regime);
    expect(prediction.imbalance).toBeCloseTo(Math.abs(delta) / 2, 12);
    expect(prediction.reason).toMatch(/^[A-Z].*\.$/);
  });

  it("is what the exact solution does: the kernel ends where it was, turns at once, or turns late", () => {
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
      const { regime } = predict(sizes, sign * delta);
      const measured = twoLayerMeasuredRegime(solution);
      expect([measured.regime, measured.kernelDistance / late]).toEqual([
        late < 0.05 ? "lazy" : "delayed rich",
        expect.closeTo(1, 6),
      ]);
      expect(soon).toBeLessThan(1e-3);
      if (regime === "lazy") expect(late).toBeLessThan(1e-3);
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
      const [one, wide] = [
        learningRegime({ beta0, betaStar, delta, etaA: 0.5, etaW: 1.2 }),
        twoLayerLearningRegime({ ...columns, deltas: [delta], etaA: 0.5, etaW: 1.2 }),
      ];
      // the count is a prediction for imbalances far from 1, where the measured word agrees
      if (one.imbalance === 0 || one.imbalance > 3) expect(wide.regime).toBe(one.regime);
      expect(wide.imbalance).toBeCloseTo(one.imbalance, 14);
    }
  });

  it("is measured in the time of the flow, whatever the scale of the inputs", () => {
    const problem = randomProblem(BOTTLENECK, -1, 5);
    const measured = twoLayerMeasuredRegime(twoLayerLinear(problem));
    const scaled = twoLayerMeasuredRegime(twoLayerLinear({ ...problem, inputScale: 40 }));
    expect(measured.earlyShare).toBeLessThan(0.99);
    expect(scaled.earlyShare / measured.earlyShare).toBeCloseTo(1, 10);
  });

  it("counts what neurons of unequal delta span", () => {
    const sizes = { beta0: matrix(2, 2), betaStar: randomTarget(2, 2, [1], 2) };
    const of = (...deltas: number[]) => twoLayerLearningRegime({ ...sizes, deltas });
    expect(of(50, 40, 0)).toMatchObject({ regime: "lazy", imbalance: 20 });
    expect(of(-50, -40, 1)).toMatchObject({ regime: "lazy", imbalance: 20 });
    expect(of(50, -40, 0)).toMatchObject({ regime: "delayed rich", imbalance: 25 });
    expect(of(50, -40).reason).toBe(
      "Only the readouts of 1 of at least 2 neurons needed to span the outputs and the weights of 1 of at least 2 neurons needed to span the inputs outweigh the function, so it first fits what they span with a fixed kernel, and turns to the rest late.",
    );
    expect(of(1, -1, 0.5)).toMatchObject({ regime: "rich", imbalance: 0.5 });
  });

  it("names bad input", () => {
    const good = { deltas: [1], beta0: matrix(2, 1), betaStar: matrix(2, 1) };
    expect(() => twoLayerLearningRegime({ ...good, deltas: [] })).toThrow(/^deltas is empty/);
    expect(() => twoLayerLearningRegime({ ...good, betaStar: matrix(1, 2) })).toThrow(
      /^betaStar is 1 x 2; expected 2 x 1/,
    );
    expect(() => twoLayerLearningRegime({ ...good, etaA: 0 })).toThrow(/^etaA is 0/);
  });
});
