import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  builtInLists,
  cellsOf,
  columnsOfCell,
  completeSpec,
  problemMaker,
  runCell,
  type SweepRunner,
  sweepInThread,
  type TrainingState,
} from "@lazyrich/runs";
import { type ComputeCell, readSweep, runSweep } from "@lazyrich/runs/files";
import { afterAll, expect, test } from "vitest";
import { figure6a, leNetRunSpec } from "../../src/figures/figure6a.js";
import { figure6b } from "../../src/figures/figure6b.js";
import { figure11 } from "../../src/figures/figure11.js";
import { filterRunSpec } from "../../src/figures/filterRuns.js";
import { learningSpeeds } from "../../src/figures/learningSpeeds.js";
import { figureJson } from "../../src/files/figureJson.js";

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-filters-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

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

test("filters of a run that was stopped in the middle of its training are those of one that was not, to the byte", async () => {
  const spec = { ...figure6b.spec, ...gratings, alphas: [10] };
  const lists = builtInLists;
  const problemOf = problemMaker(lists, () => new Uint8Array());
  const controller = new AbortController();
  const sweepOn = (folder: string, seen: (from: TrainingState | undefined) => void, stopAt: number): SweepRunner => {
    return async (runSpec, { signal } = {}) => {
      const compute: ComputeCell = (cell, options) => {
        seen(options.from);
        let states = 0;
        return runCell(lists, cell, problemOf(cell), {
          ...options,
          onState(state) {
            if (++states === stopAt) {
              options.onState!(state);
              controller.abort(new Error("in the middle"));
            }
          },
        });
      };
      await runSweep({ spec: runSpec, folder, compute, secondsPerState: 0, signal });
      return readSweep(folder);
    };
  };
  const [stopped, whole] = [newFolder(), newFolder()];
  const froms: (TrainingState | undefined)[] = [];
  const { signal } = controller;
  const first = figure6b.run(spec, { signal, sweep: sweepOn(stopped, (from) => froms.push(from), 17) });
  await expect(first).rejects.toThrow("in the middle");
  const again = await figure6b.run(spec, { sweep: sweepOn(stopped, (from) => froms.push(from), Infinity) });
  expect(froms.map((from) => from?.batchesSeen)).toEqual([undefined, 17]);
  const once = await figure6b.run(spec, { sweep: sweepOn(whole, () => {}, Infinity) });
  expect(figureJson(figure6b, spec, again)).toBe(figureJson(figure6b, spec, once));
  expect(once.tables.filters).toHaveLength(4 * 9 * 9);
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
