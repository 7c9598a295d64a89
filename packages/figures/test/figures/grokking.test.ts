import { builtInLists, cellsOf, columnsOfCell, completeSpec } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { figure6d } from "../../src/figures/figure6d.js";
import { figure12 } from "../../src/figures/figure12.js";
import { grokkingRunSpec } from "../../src/figures/grokking.js";

const small = {
  ...figure12.spec,
  ...{ modulus: 5, embedding: 8, heads: 2, batch: 8, alphas: [1, 10], taus: [1], seeds: 2, lastStep: 20, every: 10 },
};
const text = (svg: string): string => svg.replace(/<[^>]*>/g, "|");

test("runs that had not generalized when they were cut are drawn and counted as such", async () => {
  const data = await figure12.run(small);
  const cells = data.tables.maps!.filter((row) => row.event === "generalized");
  expect(cells.map(({ steps, censored, seeds }) => [steps, censored, seeds])).toEqual(Array(2).fill([20, 2, 2]));
  expect(data.tables.runs!.map(({ generalized }) => generalized)).toEqual(Array(4).fill(null));
  expect(text(figure12.draw(data, small))).toContain("|&gt; 20|");
  const curves = { ...small, seeds: 1 };
  expect(figure6d.caption(curves, await figure6d.run(curves))).toContain(
    "over 20; at α = 10 after over 20 and over 20 steps",
  );
});

test("a run that is right ends, and its steps are those of the first checkpoint at which it was", async () => {
  const easy = { ...small, accuracy: 0.05, lastStep: 60 };
  const { tables } = await figure6d.run(easy);
  for (const { alpha, seed, generalized } of tables.runs!) {
    const own = tables.curves!.filter((row) => row.alpha === alpha && row.seed === seed && Number(row.step) > 0);
    const reached = own.findIndex((row) => Number(row.testAccuracy) >= 0.05);
    if (reached >= 0) expect(reached).toBe(own.length - 1);
    if (generalized !== 0) expect(generalized).toBe(reached < 0 ? null : own[reached]!.step);
  }
  expect(tables.runs!.some(({ generalized }) => generalized !== null)).toBe(true);
});

test("logits times tau go with a learning rate over tau squared", () => {
  const spec = { ...small, taus: [0.5, 2], learningRate: 0.004 };
  const cells = cellsOf(builtInLists, completeSpec(builtInLists, grokkingRunSpec(spec)));
  const columns = cells.map((cell) => columnsOfCell(builtInLists, cell));
  expect(new Set(columns.map(({ outputScale, learningRate }) => `${outputScale} ${learningRate}`))).toEqual(
    new Set(["0.5 0.016", "2 0.001"]),
  );
});
