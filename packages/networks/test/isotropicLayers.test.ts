import { isotropicDelta } from "@lazyrich/exact";
import {
  gaussianMatrix,
  type Matrix,
  matrixFromRows,
  orthonormalColumns,
  productTransposed,
  singularValueDecomposition,
  transposedProduct,
} from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isotropicLayers, isotropicReadout, isotropicWeights } from "../src/index.js";
import { gaussianNumbers } from "./gaussianNumbers.js";

/** A random orthogonal n x n matrix. */
const randomRotation = (n: number, seed: number): Matrix =>
  orthonormalColumns(gaussianMatrix(n, n, gaussianNumbers(seed)));

const size = fc.integer({ min: 1, max: 6 });
const delta = fc.oneof(
  fc.constant(0),
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.constantFrom(1e6, -1e6, 1e-9, -1e-9),
);
const rate = fc.double({ min: 0.1, max: 4, noNaN: true });

/** Largest deviation of etaW A A^T - etaA W W^T from delta I, relative to the squared weights. */
function deviation({
  W,
  A,
  etaA,
  etaW,
  delta,
}: {
  W: Matrix;
  A: Matrix;
  etaA: number;
  etaW: number;
  delta: number;
}): number {
  const [readouts, weights] = [productTransposed(A, A).data, productTransposed(W, W).data];
  const largest = Math.max(...readouts.map((v) => etaW * Math.abs(v)), ...weights.map((v) => etaA * Math.abs(v)));
  return Math.max(
    ...readouts.map((v, k) => Math.abs(etaW * v - etaA * weights[k]! - (k % (W.rows + 1) === 0 ? delta : 0)) / largest),
  );
}

describe("an isotropic start", () => {
  it("has the wanted delta and scale at all feasible sizes", () => {
    fc.assert(
      fc.property(
        size,
        size,
        size,
        delta,
        rate,
        rate,
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (h, d, c, wanted, etaA, etaW, tau) => {
          fc.pre(wanted > 0 ? h <= c : wanted < 0 ? h <= d : true);
          const options = { hiddenWidth: h, inputDimension: d, outputDimension: c, delta: wanted, tau, etaA, etaW };
          const { W, A } = isotropicLayers({ ...options, random: gaussianNumbers(h + 7 * d + 49 * c) });
          expect([W.rows, W.columns, A.rows, A.columns]).toEqual([h, d, h, c]);
          expect(deviation({ W, A, etaA, etaW, delta: wanted })).toBeLessThan(4e-15);
          const { values } = singularValueDecomposition(transposedProduct(W, A));
          const expected = (tau * tau) / Math.sqrt(etaA * etaW);
          for (const value of values.slice(0, Math.min(h, d, c))) expect(value / expected).toBeCloseTo(1, 9);
        },
      ),
      { seed: 8, numRuns: 300 },
    );
  });

  it("completes a given layer, in either direction", () => {
    fc.assert(
      fc.property(
        size,
        size,
        size,
        fc.double({ min: 0, max: 5, noNaN: true }),
        rate,
        rate,
        (h, d, c, wanted, etaA, etaW) => {
          fc.pre(wanted > 0 ? h <= c : h <= d && h <= c);
          const W = randomRotation(6, d);
          const given = matrixFromRows(Array.from({ length: h }, (_, i) => W.data.subarray(6 * i, 6 * i + d)));
          const A = isotropicReadout({ W: given, delta: wanted, outputDimension: c, etaA, etaW });
          expect(deviation({ W: given, A, etaA, etaW, delta: wanted })).toBeLessThan(1e-14);
          const mirrored = isotropicWeights({ A: given, delta: -wanted, inputDimension: c, etaA: etaW, etaW: etaA });
          expect(deviation({ W: mirrored, A: given, etaA: etaW, etaW: etaA, delta: -wanted })).toBeLessThan(1e-14);
        },
      ),
      { seed: 9, numRuns: 200 },
    );
  });

  it("reaches down to a smaller layer as far as the given one allows", () => {
    const W = matrixFromRows([
      [2, 0, 0],
      [0, 1, 0],
    ]);
    const A = isotropicReadout({ W, delta: -1, outputDimension: 1 });
    expect(productTransposed(A, A).data[0]).toBeCloseTo(3, 14);
    expect(isotropicDelta({ W, A })).toBeCloseTo(-1, 14);
    expect(() => isotropicReadout({ W, delta: -2, outputDimension: 2 })).toThrow(
      /smallest eigenvalue 1; expected at least 2/,
    );
    expect(() => isotropicReadout({ W, delta: -0.5, outputDimension: 1 })).toThrow(
      /^W has rank above 1|dimensions of the other layer$/,
    );
  });

  it("puts the readout where it is asked to", () => {
    const W = randomRotation(3, 5);
    const outputs = randomRotation(3, 6);
    const A = isotropicReadout({ W, delta: 0.5, outputDimension: 3, outputs });
    const plain = isotropicReadout({ W, delta: 0.5, outputDimension: 3 });
    expect(A.data.every((v, k) => Math.abs(v - productTransposed(plain, outputs).data[k]!) < 1e-15)).toBe(true);
  });
});

describe("bad input", () => {
  const good = { hiddenWidth: 3, inputDimension: 2, outputDimension: 4, delta: 1, tau: 1, random: gaussianNumbers(1) };
  const W = randomRotation(3, 1);
  const cases: [string, () => unknown, RegExp][] = [
    [
      "delta that h forbids",
      () => isotropicLayers({ ...good, delta: -1 }),
      /^delta is -1 with 3 hidden neurons and 2 inputs; expected delta >= 0, or h <= d$/,
    ],
    [
      "delta that c forbids",
      () => isotropicLayers({ ...good, outputDimension: 2 }),
      /^delta is 1 with 3 hidden neurons and 2 outputs; expected delta <= 0, or h <= c$/,
    ],
    [
      "a size",
      () => isotropicLayers({ ...good, hiddenWidth: 1.5 }),
      /^hiddenWidth is 1.5; expected a whole number above 0$/,
    ],
    ["tau", () => isotropicLayers({ ...good, tau: 0 }), /^tau is 0; expected a finite number above 0$/],
    [
      "the axes",
      () => isotropicReadout({ W, delta: 1, outputDimension: 3, outputs: randomRotation(2, 1) }),
      /^outputs is 2 x 2; expected 3 x 3$/,
    ],
    [
      "the output dimension",
      () => isotropicReadout({ W, delta: 1, outputDimension: 2 }),
      /^delta is 1 with 3 hidden neurons and 2 outputs/,
    ],
    ["the input dimension", () => isotropicWeights({ A: W, delta: 0, inputDimension: 0 }), /^inputDimension is 0/],
    [
      "a rank",
      () => isotropicReadout({ W, delta: 0, outputDimension: 2 }),
      /^W has rank above 2 with 3 hidden neurons/,
    ],
  ];
  it.each(cases)("names %s", (_, run, message) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });
});
