import { expect, it } from "vitest";
import { equalized, padded } from "../src/figure/axis.js";

it("a domain has the asked share of its length more at each end, on a log axis of its decades", () => {
  expect(padded("x", [2, 6], undefined, 0.25)).toEqual([1, 7]);
  const [low, high] = padded("x", [1, 100], { type: "log" }, 0.5)!;
  expect(low).toBeCloseTo(0.1, 14);
  expect(high).toBeCloseTo(1000, 10);
});

it("units are as long on both axes: the domain that is shorter for its side grows about its middle", () => {
  expect(equalized([0, 2], [0, 3], 2)).toEqual([
    [-2, 4],
    [0, 3],
  ]);
  expect(equalized([0, 8], [1, 2], 2)).toEqual([
    [0, 8],
    [-0.5, 3.5],
  ]);
});
