import { expect, it } from "vitest";
import { type Matrix, matrix, matrixFromRows, symmetricEigendecomposition, transpose } from "../src/index.js";
import { randomMatrix, randomSymmetric } from "./randomMatrix.js";
import { departureFromOrthonormal, largestDifference, threeLoops } from "./threeLoops.js";

function expectDecomposition(a: Matrix, tolerance: number): Float64Array {
  const { values, vectors } = symmetricEigendecomposition(a);
  const n = a.rows;
  const scaled = { ...vectors, data: vectors.data.map((entry, i) => entry * values[i % n]!) };
  const largest = a.data.reduce((sofar, entry) => Math.max(sofar, Math.abs(entry)), 0);
  expect(largestDifference(threeLoops(scaled, transpose(vectors)), a)).toBeLessThanOrEqual(tolerance * largest);
  expect(departureFromOrthonormal(vectors)).toBeLessThan(tolerance);
  for (let i = 1; i < n; i++) expect(values[i]!).toBeGreaterThanOrEqual(values[i - 1]!);
  return values;
}

it("decomposes random symmetric matrices at every scale", () => {
  for (const n of [1, 2, 3, 8, 40]) {
    for (const scale of [1, 2 ** -800, 2 ** 800]) {
      const a = randomSymmetric(n, 41 + n);
      expectDecomposition({ ...a, data: a.data.map((entry) => entry * scale) }, 2e-14);
    }
  }
});

it("decomposes repeated and vanishing eigenvalues", () => {
  const factor = randomMatrix(3, 9, 42);
  const values = expectDecomposition(threeLoops(transpose(factor), factor), 5e-15);
  for (const value of values.subarray(0, 6)) expect(Math.abs(value)).toBeLessThan(1e-15 * values[8]!);
  expect([...expectDecomposition(matrix(4, 4), 1e-16)]).toEqual([0, 0, 0, 0]);
});

it("knows the spectrum of the second difference", () => {
  const n = 12;
  const a = matrix(n, n);
  for (let i = 0; i < n; i++) {
    a.data[i * n + i] = 2;
    if (i > 0) a.data[i * n + i - 1] = -1;
    if (i < n - 1) a.data[i * n + i + 1] = -1;
  }
  const values = expectDecomposition(a, 5e-15);
  for (const [i, value] of values.entries()) {
    expect(Math.abs(value - (2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1))))).toBeLessThan(5e-15);
  }
});

it("is empty for the empty matrix", () => {
  expect(symmetricEigendecomposition(matrix(0, 0))).toEqual({ values: new Float64Array(0), vectors: matrix(0, 0) });
});

it("names what is wrong with a matrix", () => {
  const lopsided = matrixFromRows([
    [1, 2],
    [2.5, 1],
  ]);
  expect(() => symmetricEigendecomposition(matrix(2, 3))).toThrow(
    new RangeError("a is 2 x 3; expected a square matrix"),
  );
  expect(() => symmetricEigendecomposition(lopsided)).toThrow(
    new RangeError("a is not symmetric: entries (1, 0) and (0, 1) differ by 0.5"),
  );
  expect(() => symmetricEigendecomposition(matrix(1, 1, Float64Array.of(Number.NaN)))).toThrow(
    new RangeError("a[0][0] is NaN; expected a finite number"),
  );
});
