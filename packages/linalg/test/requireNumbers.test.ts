import { expect, it } from "vitest";
import {
  requireFinite,
  requireFiniteVector,
  requireLength,
  requireNonNegative,
  requirePositive,
  requireWhole,
  requireWidths,
} from "../src/index.js";

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "1" as unknown as number];

it.each([
  ["finite", requireFinite, [-1, 0, 0.5], [], "a finite number"],
  ["positive", requirePositive, [1e-300, 0.5], [0, -1], "a finite number above 0"],
  ["not negative", requireNonNegative, [0, 0.5], [-1e-300], "a finite number of at least 0"],
  ["whole", requireWhole, [1, 2 ** 53 - 1], [0, 0.5, -1, 2 ** 53], "a whole number above 0"],
] as const)("%s numbers pass, others are named with their value", (_, check, passing, refused, expected) => {
  for (const value of passing) expect(() => check("tau", value)).not.toThrow();
  for (const value of [...refused, ...bad]) {
    expect(() => check("tau", value)).toThrow(new RangeError(`tau is ${value}; expected ${expected}`));
  }
});

it("entries and lengths are named", () => {
  expect(() => requireFiniteVector("y", [1, Number.NaN])).toThrow(
    new RangeError("y[1] is NaN; expected a finite number"),
  );
  expect(() => requireFiniteVector("y", [])).toThrow(new RangeError("y is empty; expected at least one number"));
  expect(() => requireWidths("widths", [1, 0])).toThrow(
    new RangeError("widths[1] is 0; expected a whole number above 0"),
  );
  expect(() => requireLength("y", [1], 2, "one a row of X")).toThrow(
    new RangeError("y has length 1; expected 2, one a row of X"),
  );
});
