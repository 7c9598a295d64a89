import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradientDescent, IntegrationError, integrate } from "../src/index.js";
import { decay, distance, logistic, logisticSolution, orders, swirl, swirlSolution } from "./problems.js";

const unitDecay = decay([1], [0]);

describe("gradientDescent", () => {
  it("converges with order 1", () => {
    const errors = [1 / 64, 1 / 128, 1 / 256, 1 / 512, 1 / 1024].map((stepSize) => {
      const { finalState } = integrate(swirl, [1.2, 0], { method: gradientDescent({ stepSize }), checkpoints: [1] });
      return distance(finalState, swirlSolution(1.2, 1));
    });
    const measured = orders(errors);
    expect(measured.at(-1)).toBeGreaterThan(0.98);
    expect(measured.at(-1)).toBeLessThan(1.05);
  });

  it("is the plain loop, to the last bit", () => {
    const method = gradientDescent({ stepSize: 0.1 });
    const counts = [0, 1, 7, 100, 100_000];
    const { states, statistics } = integrate(logistic, [1e-3], { method, checkpoints: method.checkpointsAt(counts) });
    let theta = 1e-3;
    let count = 0;
    counts.forEach((target, k) => {
      for (; count < target; count++) theta += 0.1 * (theta * (1 - theta));
      expect(states[k]![0]).toBe(theta);
    });
    expect(statistics).toEqual({
      evaluations: 100_000,
      accepted: 100_000,
      rejected: 0,
      stopReason: "finished",
      time: 100_000 * 0.1,
    });
  });

  it("takes exactly the steps that a time is a multiple of, also when the multiple is rounded", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e3, noNaN: true }), fc.integer({ min: 1, max: 2000 }), (stepSize, n) => {
        for (const time of [n * stepSize, n * stepSize * (1 + 2 ** -52), n * stepSize * (1 - 2 ** -52)]) {
          let calls = 0;
          const { states, statistics } = integrate(
            (_, __, out) => {
              calls++;
              out[0] = 1 / stepSize;
            },
            [0],
            { method: gradientDescent({ stepSize }), checkpoints: [time] },
          );
          expect(calls).toBe(n);
          expect(statistics.evaluations).toBe(n);
          expect(states[0]![0]).toBeCloseTo(n, 9);
        }
      }),
      { seed: 1 },
    );
  });

  it("takes a decimal multiple as the whole step it means", () => {
    const { states } = integrate(unitDecay, [1], {
      method: gradientDescent({ stepSize: 0.1 }),
      checkpoints: [0.3, 0.4],
    });
    expect(states[0]![0]).toBe(0.9 * 0.9 * 0.9);
    expect(states.length).toBe(2);
  });

  it("interpolates linearly between two steps", () => {
    const { states } = integrate(unitDecay, [1], {
      method: gradientDescent({ stepSize: 0.5 }),
      checkpoints: [0.25, 0.875],
    });
    expect(states.map((state) => state[0])).toEqual([0.75, 0.5 - 0.75 * 0.25]);
  });

  it("approaches the flow", () => {
    const { finalState } = integrate(logistic, [0.1], {
      method: gradientDescent({ stepSize: 1e-4 }),
      checkpoints: [3],
    });
    expect(Math.abs(finalState[0]! - logisticSolution(0.1, 3))).toBeLessThan(3e-5);
  });

  it("reports the time at which it diverges", () => {
    const diverge = () =>
      integrate(decay([5], [0]), [1], { method: gradientDescent({ stepSize: 1 }), checkpoints: [1e4] });
    expect(diverge).toThrow(IntegrationError);
    // |1 - 5|^n overflows at n = 512.
    expect(diverge).toThrow("gradientDescent cannot go on at time 512: the state or the field is not finite");
  });

  it("refuses a step that is not positive and finite", () => {
    for (const stepSize of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => gradientDescent({ stepSize })).toThrow(
        new RangeError(`stepSize is ${stepSize}, but must be a positive finite number`),
      );
    }
  });
});
