import { builtInLists, exampleNames, exampleSpec, run } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { drawMaps, mapTable } from "../src/index.js";

// S is tau * seed + delta + step: over three seeds each statistic is another number, and no two axes can be exchanged
const rows = [10, 100].flatMap((step) =>
  [0.1, 1].flatMap((tau) =>
    [-1, 0, 1].flatMap((delta) =>
      [4, 1, 2].map((seed) => ({
        ...{ seed, taskSeed: seed, tau, delta, learningRate: 1 / tau, step, t: step / 10 },
        ...{ S: tau * seed + delta + step, L: 10 ** -seed * tau },
      })),
    ),
  ),
);
const columns = { x: "tau", y: "delta", values: ["S"], facet: "step" };
const first = rows.filter(({ step }) => step === 10);
const unfaceted = { ...columns, facet: undefined };

test("a map has the statistics over seeds of each place: upward after across, facet after facet", () => {
  const { rows: mapped, leftOut } = mapTable(rows, columns);
  expect(leftOut).toBe(0);
  expect(mapped.map(({ step, tau, delta }) => [step, tau, delta])).toEqual(
    [10, 100].flatMap((step) => [-1, 0, 1].flatMap((delta) => [0.1, 1].map((tau) => [step, tau, delta]))),
  );
  for (const { value, step, tau, delta, runs, mean, deviation, median, least, greatest } of mapped) {
    const base = Number(delta) + Number(step);
    expect([value, runs]).toEqual(["S", 3]);
    expect(mean).toBeCloseTo((Number(tau) * 7) / 3 + base, 12);
    expect(deviation).toBeCloseTo(Number(tau) * Math.sqrt(7 / 3), 12);
    expect([median, least, greatest]).toEqual([2, 1, 4].map((seed) => expect.closeTo(Number(tau) * seed + base, 12)));
  }
});

test("the order of the runs, of their seeds and of their facets changes nothing", () => {
  const { rows: mapped } = mapTable(rows, columns);
  const same = mapTable([...rows].reverse(), columns).rows;
  expect(same).toEqual(
    mapped.map((row) => ({
      ...row,
      mean: expect.closeTo(Number(row.mean), 12),
      deviation: expect.closeTo(Number(row.deviation), 12),
    })),
  );
});

test("several values are several rows of maps, in the order asked for", () => {
  const { rows: mapped } = mapTable(first, { ...unfaceted, values: ["L", "S"] });
  expect(mapped.map(({ value }) => value)).toEqual([...Array(6).fill("L"), ...Array(6).fill("S")]);
  expect(mapped[0]).toMatchObject({ tau: 0.1, delta: -1, greatest: expect.closeTo(0.01, 12), least: 1e-5 });
});

test("runs without a finite number are left out and counted, and a place without any is a hole", () => {
  const holed = first.map((row, i) => ({ ...row, S: i === 0 ? Number.NaN : i === 1 ? null : row.S }));
  const { rows: mapped, leftOut } = mapTable(holed, unfaceted);
  expect(leftOut).toBe(2);
  expect(mapped[0]).toMatchObject({ runs: 1, mean: 0.1 * 2 - 1 + 10, deviation: 0 });
  const empty = first.map((row) => (row.tau === 1 && row.delta === 0 ? { ...row, S: Infinity } : row));
  const table = mapTable(empty, unfaceted);
  expect(table.rows.find((row) => row.tau === 1 && row.delta === 0)).toMatchObject({ runs: 0, mean: null });
  // it stays blank: no color of the scale, not that of 0 either
  const filled = table.rows.map((row) => (row.runs === 0 ? { ...row, mean: 0 } : row));
  expect(drawMaps(table.rows, unfaceted)).not.toBe(drawMaps(filled, unfaceted));
});

test("an axis that is neither across, upward, the facet nor a seed is refused by name", () => {
  expect(() => mapTable(rows, unfaceted)).toThrow(
    "step is 10, 100 at tau = 0.1, delta = -1; expected one value, or step as the facet",
  );
  expect(() => mapTable(first, { ...unfaceted, y: "learningRate" })).toThrow("delta is -1, 0, 1 at tau = 1, ");
  const twoWidths = first.flatMap((row) => [64, 128].map((hiddenWidth) => ({ hiddenWidth, ...row })));
  expect(() => mapTable(twoWidths, unfaceted)).toThrow("hiddenWidth is 64, 128 at tau = 0.1, delta = -1");
  // a column that some runs lack tells them apart as well
  const some = first.map((row, i) => ({ momentum: i % 2 === 0 ? 0.9 : null, ...row }));
  expect(() => mapTable(some, unfaceted)).toThrow("momentum is 0.9, null");
});

test("columns that are not there, hold no numbers or are taken twice are named", () => {
  expect(() => mapTable(rows, { ...columns, values: ["s"] })).toThrow(
    'value is "s" (did you mean "S"?); expected one of the columns seed, taskSeed, tau',
  );
  expect(() => mapTable(rows, { ...columns, facet: "layer" })).toThrow('facet is "layer"; expected one of');
  expect(() => mapTable(rows, { ...columns, x: "start.tau" })).toThrow(
    'x is "start.tau" (did you mean "tau"?); expected',
  );
  expect(() => mapTable([], columns)).toThrow("there are no rows; expected some runs");
  expect(() => mapTable(rows, { ...columns, values: [] })).toThrow("values is empty");
  expect(() => mapTable(rows, { ...columns, y: "tau" })).toThrow("tau is two of x, y and facet");
  const words = rows.map((row) => ({ ...row, delta: "much" }));
  expect(() => mapTable(words, columns)).toThrow('delta has "much"; expected finite numbers along an axis');
  const without = rows.map((row) => ({ ...row, S: null }));
  expect(() => mapTable(without, columns)).toThrow("S holds no finite number");
});

const texts = (svg: string): string[] =>
  Array.from(svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs), ([, text]) => text!.replace(/<[^>]*>/g, ""));

test("x is across and y upward, a facet a column with its name, and a value a row with its colors", () => {
  const { rows: mapped } = mapTable(rows, { ...columns, values: ["S", "L"] });
  const svg = drawMaps(mapped, { ...columns, values: ["S", "L"] });
  expect(texts(svg).filter((text) => text.startsWith("step"))).toEqual(["step 10", "step 100"]);
  const axes = (of: string): string[] =>
    Array.from(
      of.matchAll(/aria-label="([xy])-axis label"[^>]*>.*?<text[^>]*>(.*?)<\/text>/gs),
      ([, axis, label]) => `${axis}: ${label!.replace(/<[^>]*>/g, "")}`,
    );
  // labels of the outer maps alone: upward left of each row, across below the last one
  expect(axes(svg)).toEqual(["y: δ", "x: scale τ", "y: δ", "x: scale τ"]);
  expect(texts(svg)).toEqual(expect.arrayContaining(["S", "L", "(a)", "(d)"]));
  // each row has the ticks of its own colors: S to 103, L to 0.1
  expect(texts(svg)).toEqual(expect.arrayContaining(["100", "0.1"]));
  expect(texts(svg).filter((text) => text === "100")).toHaveLength(1);
  // without facets the values stand beside each other
  const beside = { ...unfaceted, values: ["S", "L"] };
  expect(axes(drawMaps(mapTable(first, beside).rows, beside))).toEqual(["x: scale τ", "y: δ", "x: scale τ"]);
  const turned = { ...columns, x: "delta", y: "tau" };
  expect(axes(drawMaps(mapTable(rows, turned).rows, turned))).toEqual(expect.arrayContaining(["x: δ", "y: scale τ"]));
});

test("facets that are asked for alone are shown, on the colors of all", () => {
  const { rows: mapped } = mapTable(rows, columns);
  const ramp = (svg: string): string[] => texts(svg).filter((text) => /^\d+$/.test(text) && Number(text) > 1);
  const one = drawMaps(mapped, columns, { facets: [100] });
  expect(texts(one).filter((text) => text.startsWith("step"))).toEqual(["step 100"]);
  expect(ramp(one)).toEqual(ramp(drawMaps(mapped, columns)));
  // together they have the colors of each
  const fills = (svg: string): string[] => svg.match(/ fill="#[^"]*"/g)!;
  const both = fills(drawMaps(mapped, columns));
  for (const step of [10, 100])
    expect(both).toEqual(expect.arrayContaining(fills(drawMaps(mapped, columns, { facets: [step] }))));
  expect(() => drawMaps(mapped, columns, { facets: [7] })).toThrow(
    "step 7 is not among the rows; expected some of 10, 100",
  );
});

test("what is drawn is the statistic asked for, under its name", () => {
  const { rows: mapped } = mapTable(first, unfaceted);
  const least = drawMaps(mapped, unfaceted, { statistic: "least" });
  expect(texts(least)).toContain("S, least");
  // drawing the least is drawing the mean of runs that are all the least
  const alike = mapped.map((row) => ({ ...row, mean: row.least! }));
  expect(drawMaps(alike, unfaceted).match(/ d="[^"]*"/g)).toEqual(least.match(/ d="[^"]*"/g));
  expect(drawMaps(mapped, unfaceted).match(/ d="[^"]*"/g)).not.toEqual(least.match(/ d="[^"]*"/g));
});

test("a measure has the label and the scale that it tells of itself; a deviation is a distance", () => {
  const losses = first.map(({ L, ...row }) => ({ ...row, trainLoss: L ** 2 }));
  const over = { ...unfaceted, values: ["trainLoss"] };
  const { rows: mapped } = mapTable(losses, over);
  expect(texts(drawMaps(mapped, over))).toEqual(expect.arrayContaining(["train loss", "10−3"]));
  const deviation = texts(drawMaps(mapped, over, { statistic: "deviation" }));
  expect(deviation).toEqual(expect.arrayContaining(["train loss, deviation", "0.004"]));
  expect(deviation.join()).not.toContain("10−");
});

test("an axis is logarithmic where its values lie evenly in their logarithm, or are two a decade apart", () => {
  const ticks = (taus: readonly number[]): string[] => {
    const runs = taus.flatMap((tau) => [-1, 0, 1].map((delta) => ({ tau, delta, step: 1, S: tau + delta })));
    const svg = drawMaps(mapTable(runs, unfaceted).rows, unfaceted);
    return texts(/aria-label="x-axis tick label".*?<\/g>/s.exec(svg)![0]);
  };
  expect(ticks([1, 2, 4])).toEqual(["1", "3"]);
  expect(ticks([0.1, 1])).toEqual(["0.1", "0.3", "1"]);
  expect(ticks([1, 10, 100, 1000])).toEqual(["100", "101", "102", "103"]);
  expect(ticks([1, 2, 3])).toContain("2");
  expect(ticks([1, 3])).toContain("2");
});

test("facets that have no room beside one another go on below, and an axis of one value is refused", () => {
  const many = [1, 2, 3, 4, 5, 6, 7].flatMap((step) => first.map((row) => ({ ...row, step })));
  const svg = drawMaps(mapTable(many, columns).rows, columns, { width: 234 });
  expect(svg).toContain('viewBox="0 0 234 ');
  expect(texts(svg).filter((text) => text.startsWith("step"))).toHaveLength(7);
  const one = first.filter(({ tau }) => tau === 1);
  expect(() => drawMaps(mapTable(one, unfaceted).rows, unfaceted)).toThrow("tau has 1 value; expected at least two");
});

test("every measure of one number a run can be mapped over two axes of a sweep", async () => {
  for (const { name } of exampleNames(builtInLists).measures) {
    // whatever the task and the model of its example: the learning rate across, the step upward
    const dynamics = { name: "gradient-descent", learningRate: [0.005, 0.01], steps: [2, 4] };
    const spec = { ...(exampleSpec(builtInLists, name) as object), dynamics };
    const { rows: runs } = await run(spec, { lists: builtInLists });
    // those of layers have a table of their own, those of classes are not defined here
    if (typeof runs[0]![name] !== "number") continue;
    const over = { x: "learningRate", y: "step", values: [name] };
    expect(drawMaps(mapTable(runs, over).rows, over), name).toContain("<svg");
  }
});

test("a run that ended before its first checkpoint is left out and counted", () => {
  const reached = [1, 2].map((tau) => ({ tau, delta: 0, step: 1, t: null, S: tau }));
  const early = { tau: 1, delta: 0, step: null, t: null, S: null };
  const { rows: mapped, leftOut } = mapTable([...reached, early], { x: "tau", y: "delta", values: ["S"] });
  expect([mapped.map(({ mean }) => mean), leftOut]).toEqual([[1, 2], 1]);
});

test("layers are an axis: a facet or refused, never averaged silently", () => {
  const rows = [1, 2].flatMap((seed) =>
    [1, 2].flatMap((tau) =>
      ["W", "a"].map((layerName, l) => ({ seed, tau, delta: 0, step: 1, layer: l + 1, layerName, share: l + tau })),
    ),
  );
  const columns = { x: "tau", y: "delta", values: ["share"] };
  expect(() => mapTable(rows, columns)).toThrow("layer is 1, 2 at tau = 1, delta = 0; expected one value, or layer");
  expect(mapTable(rows, { ...columns, facet: "layerName" }).rows.map(({ mean }) => mean)).toEqual([1, 2, 2, 3]);
});

test("columns of the spec are told by name, wherever another program has put them", () => {
  const reordered = rows.map(({ S, L, tau, delta, step, t, ...more }) => ({ S, L, t, step, tau, ...more, delta }));
  const ofSpec = ["seed", "taskSeed", "tau", "delta", "learningRate"];
  expect(() => mapTable(reordered, columns)).toThrow("L is ");
  const mapped = mapTable(reordered, { ...columns, ofSpec }).rows;
  expect(mapped).toEqual(mapTable(rows, columns).rows);
  const wider = reordered.flatMap((row) => [64, 128].map((hiddenWidth) => ({ ...row, hiddenWidth })));
  const named = { ...columns, ofSpec: [...ofSpec, "hiddenWidth"] };
  expect(() => mapTable(wider, named)).toThrow("hiddenWidth is 64, 128 at tau = 0.1, delta = -1");
});

test("a column that only later rows have is one of the table", () => {
  const later = [
    ...first.map(({ S: _, ...row }) => ({ ...row, L: row.L })),
    ...first.map((row) => ({ ...row, seed: 9 })),
  ];
  expect(mapTable(later, { ...unfaceted, values: ["S"] }).rows).toHaveLength(6);
});

test("rows that stand twice count once, and two runs that differ in no seed are refused", () => {
  const doubled = mapTable([...first, ...first.slice(0, 4)], unfaceted);
  expect(doubled).toEqual({ ...mapTable(first, unfaceted), repeated: 4 });
  const other = { ...first[0]!, S: 5 };
  expect(() => mapTable([...first, other], unfaceted)).toThrow(
    "two runs stand at tau = 0.1, delta = -1 and seed = 4, with S 9.4 and 5; expected one, or another facet",
  );
});
