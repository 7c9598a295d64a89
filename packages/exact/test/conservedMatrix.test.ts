import { matrix, matrixFromRows, rowsOf } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conservedDiagonal, conservedMatrix } from "../src/index.js";

describe("conserved quantities", () => {
  it("are what the formula says, by hand", () => {
    const W = matrixFromRows([
      [1, 2, 2],
      [0, 1, 0],
    ]);
    const A = matrixFromRows([
      [3, 4],
      [0, 2],
    ]);
    expect(rowsOf(conservedMatrix({ W, A, etaA: 2, etaW: 3 }))).toEqual([
      [75 - 18, 24 - 4],
      [24 - 4, 12 - 2],
    ]);
    expect(Array.from(conservedDiagonal({ W, A, etaA: 2, etaW: 3 }))).toEqual([57, 10]);
    expect(Array.from(conservedDiagonal({ W, A }))).toEqual([16, 3]);
  });

  it("keep their digits where large squares cancel, also with learning rates that are not powers of two", () => {
    const [a, w] = [2 ** 30 + 1, 2 ** 30];
    const delta = conservedDiagonal({ W: matrix(1, 1, Float64Array.of(w)), A: matrix(1, 1, Float64Array.of(a)) });
    expect(delta[0]).toBe(2 ** 31 + 1);
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (readout, etaA, etaW) => {
          const weight = readout * Math.sqrt(etaW / etaA);
          const actual = conservedDiagonal({
            W: matrix(1, 1, Float64Array.of(weight)),
            A: matrix(1, 1, Float64Array.of(readout)),
            etaA,
            etaW,
          })[0]!;
          const expected = exactBalance(readout, weight, etaA, etaW);
          const squares = etaW * readout ** 2;
          expect(Math.abs(actual - expected)).toBeLessThanOrEqual(2 ** -52 * Math.abs(expected) + 2 ** -100 * squares);
        },
      ),
      { seed: 8, numRuns: 500 },
    );
  });

  it("stay constant along a small step of gradient flow of a linear network, up to the square of the step", () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    const [h, d, c] = [3, 2, 2];
    const numbers = (count: number) => fc.array(entry, { minLength: count, maxLength: count });
    const rates = fc.double({ min: 0.2, max: 2, noNaN: true });
    fc.assert(
      fc.property(numbers(h * d), numbers(h * c), numbers(d * c), rates, rates, (W, A, betaStar, etaA, etaW) => {
        // whitened inputs: G = beta - betaStar (d x c), W' = -etaW A G^T, A' = -etaA W G
        const G = betaStar.map((target, index) => {
          const [i, j] = [Math.floor(index / c), index % c];
          let beta = 0;
          for (let k = 0; k < h; k++) beta += W[k * d + i]! * A[k * c + j]!;
          return beta - target;
        });
        const stepped = (size: number) => {
          const [nextW, nextA] = [Float64Array.from(W), Float64Array.from(A)];
          for (let k = 0; k < h; k++) {
            for (let i = 0; i < d; i++) {
              for (let j = 0; j < c; j++) {
                nextW[k * d + i] = nextW[k * d + i]! - size * etaW * A[k * c + j]! * G[i * c + j]!;
                nextA[k * c + j] = nextA[k * c + j]! - size * etaA * W[k * d + i]! * G[i * c + j]!;
              }
            }
          }
          return conservedMatrix({ W: matrix(h, d, nextW), A: matrix(h, c, nextA), etaA, etaW }).data;
        };
        const start = stepped(0);
        for (const size of [1e-3, 1e-5]) {
          stepped(size).forEach((value, index) => {
            // second order: etaA etaW (etaA W G G^T W^T - etaW A G^T G A^T) size^2
            expect(Math.abs(value - start[index]!)).toBeLessThan(2e3 * size ** 2 + 1e-14);
          });
        }
      }),
      { seed: 9 },
    );
  });

  it("refuse parameters that do not fit", () => {
    const [W, A] = [matrix(2, 3), matrix(3, 1)];
    expect(() => conservedDiagonal({ W, A })).toThrow(
      new RangeError("A has 3 rows, but W has 2; expected one a neuron"),
    );
    expect(() => conservedMatrix({ W, A })).toThrow("A has 3 rows, but W has 2");
  });
});

/** etaW a^2 - etaA w^2 of float64 numbers around 1, exact in units of 2^-240, rounded once. */
function exactBalance(a: number, w: number, etaA: number, etaW: number): number {
  const integer = (x: number): bigint => BigInt(x * 2 ** 80);
  const units = integer(etaW) * integer(a) ** 2n - integer(etaA) * integer(w) ** 2n;
  return Number(units) * 2 ** -240;
}
