import { matrixFromRows } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import {
  alignedLearningTime,
  alignedMode,
  deepImplicitBias,
  deepLearningTime,
  deepMode,
  downstreamLimit,
  functionSpaceField,
  implicitBias,
  implicitBiasObjective,
  kernelVelocity,
  neuralTangentKernel,
  potential,
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
