import { dormandPrince, integrate } from "@lazyrich/flow";
import { matrix, matrixFromRows } from "@lazyrich/linalg";
import { descentField, halfSumSquared, neuronWithFunction, singleNeuronModel } from "@lazyrich/networks";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ImplicitBiasAnswer } from "../src/implicitBiasProblem.js";
import { solve } from "../src/index.js";

const number = fc.integer({ min: -2000, max: 2000 }).map((value) => value / 1000);
const vector = (length: number): fc.Arbitrary<number[]> => fc.array(number, { minLength: length, maxLength: length });
const problem = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })).chain(([n, more]) =>
  fc.record({
    X: fc.array(vector(n + more), { minLength: n, maxLength: n }),
    y: vector(n),
    beta0: vector(n + more),
    delta: fc.double({ min: -6, max: 1, noNaN: true }),
    etaA: fc.double({ min: 0.5, max: 2, noNaN: true }),
    etaW: fc.double({ min: 0.5, max: 2, noNaN: true }),
  }),
);

test("the answer is where the integrated flow ends, whether beta passes through 0 or not", () => {
  const seen = { kept: 0, crossed: 0 };
  fc.assert(
    fc.property(problem, ({ X, y, beta0, delta, etaA, etaW }) => {
      fc.pre(Math.hypot(...beta0) > 1e-3);
      const d = beta0.length;
      const Y = matrix(y.length, 1, Float64Array.from(y));
      const bound = singleNeuronModel({ inputDimension: d }).bind({ X: matrixFromRows(X), Y, loss: halfSumSquared });
      const field = descentField(bound, { learningRates: [etaW, etaA] });
      const start = neuronWithFunction({ beta0, delta, etaA, etaW });
      const { finalState, statistics } = integrate(field, [...start.w, start.a], {
        method: dormandPrince({ relativeTolerance: 1e-10, absoluteTolerance: 1e-12 }),
        checkpoints: [300],
        stop: (theta) => bound.lossAt(theta) < 1e-16,
      });
      // badly conditioned inputs take too long to follow
      fc.pre(statistics.stopReason === "stopped");
      const answer = solve({ model: "implicit-bias", X, y, beta0, delta, etaA, etaW }) as ImplicitBiasAnswer;
      seen[answer.throughZero ? "crossed" : "kept"]++;
      const predicted = answer.betaInfinity ?? answer.throughZero!;
      const reached = beta0.map((_, j) => finalState[d]! * finalState[j]!);
      expect(Math.hypot(...reached.map((entry, j) => entry - predicted[j]!))).toBeLessThan(1e-5);
    }),
    { seed: 41, numRuns: 400 },
  );
  expect(seen.kept).toBeGreaterThan(100);
  expect(seen.crossed).toBeGreaterThanOrEqual(10);
});
