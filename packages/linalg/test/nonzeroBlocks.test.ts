import { expect, it } from "vitest";
import { matrixFromRows, singularValueDecomposition } from "../src/index.js";
import { nonzeroBlocks } from "../src/nonzeroBlocks.js";

it("finds rows and columns that meet, in any order, and leaves out zeros", () => {
  const a = matrixFromRows([
    [0, 2, 0, 0],
    [1, 0, 0, 3],
    [0, 0, 0, 0],
    [0, 5, 0, 0],
  ]);
  expect(nonzeroBlocks(a)).toEqual([
    { rows: [0, 3], columns: [1] },
    { rows: [1], columns: [0, 3] },
  ]);
  expect(nonzeroBlocks(matrixFromRows([[0, 0]]))).toEqual([]);
});

it("gives singular vectors that are exactly 0 outside their block, and small blocks their digits beside large ones", () => {
  const a = matrixFromRows([
    [0, 0, 0],
    [3e-100, 0, 4e-100],
    [0, 2, 0],
    [0, 1, 0],
  ]);
  const { left, values, right } = singularValueDecomposition(a);
  expect(Math.abs(values[0]! / Math.sqrt(5) - 1)).toBeLessThan(4e-16);
  expect(Math.abs(values[1]! / 5e-100 - 1)).toBeLessThan(4e-16);
  expect(values[2]).toBe(0);
  const column = ({ rows, columns, data }: typeof left, j: number): number[] =>
    Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
  expect(column(left, 0).slice(0, 2)).toEqual([0, 0]);
  expect(column(left, 1).map(Math.abs)).toEqual([0, 1, 0, 0]);
  expect(column(right, 0).map(Math.abs)).toEqual([0, 1, 0]);
  expect(column(right, 1)[1]).toBe(0);
  // what no block has is filled up along axes
  expect(column(left, 2).map(Math.abs)).toEqual([1, 0, 0, 0]);
});

it("calls values 0 that are rounding of their block", () => {
  const { values } = singularValueDecomposition(
    matrixFromRows([
      [3, 6, 6],
      [4, 8, 8],
    ]),
  );
  expect(values[1]).toBe(0);
});
