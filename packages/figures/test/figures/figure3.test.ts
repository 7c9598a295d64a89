import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import { parseSpec } from "@lazyrich/specs";
import { expect, test } from "vitest";
import { figure3 } from "../../src/figures/figure3.js";
import { timeGrid } from "../../src/figures/timeGrid.js";
import { example } from "./example.js";

const run = example(figure3).data;

test("all deltas start at the same magnitude, alignment and kernel", async () => {
  const starts = (await run).tables.dynamics!.filter((row) => row.t === 0);
  expect(starts).toHaveLength(7);
  for (const row of starts) {
    expect(row.muExact).toBeCloseTo(1, 14);
    expect(row.phiExact).toBeCloseTo(0, 14);
    expect(row.kernelDistanceExact).toBeLessThan(1e-30);
    expect(row.kernelDistanceSimulated).toBe(0);
  }
});

test("all deltas end at the target, and the kernel moves the less the greater delta is", async () => {
  const ends = (await run).tables.dynamics!.filter((row) => row.t === figure3.spec.times.last);
  for (const row of ends) {
    expect(row.muExact).toBeCloseTo(1, 6);
    expect(row.phiExact).toBeCloseTo(1, 6);
  }
  const distances = ends.map((row) => Number(row.kernelDistanceExact));
  expect(distances).toEqual([...distances].sort((a, b) => b - a));
});

test("a0 in place of a_t in the kernel's norm moves the curves by up to 0.19, as the caption says", () => {
  let greatest = 0;
  for (const delta of figure3.spec.deltas) {
    const start = neuronWithFunction({ beta0: figure3.spec.beta0, delta });
    const solution = singleNeuron({ a0: start.a, w0: start.w, betaStar: figure3.spec.betaStar });
    const times = timeGrid(figure3.spec.times);
    const { a, w, kernelDistance } = solution.trajectory(times);
    const norm = (a2: number, w2: number, cross = a2): number => Math.sqrt(2 * a2 ** 2 + 2 * cross * w2 + w2 ** 2);
    const [a02, w02] = [start.a ** 2, start.w[0]! ** 2];
    times.forEach((_, i) => {
      const a2 = a[i]! ** 2;
      const w2 = w[2 * i]! ** 2 + w[2 * i + 1]! ** 2;
      const product = 2 * a02 * a2 + a02 * w2 + a2 * w02 + (start.w[0]! * w[2 * i]!) ** 2;
      expect(1 - product / (norm(a02, w02) * norm(a2, w2))).toBeCloseTo(kernelDistance[i]!, 12);
      const printed = 1 - product / (norm(a02, w02) * norm(a2, w2, a02));
      greatest = Math.max(greatest, Math.abs(printed - kernelDistance[i]!));
    });
  }
  expect(greatest).toBeCloseTo(0.19, 2);
});

test("vectors of any length, learning rates and a negative alignment run as well", async () => {
  const spec = parseSpec(figure3.schema, {
    betaStar: [0.5, -1, 0, 2],
    beta0: [-1, 0.3, 0.4, -0.7],
    deltas: [-3, 0, 0.2],
    etaA: 0.4,
    etaW: 2.5,
  });
  const data = await figure3.run(spec);
  expect(data.largestDifference).toBeLessThan(1e-8);
  expect(figure3.draw(data, spec)).toContain("kernel distance");
});

test("vectors of different lengths are refused by name", () => {
  expect(() => parseSpec(figure3.schema, { beta0: [1, 2, 3] })).toThrow(
    "spec.beta0 has length 3, but betaStar has length 2",
  );
  expect(() => parseSpec(figure3.schema, { betaStar: [0, 0] })).toThrow(
    "spec.betaStar is the zero vector; expected at least one component that is not 0",
  );
});

test("axes and legend carry their names", async () => {
  const text = (await example(figure3).svg).replace(/<[^>]*>/g, "");
  for (const label of ["time t", "magnitude μ", "alignment φ", "kernel distance S(0, t)", "simulation", "exact", "−4"])
    expect(text).toContain(label);
});
