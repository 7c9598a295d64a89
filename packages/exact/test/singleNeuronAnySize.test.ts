import { describe, expect, it } from "vitest";
import { neuronMeasuredRegime, singleNeuron } from "../src/index.js";
import references from "./references/single-neuron-any-size.json" with { type: "json" };

/** Relative error of the given size, or 1e-313 at the end of the numbers; null does not count. */
function expectClose(actual: number, expected: number | null | undefined, what: string, tolerance = 1e-13): void {
  if (expected == null) return;
  const error = Math.abs(actual - expected);
  expect(error, `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(1e-313 + tolerance * Math.abs(expected));
}

describe("references of one neuron of any size, with learning rates of any size", () => {
  it.each(references)("a0 = $a0, w0 = $w0, betaStar = $betaStar, t = $time", (reference) => {
    const { time, a, w, beta, mu, phi, kernelDistance, limit, basin } = reference;
    const solution = singleNeuron(reference);
    const now = solution.trajectory([time]);
    expectClose(now.a[0]!, a, "a");
    for (const [j, expected] of w.entries()) expectClose(now.w[j]!, expected, `w[${j}]`);
    for (const [j, expected] of beta.entries()) expectClose(now.beta[j]!, expected, `beta[${j}]`);
    expectClose(now.mu[0]!, mu, "mu");
    expectClose(now.phi[0]!, phi, "phi");
    expectClose(now.kernelDistance[0]!, kernelDistance, "kernel distance", 1e-10);
    const end = solution.limit();
    expectClose(end.a, limit.a, "a at the end");
    for (const [j, expected] of limit.w.entries()) expectClose(end.w[j]!, expected, `w[${j}] at the end`);
    expectClose(solution.basin(), basin, "basin", 0);
  });
});

it("says which number is beyond the largest", () => {
  const solution = singleNeuron({ a0: 1, w0: [1, 0], betaStar: [1.5e308, 1.5e308] });
  expect([...solution.at(1).beta]).toEqual([1.5e308, 1.5e308]);
  expect(() => solution.trajectory([1])).toThrow(
    new RangeError(
      "mu at t = 1 is beyond the largest number; expected a start, a target and learning rates that keep it below 1.8e308",
    ),
  );
});

it("late on the separatrix of balanced layers, what has no direction any more has no angle, and the learning is that of its start", () => {
  // the readout is minus the length of w, along the target: the flow ends at the saddle, a kernel that only shrinks
  const solution = singleNeuron({
    a0: -3 * 2 ** -146,
    w0: [2 ** -146, 2 ** -145, 2 ** -145],
    betaStar: [2 ** 56, 2 ** 57, 2 ** 57],
  });
  const { a, w, mu, phi, kernelDistance } = solution.trajectory([1]);
  expect([...a, ...w, ...mu].map(Math.abs)).toEqual([0, 0, 0, 0, 0]);
  expect([phi[0], kernelDistance[0]]).toEqual([Number.NaN, Number.NaN]);
  expect(neuronMeasuredRegime(solution)).toMatchObject({ regime: "lazy", kernelDistance: 0 });
});
