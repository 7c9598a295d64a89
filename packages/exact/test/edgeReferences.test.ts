import { describe, expect, it } from "vitest";
import { singleNeuron } from "../src/index.js";
import references from "./references/early-and-tiny.json" with { type: "json" };
import edges from "./references/single-neuron-edges.json" with { type: "json" };

/** Relative error of 1e-13, or 1e-313 where numbers are subnormal or nearly so; null does not count. */
function expectEqual(actual: number, expected: number | null | undefined, what: string): void {
  if (expected == null) return;
  const allowed = Math.abs(expected) < 1e-300 ? 1e-313 : 1e-13 * Math.abs(expected);
  expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(allowed);
}

describe("60-digit references of one neuron at the edges, component by component", () => {
  it.each(edges)("$name: a0 = $a0, w0 = $w0, betaStar = $betaStar, t = $time", ({ time, a, w, ...reference }) => {
    const trajectory = singleNeuron(reference).trajectory([time]);
    expectEqual(trajectory.a[0]!, a, "a");
    for (const [j, expected] of w.entries()) expectEqual(trajectory.w[j]!, expected, `w[${j}]`);
    if (reference.kernelDistance == null) return;
    const error = Math.abs(trajectory.kernelDistance[0]! - reference.kernelDistance);
    expect(error).toBeLessThanOrEqual(1e-11 * reference.kernelDistance);
  });
});

describe.each(references.singleNeuron)("200-digit reference $name, a0 = $a0, d = $w0.length", (reference) => {
  it("has every component at every time, and the kernel distance", () => {
    const trajectory = singleNeuron(reference).trajectory(reference.times);
    const d = reference.w0.length;
    for (const [i, time] of reference.times.entries()) {
      expectEqual(trajectory.a[i]!, reference.a[i], `a at ${time}`);
      for (let j = 0; j < d; j++) expectEqual(trajectory.w[i * d + j]!, reference.w[i]![j], `w[${j}] at ${time}`);
      const expected = reference.kernelDistance[i];
      if (expected == null) continue;
      const error = Math.abs(trajectory.kernelDistance[i]! - expected);
      expect(error, `kernel distance at ${time}`).toBeLessThanOrEqual(1e-11 * expected);
    }
  });
});
