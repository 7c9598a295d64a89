import {
  compensatedDot,
  type Matrix,
  nullSpaceProjector,
  singularValueDecomposition,
  transpose,
} from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  linearTarget,
  lowRankInputs,
  lowRankRegression,
  orthonormalMatrix,
  randomGenerator,
  whitenedInputs,
  whitenedRegression,
} from "../src/index.js";

/** The largest entry of |X^T X - c I|, each entry of X^T X rounded once. */
function whiteningError(X: Matrix, c: number): number {
  const { rows: d, columns: n, data } = transpose(X);
  let largest = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = compensatedDot(data.subarray(i * n, (i + 1) * n), data.subarray(j * n, (j + 1) * n));
      largest = Math.max(largest, Math.abs(entry - (i === j ? c : 0)));
    }
  }
  return largest;
}

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const sizes = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 20 }));

describe("whitenedRegression", () => {
  it("has X^T X = c I to the last digits", () => {
    fc.assert(
      fc.property(sizes, seed, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), ([d, more], seed, inputScale) => {
        expect(whiteningError(whitenedInputs({ trainSize: d + more, inputDimension: d, seed }), 1)).toBeLessThan(5e-16);
        expect(
          whiteningError(whitenedInputs({ trainSize: d + more, inputDimension: d, seed, inputScale }), inputScale),
        ).toBeLessThan(8e-16 * inputScale);
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(whiteningError(whitenedInputs({ trainSize: 300, inputDimension: 100, seed: 1 }), 1)).toBeLessThan(5e-16);
    expect(whiteningError(whitenedInputs({ trainSize: 100, inputDimension: 100, seed: 2 }), 1)).toBeLessThan(5e-16);
  });

  it("has y = X betaStar, so that X^T y / c is betaStar", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 8 }),
        seed,
        fc.constantFrom(1, 0.25, 7),
        (betaStar, seed, inputScale) => {
          const d = betaStar.length;
          const { X, Y } = whitenedRegression({ trainSize: d + 3, inputDimension: d, betaStar, seed, inputScale });
          expect([X.rows, X.columns, Y.rows, Y.columns]).toEqual([d + 3, d, d + 3, 1]);
          betaStar.forEach((expected, j) => {
            let sum = 0;
            for (let i = 0; i < d + 3; i++) sum += X.data[i * d + j]! * Y.data[i]!;
            expect(Math.abs(sum / inputScale - expected)).toBeLessThan(2e-15 * (1 + Math.hypot(...betaStar)));
          });
        },
      ),
      { seed: 2 },
    );
  });

  it("is the same bytes for the same seed, and other inputs for another", () => {
    const task = (seed: number): Uint8Array =>
      new Uint8Array(whitenedRegression({ trainSize: 5, inputDimension: 3, betaStar: [1, 2, 3], seed }).X.data.buffer);
    expect(task(7)).toEqual(task(7));
    expect(task(7)).not.toEqual(task(8));
  });

  it("names what it refuses", () => {
    const betaStar = [1, 2, 3];
    expect(() => whitenedRegression({ trainSize: 2, inputDimension: 3, betaStar, seed: 1 })).toThrow(
      new RangeError("trainSize is 2; expected at least inputDimension = 3, or X^T X cannot be a multiple of I"),
    );
    expect(() => whitenedRegression({ trainSize: 2.5, inputDimension: 2, betaStar, seed: 1 })).toThrow(
      new RangeError("trainSize is 2.5; expected a whole number above 0"),
    );
    expect(() => whitenedRegression({ trainSize: 5, inputDimension: 0, betaStar, seed: 1 })).toThrow(
      new RangeError("inputDimension is 0; expected a whole number above 0"),
    );
    expect(() => whitenedRegression({ trainSize: 5, inputDimension: 2, betaStar, seed: 1 })).toThrow(
      new RangeError("betaStar has length 3, but the inputs have 2 columns"),
    );
    expect(() =>
      whitenedRegression({ trainSize: 5, inputDimension: 3, betaStar: [1, Number.NaN, 3], seed: 1 }),
    ).toThrow(new RangeError("betaStar[1] is NaN; expected a finite number"));
    expect(() => whitenedRegression({ trainSize: 5, inputDimension: 3, betaStar, seed: -1 })).toThrow(
      new RangeError("seed is -1; expected a whole number from 0 to 4294967295"),
    );
    expect(() => whitenedInputs({ trainSize: 5, inputDimension: 3, inputScale: 0, seed: 1 })).toThrow(
      new RangeError("inputScale is 0; expected a finite number above 0"),
    );
  });
});

describe("orthonormalMatrix", () => {
  it("is uniform: the squares of its first column have the moments of the sphere", () => {
    // on the unit sphere in n dimensions E q^2 = 1/n and E q^4 = 3/(n(n + 2)); products of two columns have mean 0
    const [n, count] = [4, 20_000];
    const random = randomGenerator(3);
    let [first, second, fourth, cross] = [0, 0, 0, 0];
    for (let draw = 0; draw < count; draw++) {
      const { data } = orthonormalMatrix(n, 2, random);
      first += data[0]! / count;
      second += data[0]! ** 2 / count;
      fourth += data[0]! ** 4 / count;
      cross += (data[0]! * data[1]!) / count;
    }
    const sigma = 1 / Math.sqrt(count);
    expect(Math.abs(first)).toBeLessThan(4 * sigma * 0.5);
    expect(Math.abs(second - 1 / 4)).toBeLessThan(4 * sigma * 0.25);
    // E q^8 = 105/1920, so one q^4 has the standard deviation sqrt(105/1920 - 1/64) = 0.2
    expect(Math.abs(fourth - 1 / 8)).toBeLessThan(4 * sigma * 0.2);
    expect(Math.abs(cross)).toBeLessThan(4 * sigma * 0.25);
  });

  it("refuses more columns than rows", () => {
    expect(() => orthonormalMatrix(2, 3, randomGenerator(1))).toThrow(
      new RangeError("columns is 3; expected at most 2, the number of rows"),
    );
  });
});

describe("lowRankRegression", () => {
  it("has inputs of the rank and the singular values that were asked for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((rank) =>
          fc.record({
            rank: fc.constant(rank),
            trainSize: fc.integer({ min: rank, max: 8 }),
            inputDimension: fc.integer({ min: rank, max: 8 }),
            singularValues: fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), {
              minLength: rank,
              maxLength: rank,
            }),
            seed,
          }),
        ),
        ({ rank, singularValues, ...options }) => {
          const { values } = singularValueDecomposition(lowRankInputs({ rank, singularValues, ...options }));
          const sorted = singularValues.toSorted((x, y) => y - x);
          values.forEach((value, k) => {
            expect(Math.abs(value - (sorted[k] ?? 0))).toBeLessThan(5e-15 * sorted[0]!);
          });
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  it("has a null space of dimension d - rank, along which no target changes", () => {
    const [n, d, rank] = [5, 6, 2];
    const betaStar = [1, -2, 3, 0.5, 0, 1];
    const { X, Y } = lowRankRegression({ trainSize: n, inputDimension: d, rank, betaStar, seed: 9 });
    const projector = nullSpaceProjector(X);
    let trace = 0;
    for (let j = 0; j < d; j++) trace += projector.data[j * d + j]!;
    expect(trace).toBeCloseTo(d - rank, 13);
    const moved = betaStar.map((value, j) => value + 10 * projector.data[j]!);
    linearTarget(X, moved).data.forEach((value, i) => {
      expect(Math.abs(value - Y.data[i]!)).toBeLessThan(1e-14);
    });
  });

  it("is the same bytes for the same seed, and other inputs for another", () => {
    const task = (seed: number): Uint8Array =>
      new Uint8Array(lowRankInputs({ trainSize: 5, inputDimension: 4, rank: 2, seed }).data.buffer);
    expect(task(7)).toEqual(task(7));
    expect(task(7)).not.toEqual(task(8));
  });

  it("names what it refuses", () => {
    expect(() => lowRankInputs({ trainSize: 2, inputDimension: 4, rank: 3, seed: 1 })).toThrow(
      new RangeError("rank is 3; expected at most trainSize = 2 and inputDimension = 4"),
    );
    expect(() => lowRankInputs({ trainSize: 3, inputDimension: 4, rank: 2, singularValues: [1], seed: 1 })).toThrow(
      new RangeError("singularValues has length 1, but rank is 2"),
    );
    expect(() => lowRankInputs({ trainSize: 3, inputDimension: 4, rank: 2, singularValues: [1, 0], seed: 1 })).toThrow(
      new RangeError("singularValues[1] is 0; expected a finite number above 0"),
    );
    expect(() => lowRankRegression({ trainSize: 3, inputDimension: 4, rank: 2, betaStar: [1], seed: 1 })).toThrow(
      new RangeError("betaStar has length 1, but the inputs have 4 columns"),
    );
  });
});
