import { builtInLists, cellsOf, columnsOfCell, completeSpec, sweepInThread } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { figure6a, leNetRunSpec } from "../../src/figures/figure6a.js";
import { figure11 } from "../../src/figures/figure11.js";
import { filterRunSpec } from "../../src/figures/filterRuns.js";
import { learningSpeeds } from "../../src/figures/learningSpeeds.js";

const small = {
  ...figure6a.spec,
  ...{ side: 16, trainSize: 60, testSize: 10, kernelInputs: 5, alphas: [0.1, 10], batch: 20, steps: [20] },
};

test("LeNet's kernel and activations move far at alpha 10 and little at 0.1", async () => {
  const { tables } = await figure6a.run(small);
  const [lazy, rich] = tables.states!;
  expect(Number(rich!.kernelDistance)).toBeGreaterThan(5 * Number(lazy!.kernelDistance));
  expect(Number(rich!.hammingShare)).toBeGreaterThan(5 * Number(lazy!.hammingShare));
  expect(Number(rich!.hammingShare)).toBeLessThan(1);
});

const gratings = {
  ...figure11.spec,
  ...{ alphas: [1, 10], seeds: 1, side: 14, trainSize: 300, testSize: 50, filters: 4, filterSize: 9, epochs: 6 },
  ...{ batch: 50, widths: [8], residualConvolutions: 0 },
};

test("a first layer that learns fast becomes smooth, and one that hardly moves stays noise", async () => {
  const { tables } = await figure11.run(gratings);
  const [noise, smooth] = tables.means!.map(({ smoothness }) => Number(smoothness));
  expect(smooth).toBeLessThan(2);
  expect(noise).toBeGreaterThan(4);
});

test("a first layer that is held fast stays noise at the alpha at which it would be smooth", async () => {
  const spec = filterRunSpec({ ...gratings, alphas: [10] }) as { dynamics: object };
  // the blocks of prep, bn0, conv1, bn1 and linear
  const layerRates = [1e-9, 1, 1, 1, 1, 1, 1];
  const { rows } = await sweepInThread({ ...spec, dynamics: { ...spec.dynamics, layerRates } });
  expect(rows.at(-1)!.filterSmoothness).toBeGreaterThan(4);
});

test("a folder takes the place of generated pictures", () => {
  const columns = (spec: object) =>
    columnsOfCell(builtInLists, cellsOf(builtInLists, completeSpec(builtInLists, spec))[0]!);
  expect(columns(leNetRunSpec({ ...small, folder: "mnist" }))).toMatchObject({ task: "idx-images", folder: "mnist" });
  expect(columns(filterRunSpec({ ...figure11.spec, folder: "cifar" }))).toMatchObject({
    task: "cifar-10",
    folder: "cifar",
  });
  expect(figure6a.caption(small, { tables: {} })).toContain("scribbles, generated pictures");
});

test("the shares of the layers sum to 1; the first layer's grows with alpha", async () => {
  const spec = { ...learningSpeeds.spec, width: 8, trainSize: 12, batch: 6, seeds: 2, steps: [1, 10] };
  const { tables } = await learningSpeeds.run(spec);
  const firsts = spec.alphas.map((alpha) => {
    const own = tables.shares!.filter((row) => row.alpha === alpha && row.step === 0);
    expect(own.reduce((sum, row) => sum + Number(row.share), 0)).toBeCloseTo(1, 12);
    return Number(own.find((row) => row.layer === 1)!.share);
  });
  expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
  expect(firsts[2]).toBeGreaterThan(0.9);
});
