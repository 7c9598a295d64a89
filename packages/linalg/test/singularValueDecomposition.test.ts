import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Matrix,
  matrix,
  matrixFromRows,
  singularValueDecomposition,
  singularValues,
  transpose,
} from "../src/index.js";
import { randomMatrix } from "./randomMatrix.js";
import { departureFromOrthonormal, largestDifference, threeLoops } from "./threeLoops.js";

/** Checks a = left diag(values) right^T with orthonormal columns, relative to the largest entry. */
function expectDecomposition(a: Matrix, tolerance: number): Float64Array {
  const { left, values, right } = singularValueDecomposition(a);
  const r = Math.min(a.rows, a.columns);
  expect([left.rows, left.columns, values.length, right.rows, right.columns]).toEqual([a.rows, r, r, a.columns, r]);
  const largest = a.data.reduce((sofar, entry) => Math.max(sofar, Math.abs(entry)), 0) || 1;
  const relative = (x: Matrix): Matrix => ({ ...x, data: x.data.map((entry) => entry / largest) });
  const scaled = { ...left, data: left.data.map((entry, i) => entry * (values[i % r]! / largest)) };
  expect(largestDifference(threeLoops(scaled, transpose(right)), relative(a))).toBeLessThan(tolerance);
  expect(departureFromOrthonormal(left)).toBeLessThan(tolerance);
  expect(departureFromOrthonormal(right)).toBeLessThan(tolerance);
  for (const [i, value] of values.entries()) {
    expect(value).toBeGreaterThanOrEqual(0);
    if (i > 0) expect(value).toBeLessThanOrEqual(values[i - 1]!);
  }
  return values;
}

it("decomposes tall, wide, square and single matrices", () => {
  for (const [rows, columns] of [
    [1, 1],
    [1, 6],
    [6, 1],
    [7, 4],
    [4, 7],
    [40, 40],
    [90, 30],
    [30, 90],
  ] as const) {
    expectDecomposition(randomMatrix(rows, columns, rows + 100 * columns), 3e-14);
  }
});

it("decomposes graded, sparse, repeated and deficient matrices, where the iteration is at its limits", () => {
  const entry = fc.oneof(
    fc.constantFrom(0, 1, -1),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e300, min: -1e300 }),
  );
  const side = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(side, side, fc.infiniteStream(entry), (rows, columns, stream) => {
      expectDecomposition(matrix(rows, columns, Float64Array.from(stream.take(rows * columns))), 1e-13);
    }),
    { seed: 31, numRuns: 400 },
  );
});

it("has the same values at every scale, from subnormal to the largest numbers", () => {
  const a = randomMatrix(4, 7, 32);
  const values = singularValueDecomposition(a).values;
  // 2^-1060 leaves 14 digits of the 53 of an entry, 2^1021 is next to the overflow
  for (const [scale, tolerance] of [
    [2 ** -1060, 1e-3],
    [2 ** -700, 0],
    [2 ** 700, 0],
    [2 ** 1021, 0],
  ] as const) {
    const scaled = expectDecomposition({ ...a, data: a.data.map((x) => x * scale) }, Math.max(tolerance, 1e-14));
    for (const [i, value] of scaled.entries()) {
      expect(Math.abs(value / scale - values[i]!)).toBeLessThanOrEqual(tolerance * values[0]!);
    }
  }
});

it("knows the values of a rank-one matrix, of a rotation, and of Kahan's triangle", () => {
  const outer = matrixFromRows([
    [3, 6, 6],
    [4, 8, 8],
  ]);
  const [first, second] = expectDecomposition(outer, 1e-15 * 3);
  expect(first).toBeCloseTo(15, 13);
  expect(second).toBeLessThan(1e-15);
  const turn = matrixFromRows([
    [Math.cos(1), -Math.sin(1)],
    [Math.sin(1), Math.cos(1)],
  ]);
  for (const value of expectDecomposition(turn, 1e-15)) expect(Math.abs(value - 1)).toBeLessThan(5e-16);
  // the values of [[1, 1], [0, 1]] are the golden ratio and its inverse
  const shear = matrixFromRows([
    [1, 1],
    [0, 1],
  ]);
  const golden = (1 + Math.sqrt(5)) / 2;
  const [large, small] = expectDecomposition(shear, 1e-15);
  expect(Math.abs(large! - golden)).toBeLessThan(5e-16);
  expect(Math.abs(small! - 1 / golden)).toBeLessThan(5e-16);
});

it("has orthonormal vectors for the zero matrix and for deficient ones", () => {
  for (const [rows, columns] of [
    [3, 5],
    [5, 3],
    [4, 4],
  ] as const) {
    expect([...expectDecomposition(matrix(rows, columns), 1e-16)]).toEqual(
      [0, 0, 0, 0].slice(0, Math.min(rows, columns)),
    );
    const deficient = threeLoops(randomMatrix(rows, 2, 33), randomMatrix(2, columns, 34));
    expect(expectDecomposition(deficient, 5e-15)[2]).toBeLessThan(1e-15);
  }
});

it("is empty where a side is", () => {
  for (const [rows, columns] of [
    [0, 3],
    [3, 0],
    [0, 0],
  ] as const) {
    const { left, values, right } = singularValueDecomposition(matrix(rows, columns));
    expect([left, values, right]).toEqual([matrix(rows, 0), new Float64Array(0), matrix(columns, 0)]);
  }
});

it("names the first entry that is not finite", () => {
  const a = matrixFromRows([
    [1, 2],
    [Number.NaN, Number.POSITIVE_INFINITY],
  ]);
  expect(() => singularValueDecomposition(a)).toThrow(new RangeError("a[1][0] is NaN; expected a finite number"));
});

it("gives the values alone as with the vectors, at any shape and scale", () => {
  for (const [rows, columns, scale] of [
    [5, 3, 1],
    [3, 5, 1e-300],
    [4, 4, 1e200],
    [1, 1, 2],
  ] as const) {
    const a = randomMatrix(rows, columns, 3);
    const scaled = { ...a, data: a.data.map((entry) => scale * entry) };
    const [alone, { values }] = [singularValues(scaled), singularValueDecomposition(scaled)];
    expect(alone).toHaveLength(values.length);
    for (const [i, value] of values.entries()) expect(Math.abs(alone[i]! / value - 1)).toBeLessThan(1e-13);
  }
  expect(singularValues(matrix(0, 3))).toHaveLength(0);
});

it("keeps small values, and small entries of their vectors, where entries lie far apart", () => {
  // by the eigenvectors of A^T A and A A^T in 120 digits: A, the values, the small entry of a left and of a right vector
  const cases = [
    {
      rows: [
        [1, 1e-20],
        [3e-30, 1e-12],
      ],
      values: [1, 1e-12],
      left: 3.01e-30,
      right: 1e-20,
    },
    {
      rows: [
        [9.5e-17, 1.006],
        [-1.9e-16, 5e-31],
      ],
      values: [1.006, 1.9e-16],
      left: 4.791825587232075e-31,
      right: 9.443339960238568e-17,
    },
    { rows: [[3e-40, -4e-20, 1]], values: [1], left: 1, right: 3e-40 },
  ];
  for (const { rows, values, left, right } of cases) {
    const found = singularValueDecomposition(matrixFromRows(rows));
    const smallest = ({ data, columns }: Matrix): number =>
      Math.min(...Array.from({ length: data.length / columns }, (_, i) => Math.abs(data[i * columns]!)));
    const errors = [
      ...values.map((value, k) => found.values[k]! / value),
      smallest(found.left) / left,
      smallest(found.right) / right,
    ];
    for (const error of errors) expect(Math.abs(error - 1)).toBeLessThan(1e-15);
  }
});
