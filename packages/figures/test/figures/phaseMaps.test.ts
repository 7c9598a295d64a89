import { builtInLists, cellsOf, columnsOfCell, completeSpec, sweepInThread } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { figure1b } from "../../src/figures/figure1b.js";
import { figure10 } from "../../src/figures/figure10.js";
import { phasePresets, phaseRunSpec, phaseSchema } from "../../src/figures/phaseSpec.js";
import { drawMaps, findFigure, mapTable } from "../../src/index.js";

const small = phaseSchema.parse({
  ...{ tau: { from: 0.1, to: 1, count: 2 }, delta: { count: 3 }, seeds: 3, n: 40, d: 5, hiddenWidth: 6 },
  ...{ testCount: 50, steps: [100, 1000] },
});

test("a map has the mean and the standard deviation of the seeds of each cell, in order", async () => {
  let rows: readonly Record<string, unknown>[] = [];
  const { tables } = await figure1b.run(small, {
    sweep: async (spec, options) => {
      const result = await sweepInThread(spec, options);
      rows = result.rows;
      return result;
    },
  });
  const maps = tables.maps!;
  expect(maps).toHaveLength(5 * 2 * 2 * 3);
  for (const map of maps) {
    const group = rows.filter((row) => row.step === map.step && row.tau === map.tau && row.delta === map.delta);
    const values = group.map((row) => Number(row[map.value as string]));
    expect(values).toHaveLength(3);
    const mean = (values[0]! + values[1]! + values[2]!) / 3;
    expect(map.mean).toBeCloseTo(mean, 14);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2;
    expect(map.deviation).toBeCloseTo(Math.sqrt(variance), 14);
  }
});

test("figures 1b, 5b and 10 are settings of the map: the same picture as that of their runs", async () => {
  const { rows: runs } = await sweepInThread(phaseRunSpec(small));
  expect(findFigure("10").fromRuns!(runs).spec).toEqual(small);
  const settings = {
    "1b": ["kernelDistance", "generalizationError"],
    "5b": ["hammingDistance", "parameterDistance"],
    "10": ["kernelDistance", "generalizationError", "hammingDistance", "parameterDistance", "trainLoss"],
  };
  for (const [id, values] of Object.entries(settings)) {
    const figure = findFigure(id);
    const columns = { x: "tau", y: "delta", values, facet: "step" };
    const map = drawMaps(mapTable(runs, columns).rows, columns, { description: figure.title });
    expect(figure.draw(await figure.run(small), small)).toBe(map);
    const stored = figure.fromRuns!(runs);
    expect(figure.draw(stored.data, stored.spec)).toBe(map);
  }
});

test("the paper's preset is its grid: 17 tau from 0.1 to 10^0.3, 17 delta from -1 to 1, 16 seeds, d = 100, h = 50, n = 1000", async () => {
  let asked: unknown;
  const stop = new Error("asked");
  const sweep = async (spec: unknown) => {
    asked = spec;
    throw stop;
  };
  await expect(figure10.run(phasePresets.paper!, { sweep })).rejects.toBe(stop);
  const cells = cellsOf(builtInLists, completeSpec(builtInLists, asked));
  expect(cells).toHaveLength(17 * 17 * 16);
  const last = columnsOfCell(builtInLists, cells.at(-1)!);
  expect(last).toMatchObject({
    ...{ inputDimension: 100, trainSize: 1000, teacherWidth: 3, testSize: 10_000, taskActivation: "relu" },
    ...{
      dynamics: "gradient-descent",
      hiddenWidth: 50,
      modelActivation: "relu",
      taskSeed: 16,
      startSeed: 16,
      delta: 1,
      stopLoss: 1e-10,
    },
  });
  expect(last.tau).toBeCloseTo(10 ** 0.3, 11);
  // the paper's learning rate is 0.005 over tau squared
  for (const { tau, learningRate } of cells.map((cell) => columnsOfCell(builtInLists, cell))) {
    expect(learningRate).toBeCloseTo(0.005 / Number(tau) ** 2, 12);
  }
  expect(cells[0]!.dynamics.steps).toEqual([1e2, 1e3, 1e4, 1e5, 1e6]);
});

test("sweeps that run at once in one thread do not disturb one another", async () => {
  const [alone] = [await figure1b.run(small)];
  const other = { ...small, firstSeed: 7 };
  const [first, , second] = await Promise.all([figure1b.run(small), figure1b.run(other), figure1b.run(small)]);
  expect(first).toEqual(alone);
  expect(second).toEqual(alone);
});

test("the deviation over seeds can be drawn, under its name", async () => {
  const data = await figure1b.run(small);
  expect(figure1b.draw(data, small, { statistic: "deviation" })).toContain(", deviation</text>");
});

test("tau is across on a logarithmic axis, delta up, and the last column is the last of the steps asked for", async () => {
  const data = await figure1b.run(small);
  const text = (steps?: readonly number[]): string =>
    figure1b
      .draw(data, small, { steps })
      .replace(/<text[^>]*>/g, "|")
      .replace(/<[^>]*>/g, "");
  expect(text()).toContain("|step 100|");
  expect(text()).toContain("|step 103|");
  expect(text([1000])).not.toContain("|step 100|");
  const axes = Array.from(
    figure1b.draw(data, small).matchAll(/aria-label="([xy])-axis label"[^>]*>.*?<text[^>]*>(.*?)<\/text>/gs),
    ([, axis, label]) => `${axis}: ${label!.replace(/<[^>]*>/g, "")}`,
  );
  expect(new Set(axes)).toEqual(new Set(["x: scale τ", "y: δ"]));
});

test("the caption says where a map is highest and lowest, from the rows", async () => {
  const data = await figure1b.run(small);
  const last = data.tables.maps!.filter((row) => row.value === "kernelDistance" && row.step === 1000);
  const highest = Math.max(...last.map((row) => Number(row.mean)));
  const row = last.find((each) => each.mean === highest)!;
  expect(figure1b.caption(small, data)).toContain(
    `The kernel distance S is greatest, ${Number(highest.toPrecision(2))} at τ = ${row.tau}, δ = ${String(row.delta).replace("-", "−")}`,
  );
});
