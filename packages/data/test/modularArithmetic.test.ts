import { expect, it } from "vitest";
import { type ModularOperation, modularArithmeticTask } from "../src/index.js";

const task = (operation: ModularOperation, trainShare = 0.5, modulus = 7, seed = 1) =>
  modularArithmeticTask({ modulus, operation, trainShare, seed });

const right: Readonly<Record<ModularOperation, (a: number, b: number, c: number) => boolean>> = {
  add: (a, b, c) => (a + b - c) % 7 === 0,
  subtract: (a, b, c) => (a - b - c) % 7 === 0,
  multiply: (a, b, c) => (a * b - c) % 7 === 0,
  divide: (a, b, c) => (b * c - a) % 7 === 0,
};

it.each(Object.entries(right))("%s: every equation is there once and right", (operation, isRight) => {
  const { X, Y, test, vocabulary } = task(operation as ModularOperation);
  expect(vocabulary).toBe(9);
  const all = [...X.data, ...test!.X.data];
  const results = [...Y.data, ...test!.Y.data];
  const seen = new Set<string>();
  results.forEach((c, i) => {
    const [a, sign, b, equals] = all.slice(4 * i, 4 * i + 4) as [number, number, number, number];
    expect([sign, equals]).toEqual([7, 8]);
    expect(c >= 0 && c < 7 && isRight(a, b, c)).toBe(true);
    seen.add(`${a} ${b}`);
  });
  expect(seen.size).toBe(results.length);
  expect(seen.size).toBe(operation === "divide" ? 42 : 49);
  expect(X.rows).toBe(Math.floor(seen.size / 2));
  expect([test!.X.rows, test!.Y.rows]).toEqual([seen.size - X.rows, seen.size - X.rows]);
});

it("the seed orders equations; a larger share keeps those of a smaller", () => {
  const [half, most] = [task("add", 0.5), task("add", 0.9)];
  expect(most.X.data.slice(0, half.X.data.length)).toEqual(half.X.data);
  expect(task("add", 0.5, 7, 2).X.data).not.toEqual(half.X.data);
  expect(task("add", 1).test).toBeUndefined();
});

it.each([
  [{ modulus: 8, operation: "divide" as const }, "modulus is 8; expected a prime number to divide by"],
  [{ modulus: 1 }, "modulus is 1; expected a whole number from 2 to 4096"],
  [{ trainShare: 0 }, "trainShare is 0; expected a number above 0 and at most 1"],
  [{ trainShare: 0.001 }, "trainShare is 0.001 of 49 equations; expected at least one"],
])("%o is refused", (options, message) => {
  const all = { modulus: 7, operation: "add" as const, trainShare: 0.5, seed: 1, ...options };
  expect(() => modularArithmeticTask(all)).toThrow(message);
});
