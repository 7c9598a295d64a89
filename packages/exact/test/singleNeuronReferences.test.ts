import { describe, expect, it } from "vitest";
import { singleNeuron } from "../src/index.js";
import references from "./references/single-neuron.json" with { type: "json" };

describe.each(references)("60-digit reference $name", (reference) => {
  const solution = singleNeuron(reference);
  const trajectory = solution.trajectory(reference.times);
  const d = reference.w0.length;

  it("has the same state at every time", () => {
    for (const [i, time] of reference.times.entries()) {
      const expected = [reference.a[i]!, ...reference.w[i]!];
      const actual = [trajectory.a[i]!, ...trajectory.w.subarray(i * d, (i + 1) * d)];
      const error = Math.hypot(...expected.map((value, k) => value - actual[k]!));
      expect(error, `t = ${time}`).toBeLessThanOrEqual(2e-15 * Math.hypot(...expected));
    }
  });

  it("has the same kernel distance in relative terms, from 1e-58 up", () => {
    for (const [i, time] of reference.times.entries()) {
      const expected = reference.kernelDistance[i];
      const actual = trajectory.kernelDistance[i]!;
      if (expected == null) expect(actual, `t = ${time}`).toBeNaN();
      // the references were computed as 1 - cos with 60 digits, so they carry an absolute error of about 1e-61
      else expect(Math.abs(actual - expected), `t = ${time}`).toBeLessThan(1e-14 * expected + 1e-60);
    }
  });

  it("conserves delta", () => {
    expect(Math.abs(solution.delta - reference.delta)).toBeLessThanOrEqual(2e-15 * Math.abs(reference.delta));
    for (let i = 0; i < reference.times.length; i++) {
      let square = 0;
      for (let j = 0; j < d; j++) square += trajectory.w[i * d + j]! ** 2;
      const readout = reference.etaW * trajectory.a[i]! ** 2;
      const drift = Math.abs(readout - reference.etaA * square - reference.delta);
      expect(drift).toBeLessThanOrEqual(1e-13 * (Math.abs(reference.delta) + readout));
    }
  });
});
