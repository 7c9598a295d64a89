import { expect, it } from "vitest";
import { identityMatrix, matrixFromRows, orthonormalColumns, transposedProduct } from "../src/index.js";
import { randomMatrix } from "./randomMatrix.js";
import { largestDifference } from "./threeLoops.js";

it("orthonormalColumns are so to the last digits, also of nearly dependent columns, and keep the span of the first ones", () => {
  const a = randomMatrix(12, 6, 1);
  // the last column is the first, up to 1e-9
  for (let i = 0; i < 12; i++) a.data[6 * i + 5] = a.data[6 * i]! + 1e-9 * a.data[6 * i + 5]!;
  const q = orthonormalColumns(a);
  expect(largestDifference(transposedProduct(q, q), identityMatrix(6))).toBeLessThan(1e-15);
  const norm = Math.hypot(...Array.from({ length: 12 }, (_, i) => a.data[6 * i]!));
  for (let i = 0; i < 12; i++) expect(q.data[6 * i]).toBeCloseTo(a.data[6 * i]! / norm, 15);
});

it("refuses dependent columns and more columns than rows", () => {
  expect(() =>
    orthonormalColumns(
      matrixFromRows([
        [1, 2],
        [1, 2],
      ]),
    ),
  ).toThrow(new RangeError("column 1 of a depends on the columns before it"));
  expect(() => orthonormalColumns(matrixFromRows([[1, 2]]))).toThrow(
    new RangeError("a is 1 x 2; expected at most as many columns as rows"),
  );
});
