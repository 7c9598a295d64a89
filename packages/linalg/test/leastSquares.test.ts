import { describe, expect, it } from "vitest";
import {
  identityMatrix,
  type Matrix,
  matrix,
  matrixFromRows,
  minimumNormSolution,
  nullSpaceProjector,
  pseudoInverse,
  transpose,
} from "../src/index.js";
import { randomMatrix } from "./randomMatrix.js";
import { largestDifference, threeLoops } from "./threeLoops.js";

const MATRICES: Record<string, Matrix> = {
  tall: randomMatrix(9, 4, 51),
  wide: randomMatrix(4, 9, 52),
  square: randomMatrix(5, 5, 53),
  "rank 2 of 6 x 8": threeLoops(randomMatrix(6, 2, 54), randomMatrix(2, 8, 55)),
  "rank 1 of 7 x 3": threeLoops(randomMatrix(7, 1, 56), randomMatrix(1, 3, 57)),
  "with a repeated row": matrixFromRows([
    [1, 2, 3],
    [1, 2, 3],
    [0, 1, 1],
  ]),
  zero: matrix(3, 5),
  "one entry": matrix(1, 1, Float64Array.of(-4)),
};

const vector = (entries: Float64Array): Matrix => matrix(entries.length, 1, entries);
const norm = (entries: Float64Array): number => Math.hypot(...entries);

describe.each(Object.entries(MATRICES))("of a %s matrix", (_, a) => {
  it("the pseudo-inverse has the four properties of Moore and Penrose", () => {
    const inverse = pseudoInverse(a);
    expect([inverse.rows, inverse.columns]).toEqual([a.columns, a.rows]);
    const left = threeLoops(a, inverse);
    const right = threeLoops(inverse, a);
    const size = 1 + norm(inverse.data);
    expect(largestDifference(threeLoops(left, a), a)).toBeLessThan(5e-15 * size);
    expect(largestDifference(threeLoops(right, inverse), inverse)).toBeLessThan(5e-15 * size ** 2);
    expect(largestDifference(left, transpose(left))).toBeLessThan(3e-15 * size);
    expect(largestDifference(right, transpose(right))).toBeLessThan(3e-15 * size);
  });

  it("the projector is symmetric, idempotent, and onto what the matrix takes to 0", () => {
    const projector = nullSpaceProjector(a);
    expect(projector.data).toEqual(transpose(projector).data);
    expect(largestDifference(threeLoops(projector, projector), projector)).toBeLessThan(5e-15);
    expect(largestDifference(threeLoops(a, projector), matrix(a.rows, a.columns))).toBeLessThan(1e-14);
    const complement = threeLoops(pseudoInverse(a), a);
    const sum = projector.data.map((entry, i) => entry + complement.data[i]!);
    expect(largestDifference({ ...projector, data: sum }, identityMatrix(a.columns))).toBeLessThan(1e-14);
  });

  it("the minimum-norm solution leaves a residual orthogonal to the columns, and has nothing in the null space", () => {
    const y = randomMatrix(a.rows, 1, 58).data;
    const b = minimumNormSolution(a, y);
    const residual = threeLoops(a, vector(b)).data.map((entry, i) => entry - y[i]!);
    const size = 1 + norm(b);
    expect(norm(threeLoops(transpose(a), vector(residual)).data)).toBeLessThan(2e-14 * size);
    expect(norm(threeLoops(nullSpaceProjector(a), vector(b)).data)).toBeLessThan(1e-14 * size);
  });
});

it("solves by hand: the point of a line nearest to the origin", () => {
  const b = minimumNormSolution(matrixFromRows([[3, 4]]), [10]);
  expect(Math.hypot(b[0]! - 1.2, b[1]! - 1.6)).toBeLessThan(1e-15);
});

it("fits a line by least squares", () => {
  // the points (0, 1), (1, 2), (2, 2), (3, 4) have the line 0.9 + 0.9 x
  const x = matrixFromRows([
    [1, 0],
    [1, 1],
    [1, 2],
    [1, 3],
  ]);
  const [intercept, slope] = minimumNormSolution(x, [1, 2, 2, 4]);
  expect(Math.hypot(intercept! - 0.9, slope! - 0.9)).toBeLessThan(2e-15);
});

it("works at tiny and huge scales", () => {
  const a = randomMatrix(3, 5, 59);
  const y = randomMatrix(3, 1, 60).data;
  const b = minimumNormSolution(a, y);
  for (const scale of [2 ** -660, 2 ** 660]) {
    const scaled = { ...a, data: a.data.map((entry) => entry * scale) };
    expect(minimumNormSolution(scaled, y).map((entry) => entry * scale)).toEqual(b);
    expect(nullSpaceProjector(scaled)).toEqual(nullSpaceProjector(a));
  }
});

it("projects onto everything where there are no rows", () => {
  expect(nullSpaceProjector(matrix(0, 3))).toEqual(identityMatrix(3));
  expect([...minimumNormSolution(matrix(0, 3), [])]).toEqual([0, 0, 0]);
  expect(pseudoInverse(matrix(0, 3))).toEqual(matrix(3, 0));
});

it("names lengths that do not fit", () => {
  expect(() => minimumNormSolution(matrix(3, 2), [1, 2])).toThrow(new RangeError("y has length 2, but X has 3 rows"));
  expect(() => minimumNormSolution(matrix(2, 2), [1, Number.NaN])).toThrow(
    new RangeError("y[1] is NaN; expected a finite number"),
  );
});
