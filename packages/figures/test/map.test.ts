import { builtInLists, exampleNames, exampleSpec, run } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { drawMap, mapTable } from "../src/index.js";

const rows = [0.1, 1].flatMap((tau) =>
  [-1, 0, 1].flatMap((delta) =>
    [1, 2, 4].map((seed) => ({
      seed,
      taskSeed: seed,
      tau,
      delta,
      learningRate: 1 / tau,
      step: 10,
      t: 1,
      S: tau * seed + delta,
    })),
  ),
);
const columns = { x: "tau", y: "delta", value: "S" };

test("a map is a statistic over seeds, and of the numbers that are there", () => {
  const of = (statistic: "mean" | "deviation" | "median" | "least" | "greatest") =>
    mapTable(rows, { ...columns, statistic }).rows.find(({ x, y }) => x === 1 && y === 0)!.value;
  expect(of("mean")).toBeCloseTo(7 / 3, 14);
  expect(of("deviation")).toBeCloseTo(Math.sqrt(7 / 3), 14);
  expect([of("median"), of("least"), of("greatest")]).toEqual([2, 1, 4]);
  const holed = rows.map((row, i) => ({ ...row, S: i === 0 ? Number.NaN : i === 1 ? null : row.S }));
  const { rows: mapped, leftOut } = mapTable(holed, columns);
  expect([leftOut, mapped[0]]).toEqual([2, { x: 0.1, y: -1, facet: null, value: 0.1 * 4 - 1, runs: 1 }]);
});

test("an axis that is neither across, upward, the facet nor a seed is refused by name; facets make a map each", () => {
  const steps = [...rows, ...rows.map((row) => ({ ...row, step: 100, t: 10 }))];
  expect(() => mapTable(steps, columns)).toThrow(
    "step is 10, 100 at tau = 0.1, delta = -1; expected one value, or step as the facet",
  );
  expect(mapTable(steps, { ...columns, facet: "step" }).rows).toHaveLength(12);
  expect(() => mapTable(rows, { ...columns, y: "learningRate" })).toThrow("delta is -1, 0, 1 at tau = 0.1");
  expect(() => mapTable(rows, { ...columns, value: "s" })).toThrow(
    'value is "s"; expected one of the columns seed, taskSeed, tau',
  );
  expect(() => mapTable([], columns)).toThrow("there are no rows; expected some runs");
  expect(() =>
    drawMap(
      rows.filter(({ tau }) => tau === 1),
      columns,
    ),
  ).toThrow("tau has 1 value; expected at least two");
  expect(drawMap(steps, { ...columns, facet: "step" })).toContain("step = 100");
});

test("every measure of one number a run can be mapped over two axes of a sweep", async () => {
  for (const { name } of exampleNames(builtInLists).measures) {
    const spec = {
      ...(exampleSpec(builtInLists, name) as object),
      start: { name: "mirrored", tau: [0.1, 0.5], delta: [-1, 1] },
      dynamics: { name: "gradient-flow", learningRate: 0.01, steps: [100] },
    };
    const { rows: runs } = await run(spec, { lists: builtInLists });
    // those of layers have a table of their own, those of classes are not defined here
    if (typeof runs[0]![name] !== "number") continue;
    expect(drawMap(runs, { x: "tau", y: "delta", value: name }), name).toContain("<svg");
  }
});
