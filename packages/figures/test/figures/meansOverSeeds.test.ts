import { builtInLists, cellsOf, columnsOfCell, completeSpec, type SweepRunner } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import { expect, test } from "vitest";
import { depth } from "../../src/figures/depth.js";
import { figure11 } from "../../src/figures/figure11.js";
import { learningSpeeds } from "../../src/figures/learningSpeeds.js";

// Runs whose numbers are chosen by hand, so that a mean, a sum, a median and a neighbour are all other numbers.
const giving =
  (rows: readonly Row[], layers: readonly Row[] = []): SweepRunner =>
  async () => ({ spec: null, rows, tables: { layers }, provenance: null });

const axisLabels = (svg: string): string[] =>
  Array.from(
    svg.matchAll(/aria-label="([xy])-axis label"[^>]*>.*?<text[^>]*>(.*?)<\/text>/gs),
    ([, axis, label]) => `${axis}: ${label!.replace(/<[^>]*>/g, "")}`,
  );

test("figure 11's lines are the means of the seeds of their alpha, each column its own", async () => {
  const rows = [
    { alpha: 1, seed: 0, filterSmoothness: 1, testAccuracy: 0.25 },
    { alpha: 10, seed: 0, filterSmoothness: 3, testAccuracy: 0.5 },
    { alpha: 1, seed: 1, filterSmoothness: 2, testAccuracy: 0.25 },
    { alpha: 10, seed: 1, filterSmoothness: 5, testAccuracy: 0.75 },
    { alpha: 1, seed: 2, filterSmoothness: 6, testAccuracy: 1 },
    { alpha: 10, seed: 2, filterSmoothness: 4, testAccuracy: 1 },
  ];
  const spec = { ...figure11.spec, alphas: [1, 10], seeds: 3 };
  const data = await figure11.run(spec, { sweep: giving(rows) });
  expect(data.tables.means).toEqual([
    { alpha: 1, smoothness: expect.closeTo(3, 12), accuracy: expect.closeTo(0.5, 12) },
    { alpha: 10, smoothness: expect.closeTo(4, 12), accuracy: expect.closeTo(0.75, 12) },
  ]);
  expect(axisLabels(figure11.draw(data, spec))).toEqual(["x: α", "y: equation 132", "x: α", "y: test accuracy"]);
});

test("depth has the mean, the least and the greatest of the seeds of each number of layers, and counts runs cut short", async () => {
  const run = (widths: string, error: number, evaluations: number, stopReason = "stopped"): Row => ({
    ...{ widths, alpha: 1, seed: 0, generalizationError: error, evaluations, stopReason },
  });
  const rows = [
    ...[run("[8]", 0.25, 100), run("[8]", 0.5, 200), run("[8]", 0.75, 600)],
    ...[run("[8,8]", 0.125, 10), run("[8,8]", 0.5, 20, "finished"), run("[8,8]", 0.125, 60)],
  ];
  const spec = { ...depth.spec, depths: [2, 3], alphas: [1], seeds: 3 };
  const data = await depth.run(spec, { sweep: giving(rows) });
  const [two, three] = data.tables.means!;
  expect(two).toMatchObject({ depth: 2, seeds: 3, cut: 0, error: expect.closeTo(0.5, 12) });
  expect(two).toMatchObject({ errorLeast: 0.25, errorGreatest: 0.75, stepsLeast: 100, stepsGreatest: 600 });
  expect(two!.steps).toBeCloseTo(300, 9);
  expect(three).toMatchObject({ depth: 3, seeds: 3, cut: 1, error: expect.closeTo(0.25, 12) });
  expect(three!.steps).toBeCloseTo(30, 9);
  const labels = ["x: layers of weights", "y: test error", "x: layers of weights", "y: steps"];
  expect(axisLabels(depth.draw(data, spec))).toEqual(labels);
});

test("the sweep of depth trains depth - 1 hidden layers at the rate times the width", async () => {
  let asked: unknown;
  const stop = new Error("asked");
  const sweep: SweepRunner = async (spec) => {
    asked = spec;
    throw stop;
  };
  const spec = { ...depth.spec, depths: [2, 4], alphas: [0.1, 10], seeds: 2, width: 16, rate: 0.25 };
  await expect(depth.run(spec, { sweep })).rejects.toBe(stop);
  const columns = cellsOf(builtInLists, completeSpec(builtInLists, asked)).map((c) => columnsOfCell(builtInLists, c));
  expect(columns).toHaveLength(2 * 2 * 2);
  expect(new Set(columns.map(({ widths }) => widths))).toEqual(new Set(["[16]", "[16,16,16]"]));
  for (const column of columns) {
    expect(column).toMatchObject({ learningRate: 4, momentum: 0.9, schedule: "cosine", scheduleEpochs: 200 });
  }
});

test("learning speeds are the means over seeds of the share of one layer at one step", async () => {
  const rows = [0.25, 0.5, 0.75].flatMap((share, seed) =>
    [1, 2].map((layer) => ({ alpha: 1, step: 10, layer, seed, layerKernelShare: layer === 1 ? share / 2 : share })),
  );
  const spec = { ...learningSpeeds.spec, alphas: [1], seeds: 3, depth: 1 };
  const data = await learningSpeeds.run(spec, { sweep: giving([], rows) });
  expect(data.tables.shares).toEqual([
    { alpha: 1, step: 10, layer: 1, seeds: 3, share: expect.closeTo(0.25, 12) },
    { alpha: 1, step: 10, layer: 2, seeds: 3, share: expect.closeTo(0.5, 12) },
  ]);
  expect(axisLabels(learningSpeeds.draw(data, spec))).toEqual(["x: steps", "y: share of the trace"]);
});
