import { expect, test } from "vitest";
import { mapTable } from "../src/index.js";

test("the median of four seeds is halfway between the second and the third, whatever their order", () => {
  const rows = [100, 9, 1, 10].map((S, seed) => ({ seed, tau: 1, delta: 0, S }));
  const { rows: mapped } = mapTable(rows, { x: "tau", y: "delta", values: ["S"] });
  // deviations from the mean 30 are 70, -21, -29 and -20: their squares sum to 6582, over 3
  const deviation = expect.closeTo(Math.sqrt(2194), 12);
  expect(mapped).toEqual([
    expect.objectContaining({ runs: 4, mean: 30, median: 9.5, least: 1, greatest: 100, deviation }),
  ]);
});
