import { matrix, matrixFromRows, rowsOf, symmetricEigendecomposition } from "@lazyrich/linalg";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ntkMatrix } from "../src/index.js";

test("K = J diag(eta) J^T, by hand", () => {
  const jacobian = matrixFromRows([
    [1, 2, 0, -1, 3],
    [0, 1, 1, 4, -2],
  ]);
  expect(rowsOf(ntkMatrix(jacobian))).toEqual([
    [15, -8],
    [-8, 22],
  ]);
  expect(rowsOf(ntkMatrix(jacobian, [2, 1, 0, 0.5, 10]))).toEqual([
    [96.5, -60],
    [-60, 49],
  ]);
});

test("K is exactly symmetric, positive, and the sum of the kernels of blocks of parameters", () => {
  // no subnormal numbers beside ordinary ones: ml-matrix's eigendecomposition, which judges the kernels, fails on them
  const entry = fc.double({ min: -2, max: 2, noNaN: true }).map((x) => (Math.abs(x) < 1e-30 ? 0 : x));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }).chain((p) =>
        fc.record({
          rows: fc.array(fc.array(entry, { minLength: p, maxLength: p }), { minLength: 1, maxLength: 6 }),
          eta: fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: p, maxLength: p }),
          split: fc.integer({ min: 0, max: p }),
        }),
      ),
      ({ rows, eta, split }) => {
        const n = rows.length;
        const whole = ntkMatrix(matrixFromRows(rows), eta);
        const first = ntkMatrix(matrixFromRows(rows.map((row) => row.slice(0, split))), eta.slice(0, split));
        const second = ntkMatrix(matrixFromRows(rows.map((row) => row.slice(split))), eta.slice(split));
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            expect(whole.data[i * n + j]).toBe(whole.data[j * n + i]);
            const scale = Math.sqrt(whole.data[i * n + i]! * whole.data[j * n + j]!);
            const blocks = first.data[i * n + j]! + second.data[i * n + j]!;
            expect(Math.abs(whole.data[i * n + j]! - blocks)).toBeLessThanOrEqual(1e-14 * scale + 1e-300);
          }
        }
        const { values } = symmetricEigendecomposition(whole);
        expect(values[0]).toBeGreaterThanOrEqual(-1e-14 * Math.max(values.at(-1)!, 0) - 1e-300);
      },
    ),
    { seed: 6, numRuns: 300 },
  );
});

test("K is written into a given matrix", () => {
  const out = matrix(1, 1);
  expect(ntkMatrix(matrixFromRows([[3, 4]]), undefined, out)).toBe(out);
  expect(out.data[0]).toBe(25);
});

test("what does not fit is refused by name", () => {
  const jacobian = matrix(2, 3);
  expect(() => ntkMatrix(jacobian, [1, 1])).toThrow(
    new RangeError("learningRates has length 2, but jacobian has 3 columns"),
  );
  expect(() => ntkMatrix(jacobian, [1, -1, 1])).toThrow(
    new RangeError("learningRates[1] is -1; expected a finite number >= 0"),
  );
  expect(() => ntkMatrix(jacobian, undefined, matrix(3, 2))).toThrow(
    new RangeError("out is 3 x 2, but jacobian has 2 rows; expected 2 x 2"),
  );
});
