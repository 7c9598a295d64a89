import { findFigure } from "@lazyrich/figures";
import { run } from "@lazyrich/runs";
import { expect, test } from "vitest";
import { rulesOf, treeOf } from "../src/demos/ruleTree.ts";
import { hierarchyCell } from "../src/simulation/hierarchyCell.ts";
import { deepLists, watchedTraining } from "../src/simulation/watchedTraining.ts";

test("a network of the hierarchy's demo is that of figure 6c's seconds", async () => {
  const figure = findFigure("6c");
  const spec = { ...(figure.presets!.seconds as object), trainSizes: [300], alphas: [10], firstSeed: 3 };
  const { tables } = await figure.run(spec);
  const { error } = await hierarchyCell({ trainSize: 300, alpha: 10, seed: 3 });
  expect(error).toBe(tables.runs![0]!.error);
});

test("the tree of a class ends in symbols that its rules allow, another for each way", () => {
  const rules = rulesOf(5);
  const leaves = (way: number) => treeOf(rules, 2, way).map((row) => row.map(({ symbol }) => symbol));
  const all = Array.from({ length: 3 ** 7 }, (_, way) => leaves(way));
  expect(new Set(all.map((tree) => tree.at(-1)!.join(""))).size).toBe(3 ** 7);
  for (const tree of all.filter((_, way) => way % 100 === 0)) {
    expect(tree.map((row) => row.length)).toEqual([1, 2, 4, 8]);
    rules.forEach((table, level) => {
      tree[level]!.forEach((symbol, k) => {
        const tuples = [0, 1, 2].map((tuple) => [
          ...table.subarray((symbol * 3 + tuple) * 2, (symbol * 3 + tuple) * 2 + 2),
        ]);
        expect(tuples).toContainEqual(tree[level + 1]!.slice(2 * k, 2 * k + 2));
      });
    });
  }
});

test("a training that is watched is the library's, is seen at every checkpoint, and ends where it is told or aborted", async () => {
  const steps = [0, 2, 5, 9];
  const spec = {
    task: { name: "modular-arithmetic", modulus: 5, operation: "divide", trainShare: 0.6 },
    model: { name: "decoder", embedding: 8, heads: 2 },
    start: { name: "pytorch", alpha: 3 },
    loss: "cross-entropy",
    dynamics: { name: "adamw", learningRate: 0.01, weightDecay: 0.3, batch: 8, steps },
    ...{ seed: 4, measures: ["trainLoss"] },
  };
  const { rows } = await run(spec, { lists: deepLists });
  const seen: [number, number][] = [];
  const { signal } = new AbortController();
  await watchedTraining(spec, (step, theta, { bound }) => !seen.push([step, bound.lossAt(theta)]), signal);
  expect(seen).toEqual(rows.map(({ step, trainLoss }) => [step, trainLoss]));

  const stopped: number[] = [];
  await watchedTraining(spec, (step) => stopped.push(step) === 2, signal);
  expect(stopped).toEqual([0, 2]);
  const reason = new Error("another question");
  await expect(watchedTraining(spec, () => false, AbortSignal.abort(reason))).rejects.toBe(reason);
});
