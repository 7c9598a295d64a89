import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOfShard, parseShard } from "../../src/sweep/shard.js";
import { sweepCells } from "../../src/sweep/sweepCells.js";
import { parseSweepSpec } from "../../src/sweep/sweepSpec.js";

const paper = {
  tau: { from: 0.1, to: 10 ** 0.3, count: 17, scale: "log" },
  delta: { from: -1, to: 1, count: 17 },
  seed: { from: 0, to: 15, count: 16 },
};

test("the paper's grid has its 4624 cells, every seed's together", () => {
  const cells = sweepCells(parseSweepSpec(paper));
  expect(cells).toHaveLength(17 * 17 * 16);
  expect(cells.map(({ index }) => index)).toEqual(Array.from(cells, (_, i) => i));
  const common = { n: 1000, d: 100, teacherWidth: 3, testCount: 10_000, gamma: 0, hiddenWidth: 50 };
  expect(cells[0]!.parameters).toEqual({ seed: 0, ...common, tau: 0.1, delta: -1 });
  expect(cells[1]!.parameters.delta).toBe(-0.875);
  expect(cells[17]!.parameters.tau).toBeCloseTo(10 ** (-1 + 1.3 / 16), 15);
  expect(cells.at(-1)!.parameters).toEqual({ seed: 15, ...common, tau: 10 ** 0.3, delta: 1 });
  expect(new Set(cells.slice(0, 289).map(({ parameters }) => parameters.seed))).toEqual(new Set([0]));
  expect(new Set(cells.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(4624);
});

test("whole numbers in whole steps stay whole: seeds from 1 to any count", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 2, max: 400 }),
      (from, step, count) => {
        const seed = { from, to: from + step * (count - 1), count };
        const cells = sweepCells(parseSweepSpec({ tau: 1, delta: 0, seed }));
        expect(cells.map(({ parameters }) => parameters.seed)).toEqual(
          Array.from({ length: count }, (_, i) => from + step * i),
        );
      },
    ),
  );
});

test("shards are disjoint and complete", () => {
  const cells = sweepCells(parseSweepSpec(paper));
  const shards = [1, 2, 3].map((k) => cellsOfShard(cells, { k, n: 3 }));
  expect(shards.flat().sort((a, b) => a.index - b.index)).toEqual(cells);
  expect(Math.max(...shards.map((each) => each.length)) - Math.min(...shards.map((each) => each.length))).toBe(1);
  expect(parseShard("2/8")).toEqual({ k: 2, n: 8 });
});

test.each(["0/4", "5/4", "1", "a/b", "1/0", "-1/2"])("%s is no shard", (text) => {
  expect(() => parseShard(text)).toThrow(`shard is "${text}"; expected k/n with k from 1 to n, such as 2/8`);
});

test.each([
  [{ ...paper, tau: undefined }, "spec.tau is missing; expected a finite number or an array or an object"],
  [{ ...paper, tau: 0 }, "spec.tau is 0; expected a positive number"],
  [{ ...paper, tau: [1, -1] }, "spec.tau[1] is -1; expected a positive number"],
  [
    { ...paper, tau: { from: 0, to: 1, count: 2, scale: "log" } },
    "spec.tau.from is 0; expected a positive number on a logarithmic scale",
  ],
  [{ ...paper, steps: [10, 100, 50] }, "spec.steps[2] is 50, after 100; expected ascending steps"],
  [{ ...paper, seed: 1.5 }, "spec.seed is 1.5; expected an integer"],
  [{ ...paper, width: 4 }, 'spec has no field "width"; expected'],
  [{ ...paper, dynamics: "adam" }, 'spec.dynamics is "adam"; expected one of'],
])("%#: %s", (spec, message) => {
  expect(() => parseSweepSpec(spec)).toThrow(message);
});

test.each([
  [{ ...paper, tau: { from: -1, to: 1, count: 3 } }, "spec.tau has -1 in its range; expected positive numbers"],
  [{ ...paper, n: { from: 10, to: 15, count: 3 } }, "spec.n has 12.5 in its range; expected whole numbers"],
  [{ ...paper, delta: { from: 0, to: 1, count: 1e6 } }, "spec has 272000000 cells; expected at most 10000000"],
])("%#: %s", (spec, message) => {
  expect(() => sweepCells(parseSweepSpec(spec))).toThrow(message);
});
