import { expect, it } from "vitest";
import { exclusiveOrTask } from "../src/index.js";

it("has its clusters on the diagonals, with the sign of x1 x2", () => {
  const { X, Y } = exclusiveOrTask({ trainSize: 8000, spread: 0.05, seed: 5 });
  const mean = { x: 0, square: 0, linear: 0 };
  for (let i = 0; i < 8000; i++) {
    const [x1, x2] = [X.data[2 * i]!, X.data[2 * i + 1]!];
    expect(Math.sign(x1 * x2)).toBe(Y.data[i]);
    mean.x += x1 / 8000;
    mean.square += (x1 * x1 + x2 * x2) / 8000;
    mean.linear += (x1 * Y.data[i]!) / 8000;
  }
  // five standard deviations of 0.05/sqrt(8000) around exactly balanced centres
  expect(Math.abs(mean.x)).toBeLessThan(0.003);
  expect(Math.abs(mean.linear)).toBeLessThan(0.003);
  expect(mean.square).toBeCloseTo(1 + 2 * 0.05 ** 2, 2);
});

it("has exact centres without spread, and the same points for the same seed", () => {
  const { X, Y } = exclusiveOrTask({ trainSize: 4, spread: 0, seed: 1 });
  const c = Math.SQRT1_2;
  expect([...X.data]).toEqual([c, c, -c, c, c, -c, -c, -c]);
  expect([...Y.data]).toEqual([1, -1, -1, 1]);
  expect(exclusiveOrTask({ trainSize: 9, seed: 2 })).toEqual(exclusiveOrTask({ trainSize: 9, seed: 2 }));
});

it.each([
  [{ trainSize: 0, seed: 1 }, "trainSize is 0; expected a whole number above 0"],
  [{ trainSize: 4, spread: -1, seed: 1 }, "spread is -1; expected a finite number of at least 0"],
])("%#: %s", (options, message) => {
  expect(() => exclusiveOrTask(options)).toThrow(new RangeError(message));
});
