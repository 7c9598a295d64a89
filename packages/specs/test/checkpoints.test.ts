import { expect, test } from "vitest";
import { checkpoints, parseSpec } from "../src/index.js";

test("steps may rise and repeat, and the first that falls is named with the one before", () => {
  expect(parseSpec(checkpoints, [0, 10, 10, 100])).toEqual([0, 10, 10, 100]);
  expect(() => parseSpec(checkpoints, [0, 10, 20, 5, 1])).toThrow("spec[3] is 5, after 20; expected ascending steps");
});
