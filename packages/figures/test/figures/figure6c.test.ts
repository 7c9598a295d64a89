import { builtInLists, cellsOf, columnsOfCell, completeSpec } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { figure6c, hierarchyRunSpec } from "../../src/figures/figure6c.js";

const { seconds, paper } = figure6c.presets!;

test("the seconds preset: accuracy rises with alpha at P = 1200 for three seeds", async () => {
  const { tables } = await figure6c.run({ ...seconds!, trainSizes: [1200], seeds: 3 });
  expect(tables.runs).toHaveLength(9);
  for (const seed of [0, 1, 2]) {
    const [least, middle, most] = tables.runs!.filter((row) => row.seed === seed).map((row) => Number(row.error));
    expect(middle).toBeLessThan(least! - 0.01);
    expect(most).toBeLessThan(middle! - 0.01);
  }
  expect(figure6c.caption({ ...seconds!, trainSizes: [1200], seeds: 3 }, { tables })).toContain(
    "falls in 3 of 3 pairs",
  );
  const [mean] = tables.errors!;
  const errors = tables.runs!.filter((row) => row.alpha === 0.1).map((row) => Number(row.error));
  expect(mean).toMatchObject({ alpha: 0.1, least: Math.min(...errors), greatest: Math.max(...errors) });
  expect(mean!.error).toBeCloseTo((errors[0]! + errors[1]! + errors[2]!) / 3, 14);
}, 60_000);

test("the paper's preset is its grid: 20 sizes from 0.001 to 10^-0.1 of 131,072 points, 6 alphas, 6 seeds, 250 epochs", () => {
  const cells = cellsOf(builtInLists, completeSpec(builtInLists, hierarchyRunSpec(paper!)));
  expect(cells).toHaveLength(20 * 6 * 6);
  const columns = cells.map((cell) => columnsOfCell(builtInLists, cell));
  expect(columns[0]).toMatchObject({
    ...{ classes: 8, tuples: 4, symbols: 8, tupleSize: 2, levels: 3, testSize: 20_000, widths: "[64,64,64]" },
    ...{ parameterization: "mean-field", learningRate: 6.4, momentum: 0.9, batch: 128, schedule: "cosine" },
    ...{ scheduleEpochs: 200, stopLoss: 0 },
  });
  const sizes = [...new Set(columns.map(({ trainSize }) => Number(trainSize)))];
  for (const [i, size] of sizes.entries()) {
    // the digitised fractions have six digits
    expect(Math.abs(size / (131_072 * 10 ** (-3 + (2.9 * i) / 19)) - 1)).toBeLessThan(0.01);
  }
});

test("the paper's curves stand beneath ours where the rules are the paper's, and nowhere else", async () => {
  const small = { ...figure6c.spec, trainSizes: [131], testSize: 100, alphas: [1], seeds: 1, epochs: 1 };
  const { tables } = await figure6c.run(small);
  // read off the drawing: alpha = 1 at the share 0.033598
  const [row] = tables.paper!.filter(({ trainSize }) => Math.round(Number(trainSize)) === 4404);
  expect(row).toMatchObject({ alpha: 1, error: expect.closeTo(0.283468, 9) });
  const other = await figure6c.run({ ...small, levels: 2, trainSizes: [50], testSize: 20 });
  expect(other.tables.paper).toBeUndefined();
});
