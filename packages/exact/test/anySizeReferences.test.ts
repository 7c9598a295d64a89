import { matrixFromRows } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import {
  alignedLearningTime,
  alignedMode,
  basinBoundary,
  deepFunctionSpaceField,
  deepImplicitBias,
  deepLearningTime,
  deepMode,
  downstreamLimit,
  functionSpaceField,
  hyperbolicEntropy,
  hyperbolicEntropyGradient,
  implicitBias,
  implicitBiasObjective,
  inverseHyperbolicEntropyGradient,
  kernelVelocity,
  neuralTangentKernel,
  potential,
  singularValueField,
  twoLayerImbalance,
  upstreamLimit,
} from "../src/index.js";
import functions from "./references/function-space-any-size.json" with { type: "json" };
import biases from "./references/implicit-bias-any-size.json" with { type: "json" };
import modes from "./references/modes-any-size.json" with { type: "json" };

/** Relative error of 1e-13, or 1e-313 at the end of the numbers; null does not count. */
function expectClose(actual: number, expected: number | null | undefined): void {
  if (expected == null) return;
  const error = Math.abs(actual - expected);
  expect(error, `${actual} for ${expected}`).toBeLessThanOrEqual(1e-313 + 1e-13 * Math.abs(expected));
}

describe("modes of any size", () => {
  it.each(modes.aligned)("aligned from $start to $target with delta = $delta", (reference) => {
    const { time, reached, value, when, ...problem } = reference;
    expectClose(alignedMode(problem).at(time), reached);
    if (when !== null) expectClose(alignedLearningTime(problem, value), when);
  });

  it.each(modes.deep)("of depth $depth from $start to $target", (reference) => {
    const { time, reached, value, when, ...problem } = reference;
    expectClose(deepMode(problem).at(time), reached);
    expectClose(deepLearningTime(problem, value), when);
  });

  it("names a time beyond the largest number", () => {
    expect(() => deepLearningTime({ depth: 3, start: 1e-300, target: 2e-300 }, 1.5e-300)).toThrow(
      new RangeError(
        "the time is beyond the largest number; expected start, target and eta that keep it below 1.8e308",
      ),
    );
  });
});

describe("implicit bias of any size", () => {
  it.each(biases)("X = $X, y = $y, beta0 = $beta0, delta = $delta", (reference) => {
    const problem = { ...reference, X: matrixFromRows(reference.X) };
    const { betaInfinity } = implicitBias(problem);
    for (const [i, expected] of reference.betaInfinity.entries()) expectClose(betaInfinity[i]!, expected);
    const deep = deepImplicitBias(problem).betaInfinity;
    for (const [i, expected] of reference.deepInfinity.entries()) expectClose(deep[i]!, expected);
  });

  it("solves by elimination what has rank one to the last digit, and says what has no solution", () => {
    const y = [1e-200, 2e-200];
    const beta0 = [1e-200, 0];
    const solvable = implicitBias({
      X: matrixFromRows([
        [1e200, 2e200],
        [2e200, 4e200],
      ]),
      y,
      beta0,
      delta: 0,
    });
    expect(solvable.interpolates).toBe(true);
    expectClose(solvable.minimumNorm[0]!, 0);
    const others = implicitBias({
      X: matrixFromRows([
        [1e100, 2e100],
        [2e100, 4e100],
      ]),
      y: [1e-200, 3e-200],
      beta0,
      delta: 0,
    });
    expect(others.interpolates).toBe(false);
    // least squares: (1, 2) (1 + 2 3)/25 1e-300
    expectClose(others.minimumNorm[1]! / 1e-300, 14 / 25);
  });
});

describe("function space of any size", () => {
  /** What is found entry by entry, or in one line that it is beyond the numbers. */
  function expectEntries(find: () => ArrayLike<number>, expected: readonly (number | null)[] | string): void {
    if (typeof expected === "string") {
      expect(find).toThrow(
        /^[a-zA-Z ]+(\[\d+\])? is beyond the largest number; expected [a-z ]+ that keep it below 1.8e308$/,
      );
      return;
    }
    const actual = Array.from(find());
    expect(actual.length).toBe(expected.length);
    for (const [i, value] of actual.entries()) expectClose(value, expected[i]);
  }

  it.each(functions)("X = $X, beta = $beta, delta = $delta", (reference) => {
    const { y, beta, target, delta, etaA, etaW, time, ...expected } = reference;
    const X = matrixFromRows(reference.X);
    const balance = { delta, etaA, etaW };
    expectEntries(() => neuralTangentKernel(X, beta, balance).data, expected.kernel);
    expectEntries(() => {
      const velocity = new Float64Array(beta.length);
      functionSpaceField({ X, y, ...balance })(0, Float64Array.from(beta), velocity);
      return velocity;
    }, expected.velocity);
    expectEntries(() => kernelVelocity(beta, { X, y, etaA, etaW }).data, expected.kernelVelocity);
    expectEntries(() => [potential(beta, balance)], expected.potential);
    expectEntries(() => [implicitBiasObjective(beta, { beta0: target, ...balance })], expected.objective);
    const path = { beta0: beta, betaStar: target, etaA, etaW };
    expectEntries(() => upstreamLimit({ ...path, delta: Math.abs(delta) }).at(time), expected.upstream);
    expectEntries(() => downstreamLimit({ ...path, delta: -Math.abs(delta) }).at(time), expected.downstream);
  });
});

describe("at the ends of the numbers", () => {
  it("the basin boundary is where the growing part is 0", () => {
    const point = basinBoundary({ betaStar: [3e300, 4e300], etaA: 1, etaW: 1 }, 1e-100, 0);
    // w = -a beta*/|beta*| in balance
    expectClose(point.w[0], -0.6e-100);
    expectClose(point.w[1], -0.8e-100);
    expect(() => basinBoundary({ betaStar: [0, 0], etaA: 1, etaW: 1 }, 1, 1)).toThrow(
      new RangeError("betaStar is 0; expected a target with a direction"),
    );
  });

  it("the singular values' velocity is a number or named", () => {
    const velocity = (s: number, slope: number, delta: number): number => {
      const out = new Float64Array(1);
      const gradient = (_: Float64Array, into: Float64Array): void => into.set([slope]);
      singularValueField(gradient, { delta })(0, Float64Array.of(s), out);
      return out[0]!;
    };
    expectClose(velocity(1e300, 1e-300, 1), -2);
    expectClose(velocity(5e-324, 1e300, 0), -1e-23 * 0.9881312916824931);
    expect(() => velocity(1e300, 1e300, 0)).toThrow(/^the velocity is beyond the largest number; /);
  });

  it("the velocity of a deep network with one output has its small entries", () => {
    const out = new Float64Array(2);
    const X = matrixFromRows([[1e200, 1e-150]]);
    // beta = (1e-200, 0) against y = 2: G = -(1e200, 1e-150), |beta| = 1e-200
    deepFunctionSpaceField({ depth: 2, X, Y: matrixFromRows([[2]]) })(0, Float64Array.of(1e-200, 0), out);
    expectClose(out[0]!, 2);
    expect(out[1]).toBe(0);
    deepFunctionSpaceField({ depth: 1, X, Y: matrixFromRows([[2]]) })(0, Float64Array.of(1e-200, 0), out);
    expectClose(out[0]!, 1e200);
    expectClose(out[1]!, 1e-150);
  });

  it("entropies and their inverses have the digits of the smallest delta", () => {
    // asinh(2/5e-324)/2 = (2 ln 2 + 1074 ln 2)/2
    expectClose(hyperbolicEntropyGradient(1, 5e-324), 538 * Math.LN2);
    expectClose(inverseHyperbolicEntropyGradient(538 * Math.LN2 - 500 * Math.LN2, 5e-324), 5e-324 * 2 ** 74);
    expect(() => hyperbolicEntropy(1.7e308, 1e-300)).toThrow(/^the entropy is beyond the largest number; /);
  });

  it("the imbalance of a function has no size that is beyond the numbers", () => {
    const beta = matrixFromRows([[1e300]]);
    const { whole } = twoLayerImbalance({ deltas: [4e200], beta0: beta, betaStar: beta, etaA: 1e100, etaW: 1e100 });
    expectClose(whole, 2e-200);
  });
});
