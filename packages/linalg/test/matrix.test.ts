import { expect, it } from "vitest";
import { identityMatrix, matrix, matrixFromRows, requireFiniteMatrix, rowsOf, transpose } from "../src/index.js";

it("is row-major, over the entries it is given", () => {
  const data = Float64Array.of(1, 2, 3, 4, 5, 6);
  const a = matrix(2, 3, data);
  expect(a.data).toBe(data);
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  expect(rowsOf(a)).toEqual(rows);
  expect(matrixFromRows(rows)).toEqual(a);
  expect(rowsOf(transpose(a))).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ]);
});

it("can be empty in either direction", () => {
  expect(rowsOf(matrix(0, 3))).toEqual([]);
  expect(rowsOf(matrix(2, 0))).toEqual([[], []]);
  expect(transpose(matrix(0, 3))).toEqual(matrix(3, 0));
  expect(matrixFromRows([])).toEqual(matrix(0, 0));
  expect(identityMatrix(0)).toEqual(matrix(0, 0));
});

it("names a size, a length or an entry that is wrong", () => {
  expect(() => matrix(-1, 2)).toThrow(new RangeError("rows is -1; expected a whole number >= 0"));
  expect(() => matrix(1, 0.5)).toThrow(new RangeError("columns is 0.5; expected a whole number >= 0"));
  expect(() => matrix(2, 2, new Float64Array(3))).toThrow(new RangeError("data has 3 entries; expected 2 x 2 = 4"));
  expect(() => matrixFromRows([[1, 2], [3]])).toThrow(new RangeError("row 1 has length 1, but row 0 has length 2"));
  expect(() => requireFiniteMatrix("kernel", matrix(2, 2, Float64Array.of(0, 0, 0, Number.NEGATIVE_INFINITY)))).toThrow(
    new RangeError("kernel[1][1] is -Infinity; expected a finite number"),
  );
});
