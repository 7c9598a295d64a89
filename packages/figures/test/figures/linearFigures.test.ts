import { parseSpec } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import { describe, expect, test } from "vitest";
import { deepBias } from "../../src/figures/deepBias.js";
import { deepModes } from "../../src/figures/deepModes.js";
import { linearModes } from "../../src/figures/linearModes.js";
import { linearRegimes } from "../../src/figures/linearRegimes.js";
import { mirrorPotentials } from "../../src/figures/mirrorPotentials.js";
import { neuronDeltas } from "../../src/figures/neuronDeltas.js";

const specOf = <Spec>(figure: { schema: { parse: (value: unknown) => Spec } }, value: object): Spec =>
  parseSpec(figure.schema as never, value);

describe("linear-modes", () => {
  test("singular values reach those of the target, and exact and simulated agree along the whole way", async () => {
    const spec = specOf(linearModes, { deltas: [-8, 0, 2], times: { count: 40 } });
    const { tables, largestDifference } = await linearModes.run(spec);
    expect(largestDifference).toBeLessThan(1e-9);
    for (const row of tables.modes!.filter(({ t }) => t === 50)) {
      expect(row.sigmaExact).toBeCloseTo([4, 2, 1, 0.5][Number(row.mode) - 1]!, 9);
    }
    for (const row of tables.kernels!) expect(row.deltaSimulated).toBeCloseTo(Number(row.delta), 9);
  });

  test("far from balance the kernel stays", async () => {
    const { tables } = await linearModes.run(specOf(linearModes, { deltas: [-100, 100], times: { count: 10 } }));
    for (const row of tables.kernels!) expect(row.kernelDistanceExact).toBeLessThan(1e-3);
  });

  test("targets in another order are refused", () => {
    expect(() => parseSpec(linearModes.schema, { targets: [1, 2] })).toThrow("spec.targets is not in descending order");
  });
});

describe("linear-regimes", () => {
  test("narrowing networks are lazy upstream, expanding ones downstream, square ones on both sides", async () => {
    const spec = specOf(linearRegimes, {
      tau: { count: 2, first: 0.1, last: 0.2 },
      delta: { count: 2, first: -30, last: 30 },
      checks: 2,
    });
    const { tables, largestDifference } = await linearRegimes.run(spec);
    expect(largestDifference).toBeLessThan(1e-9);
    const at = (network: number, delta: number): number =>
      Number(
        tables.map!.find((row) => row.network === network && row.delta === delta && row.tau === 0.1)!.kernelDistance,
      );
    for (const lazy of [at(0, 30), at(1, 30), at(1, -30), at(2, -30)]) expect(lazy).toBeLessThan(0.01);
    for (const rich of [at(0, -30), at(2, 30)]) expect(rich).toBeGreaterThan(0.2);
  });

  test("sizes on which some delta does not exist are refused", () => {
    expect(() => parseSpec(linearRegimes.schema, { networks: [[2, 3, 2]], targets: [1] })).toThrow(
      "spec.networks[0] is 2, 3, 2; expected h = 3 to be at most d = 2 and c = 2, so that every delta exists",
    );
  });
});

test("mirror-potentials lie between |x| and x^2, and end at the target", async () => {
  const { tables, largestDifference } = await mirrorPotentials.run(mirrorPotentials.spec);
  expect(largestDifference).toBeLessThan(1e-9);
  for (const { x, q } of tables.potentials!) {
    expect(Number(q)).toBeLessThanOrEqual(Math.abs(Number(x)) + 1e-15);
    expect(Number(q)).toBeGreaterThanOrEqual(Number(x) ** 2 - 1e-12);
  }
  for (const row of tables.paths!.filter(({ t }) => t === 200)) {
    expect(row.sigma1Exact).toBeCloseTo(1, 9);
    expect(row.sigma2Exact).toBeCloseTo(0.6, 9);
  }
});

test("deep-modes: whole networks of every depth reach half the target when the exact time says", async () => {
  const spec = specOf(deepModes, { starts: { count: 3, first: 0.01 }, times: { count: 40 } });
  const { tables, largestDifference } = await deepModes.run(spec);
  expect(largestDifference).toBeLessThan(1e-8);
  const simulated = tables.learningTimes!.filter((row) => row.halfSimulated !== null);
  expect(simulated).toHaveLength(3 * spec.depths.length);
  for (const row of simulated) expect(row.halfSimulated).toBeCloseTo(0.5, 8);
});

describe("deep-bias", () => {
  test("whole networks end where the theorem says, at depth 1 beside the start and at infinite depth in its direction", async () => {
    const { tables, largestDifference } = await deepBias.run(specOf(deepBias, { depths: [1, 2, 5, "infinite"] }));
    expect(largestDifference).toBeLessThan(1e-8);
    const [first, , , last] = tables.ends!.map((row) => [Number(row.beta1Simulated), Number(row.beta2Simulated)]);
    // gradient descent of linear regression moves along x = (0.5, 1) alone
    expect((first![1]! + 0.1) / (first![0]! - 0.5)).toBeCloseTo(2, 7);
    expect(last![1]! / last![0]!).toBeCloseTo(-0.2, 7);
    // from far away the end is the projection of the start, at any depth but the infinite one
    const far = tables.starts!.filter(({ length }) => Math.abs(Number(length) - 10) < 1e-9);
    expect(Number(far[0]!.distance)).toBeGreaterThan(Number(far[3]!.distance));
  });

  test("a start that lies along the input is refused", () => {
    expect(() => parseSpec(deepBias.schema, { beta0: [1, 2] })).toThrow("spec.beta0 lies along x or across it");
  });
});

test("neuron-deltas are drawn as they are distributed, and the NTK and mean-field starts have one distribution", async () => {
  const { tables } = await neuronDeltas.run(specOf(neuronDeltas, { inputDimensions: [3, 30], sample: 3000 }));
  for (const start of ["gaussian", "ntk", "mean-field"]) {
    for (const inputDimension of [3, 30]) {
      const of = (rows: readonly Row[]) => rows.filter((r) => r.start === start && r.inputDimension === inputDimension);
      const drawn = of(tables.drawn!);
      // the largest distance of 3000 draws from their distribution is below 1.95/sqrt(3000) in 99.9% (Kolmogorov)
      for (const { delta, share } of of(tables.shares!)) {
        const below = drawn.filter((row) => Number(row.delta) <= Number(delta)).length / drawn.length;
        expect(Math.abs(below - Number(share))).toBeLessThan(0.036);
      }
    }
  }
  const shareBelow = (start: string) =>
    tables.shares!.find((row) => row.start === start && row.delta === 0 && row.inputDimension === 3)!.share;
  expect(Number(shareBelow("ntk"))).toBeCloseTo(Number(shareBelow("mean-field")), 12);
  expect(Number(shareBelow("gaussian"))).toBeGreaterThan(Number(shareBelow("ntk")));
});
