import { expect, test } from "vitest";
import { isRefusal } from "../src/index.js";

const thrownBy = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};
const deeper = (): number => deeper() + 1;

test.each([
  ["a stack overflow", deeper],
  ["a length of no array", () => new Array(-1)],
  ["a length of no typed array", () => new Float64Array(-1)],
  ["memory that is not there", () => new ArrayBuffer(Number.MAX_SAFE_INTEGER)],
  ["a string that is too long", () => "x".repeat(2 ** 30)],
  ["a count below 0", () => "x".repeat(-1)],
  ["bytes beyond an array", () => new Float64Array(1).set([1, 2])],
  ["a WebAssembly memory of no machine", () => new WebAssembly.Memory({ initial: 65536, maximum: 65537 })],
])("%s is no refusal", (_, action) => {
  const error = thrownBy(action);
  expect(error).toBeInstanceOf(Error);
  expect(isRefusal(error)).toBe(false);
});

test("a RangeError in our voice is one, a TypeError is not", () => {
  expect(isRefusal(new RangeError("tau is -1; expected a scale, finite and > 0"))).toBe(true);
  expect(isRefusal(new TypeError("tau is -1; expected a number"))).toBe(false);
});
