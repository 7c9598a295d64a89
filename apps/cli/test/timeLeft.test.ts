import { expect, test } from "vitest";
import { timeLeft } from "../src/commands/figure/timeLeft.js";

test("what is left follows the speed since the first share, not what an earlier run had finished", () => {
  let seconds = 0;
  const left = timeLeft(() => 1000 * seconds);
  expect(left(0.5)).toBe("");
  seconds = 1;
  expect(left(0.51)).toBe("");
  seconds = 600;
  // a tenth in ten minutes, four tenths to go
  expect(left(0.6)).toBe(", about 40 min left");
  expect(left(1)).toBe("");
});
