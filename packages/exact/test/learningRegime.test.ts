import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learningRegime, neuronMeasuredRegime, regime, singleNeuron } from "../src/index.js";

describe("learningRegime", () => {
  const problem = { beta0: [0.6, 0.8], betaStar: [0, 2] };
  it.each([
    [40, "lazy", 10],
    [-40, "delayed rich", 10],
    [0, "rich", 0],
    [3.9, "lazy", 0.975],
    [-2, "rich", 0.5],
  ] as const)("at delta = %d is %s", (delta, expected, imbalance) => {
    const prediction = learningRegime({ ...problem, delta });
    expect(prediction.regime).toBe(expected);
    expect(prediction.imbalance).toBeCloseTo(imbalance, 14);
    expect(prediction.reason).toMatch(/^The .*\.$/);
  });

  it("says by kernel distances what the word means, for any start", () => {
    const size = fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 0.01);
    const rate = fc.double({ min: 0.3, max: 3, noNaN: true });
    const pair = fc.tuple(size, size);
    fc.assert(
      fc.property(
        pair,
        pair,
        fc.double({ min: -30, max: 30, noNaN: true }),
        rate,
        rate,
        (beta0, betaStar, delta, etaA, etaW) => {
          const measured = learningRegime({ beta0, betaStar, delta, etaA, etaW });
          // the weights of beta0 by a^2 etaW - |w|^2 etaA = delta
          const norm = Math.hypot(...beta0);
          const size0 = Math.hypot(delta, 2 * Math.sqrt(etaA * etaW) * norm);
          const a0 = delta > 0 ? Math.sqrt((size0 + delta) / 2 / etaW) : norm / Math.sqrt((size0 - delta) / 2 / etaA);
          const solution = singleNeuron({ a0, w0: beta0.map((x) => x / a0), betaStar, etaA, etaW });
          const [soon, end] = solution.trajectory([3 / size0, 1e9]).kernelDistance;
          expect(Math.abs(measured.kernelDistance - end!)).toBeLessThan(1e-9);
          if (measured.regime === "lazy") expect(end).toBeLessThan(0.05 + 1e-9);
          else {
            expect(end).toBeGreaterThan(0.05 - 1e-9);
            expect(Math.abs(measured.earlyShare - Math.min(1, soon! / end!))).toBeLessThan(1e-6);
            expect(measured.regime).toBe(measured.earlyShare < 0.25 ? "delayed rich" : "rich");
          }
        },
      ),
      { seed: 12, numRuns: 300 },
    );
  });

  it("is one for all that kernel distances do not tell apart: small distances are lazy at any delta", () => {
    for (const delta of [-20, -4, -2, 0, 2, 4]) {
      const straight = learningRegime({ beta0: [1, 0], betaStar: [2, 0], delta });
      expect([straight.regime, straight.kernelDistance < 0.01]).toEqual(["lazy", true]);
    }
  });

  it("weighs delta against the function in canonical units", () => {
    expect(learningRegime({ ...problem, delta: 40, etaA: 4, etaW: 25 }).imbalance).toBeCloseTo(1, 14);
  });

  it("asks for a start with a kernel and a direction", () => {
    const nothing = { beta0: [0, 0], betaStar: [1, 0] };
    expect(learningRegime({ ...nothing, delta: 1 }).regime).toBe("lazy");
    expect(learningRegime({ beta0: [0], betaStar: [0], delta: 1 }).imbalance).toBe(Number.POSITIVE_INFINITY);
    expect(() => learningRegime({ ...nothing, delta: 0 })).toThrow(
      /^beta0 is 0 with delta = 0; expected another beta0/,
    );
  });
});

describe("neuronMeasuredRegime", () => {
  const w0 = [-2, 0];
  const betaStar = [0, 1];

  it("asks at three units of the fastest direction of its own start, for every sign, rate and scale of the inputs", () => {
    for (const [a0, etaA, etaW, inputScale] of [
      [-0.5, 1, 1, 1],
      [0.5, 4, 0.3, 7],
      [0.01, 0.2, 3, 0.1],
      [3, 2, 1, 100],
    ] as const) {
      const solution = singleNeuron({ a0, w0, betaStar, etaA, etaW, inputScale });
      const fastest = etaW * a0 ** 2 + etaA * 4;
      const [soon, end] = solution.trajectory([3 / fastest / inputScale, 1e9]).kernelDistance;
      const measured = neuronMeasuredRegime(solution);
      expect(measured.kernelDistance / end!).toBeCloseTo(1, 9);
      expect(measured.earlyShare / (soon! / end!)).toBeCloseTo(1, 6);
    }
  });

  it("is learningRegime's from the function of that neuron", () => {
    for (const delta of [-4, -0.1, 0, 1, 4]) {
      const weights = (Math.hypot(delta, 2) - delta) / 2;
      const start = { a0: Math.sqrt(weights + delta), w0: [Math.sqrt(weights), 0] };
      const { imbalance, ...of } = learningRegime({ beta0: [1, 0], betaStar, delta });
      const found = neuronMeasuredRegime(singleNeuron({ ...start, betaStar }));
      expect(found).toMatchObject({ regime: of.regime, reason: of.reason });
      expect(found.kernelDistance).toBeCloseTo(of.kernelDistance, 12);
    }
  });

  it("refuses a neuron at 0, which has no kernel", () => {
    expect(() => neuronMeasuredRegime(singleNeuron({ a0: 0, w0: [0, 0], betaStar }))).toThrow(
      new RangeError("a0 and w0 are 0; expected a start with a kernel"),
    );
  });
});

it("regime names the sign of delta", () => {
  expect([2, 0, -0, -1e-300].map(regime)).toEqual(["upstream", "balanced", "balanced", "downstream"]);
  expect(() => regime(Number.NaN)).toThrow(new RangeError("delta is NaN; expected a number"));
});
