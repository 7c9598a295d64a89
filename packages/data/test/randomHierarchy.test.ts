import { describe, expect, it } from "vitest";
import { randomHierarchyTask } from "../src/index.js";

const small = { classes: 4, tuples: 3, symbols: 6, tupleSize: 2, levels: 2, trainSize: 100, testSize: 8, seed: 3 };
const triples = { classes: 2, tuples: 2, symbols: 3, tupleSize: 3, levels: 2, trainSize: 20, testSize: 12, seed: 0 };

describe.each([small, triples])("%j", (options) => {
  const { classes, tuples: m, symbols: v, tupleSize: s, levels } = options;
  const length = s ** levels;
  const ofClass = m ** ((length - 1) / (s - 1));
  const all = randomHierarchyTask({ ...options, trainSize: classes * ofClass, testSize: 0 });

  it("has one symbol in each place of an input", () => {
    expect([all.X.rows, all.X.columns]).toEqual([classes * ofClass, length * v]);
    for (let k = 0; k < all.X.data.length; k += v) {
      expect([...all.X.data.subarray(k, k + v)].sort()).toEqual([...new Array(v - 1).fill(0), 1]);
    }
  });

  it("has no tuple twice at any level", () => {
    expect(all.rules.map(({ length: size }) => size)).toEqual(
      [classes, ...new Array(levels - 1).fill(v)].map((rows) => rows * m * s),
    );
    for (const table of all.rules) {
      const found = Array.from({ length: table.length / s }, (_, k) => table.subarray(k * s, (k + 1) * s).join());
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it("has every point once, as many of each class, each of which its rules lead back to its class", () => {
    const inputs = new Set<string>();
    const counts = new Array(classes).fill(0);
    for (let i = 0; i < all.X.rows; i++) {
      let symbols = Array.from(
        { length },
        (_, k) => all.X.data.indexOf(1, (i * length + k) * v) - (i * length + k) * v,
      );
      inputs.add(symbols.join());
      for (const table of all.rules.toReversed()) {
        const parents: number[] = [];
        for (let k = 0; k < symbols.length; k += s) {
          const tuple = symbols.slice(k, k + s).join();
          let row = 0;
          while (table.subarray(row * s, (row + 1) * s).join() !== tuple) expect(row++).toBeLessThan(table.length / s);
          parents.push(Math.floor(row / m));
        }
        symbols = parents;
      }
      expect(symbols).toEqual([all.Y.data[i]]);
      counts[all.Y.data[i]!]++;
    }
    expect(inputs.size).toBe(classes * ofClass);
    expect(counts).toEqual(new Array(classes).fill(ofClass));
  });

  it("trains on the first points of one order and tests on the last", () => {
    const { X, Y, test } = randomHierarchyTask(options);
    const from = all.X.rows - options.testSize;
    expect(X.data).toEqual(all.X.data.subarray(0, X.data.length));
    expect(Y.data).toEqual(all.Y.data.subarray(0, options.trainSize));
    expect(test!.X.data).toEqual(all.X.data.subarray(from * length * v));
    expect(test!.Y.data).toEqual(all.Y.data.subarray(from));
  });
});

it("has other rules and another order for another seed", () => {
  const [one, other] = [3, 4].map((seed) => randomHierarchyTask({ ...small, seed }));
  expect(one!.rules).not.toEqual(other!.rules);
  expect(one!.Y).not.toEqual(other!.Y);
});

it.each([
  [{ classes: 1 }, "classes is 1; expected"],
  [{ tupleSize: 1 }, "tupleSize is 1; expected"],
  [{ tuples: 7 }, "tuples is 7; expected at most 6, or 6 symbols share some of the 36 tuples"],
  [{ trainSize: 101 }, "trainSize + testSize is 109; expected at most 108, all points"],
  [{ levels: 5 }, "points; expected at most 33554432"],
])("refuses %j", (changed, message) => {
  expect(() => randomHierarchyTask({ ...small, ...changed })).toThrow(message);
});
