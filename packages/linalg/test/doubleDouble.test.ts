import { expect, test } from "vitest";
import { doubleDoubleDot, doubleDoubleProduct, doubleDoubleRoot, doubleDoubleSum } from "../src/index.js";

const eps = 2 ** -60;

test("a sum keeps what one number would drop", () => {
  expect(doubleDoubleSum([1, 0], [eps, 0])).toEqual([1, eps]);
  expect(doubleDoubleSum([1, eps], [-1, eps])).toEqual([2 * eps, 0]);
  expect(doubleDoubleSum([2 ** -70, 0], [1, eps])).toEqual([1, eps + 2 ** -70]);
});

test("a product has the square of a rounding, and both cross terms", () => {
  // (1 + 2^-30)^2 = 1 + 2^-29 + 2^-60
  expect(doubleDoubleProduct([1 + 2 ** -30, 0], [1 + 2 ** -30, 0])).toEqual([1 + 2 ** -29, 2 ** -60]);
  expect(doubleDoubleProduct([1, eps], [3, 0])).toEqual([3, 3 * eps]);
  expect(doubleDoubleProduct([5, 0], [1, -eps])).toEqual([5, -5 * eps]);
});

test("a root squares to its argument in twice the digits", () => {
  for (const x of [
    [2, 0],
    [3, 2 ** -55],
    [1e100, 1e80],
  ] as const) {
    const root = doubleDoubleRoot(x);
    const [high, low] = doubleDoubleSum(doubleDoubleProduct(root, root), [-x[0], -x[1]]);
    expect(Math.abs(high + low)).toBeLessThan(1e-31 * x[0]);
  }
  expect(doubleDoubleRoot([0, 0])).toEqual([0, 0]);
});

test("a dot product of a million to one", () => {
  expect(doubleDoubleDot([1e16, 1, -1e16], [1, eps, 1])).toEqual([eps, 0]);
  // 1/3 rounded is 1/3 - 2^-54/3, so that the sum is -2^-54
  expect(doubleDoubleDot([3, 1], [1 / 3, -1])[0]).toBe(-(2 ** -54));
  expect(() => doubleDoubleDot([1], [])).toThrow(new RangeError("x has length 1; expected 0, the length of y"));
});
