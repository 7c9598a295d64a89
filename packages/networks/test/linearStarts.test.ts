import { type Matrix, matrix, product, singularValueDecomposition, transpose } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balancedLayers, deepLinearModel, lambdaBalancedLayers, thetaFromMatrices } from "../src/index.js";
import { gaussianNumbers } from "./gaussianNumbers.js";

const largest = (x: ArrayLike<number>): number => Math.max(0, ...Array.from(x, Math.abs));
const random = (rows: number, columns: number, seed: number): Matrix => {
  const { gaussian } = gaussianNumbers(seed);
  return matrix(rows, columns, Float64Array.from({ length: rows * columns }, gaussian));
};
const composed = (layers: readonly Matrix[]): Matrix =>
  transpose(layers.slice(1).reduce((whole, layer) => product(layer, whole), layers[0]!));

/** The conserved matrices of layers, less delta_l I. */
function deviations(layers: readonly Matrix[], rates: readonly number[], deltas: readonly number[]): number[] {
  return deepLinearModel({ widths: [layers[0]!.columns, ...layers.map(({ rows }) => rows)] })
    .conservedMatrices(thetaFromMatrices(layers), rates)
    .map(({ rows, data }, l) => largest(data.map((entry, k) => entry - (k % (rows + 1) === 0 ? deltas[l]! : 0))));
}

describe("balancedLayers", () => {
  it("have the wanted function and conserve 0, at any depth and widths", () => {
    const size = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.array(fc.integer({ min: 4, max: 6 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (d, c, hiddenWidths, seed) => {
          const beta0 = random(d, c, seed);
          const learningRates = [...hiddenWidths, 0].map((_, l) => 0.5 + 0.3 * l);
          const layers = balancedLayers({ beta0, hiddenWidths, learningRates, random: gaussianNumbers(seed + 1) });
          expect(layers.map(({ rows }) => rows)).toEqual([...hiddenWidths, c]);
          expect(largest(composed(layers).data.map((entry, k) => entry - beta0.data[k]!))).toBeLessThan(
            1e-13 * (1 + largest(beta0.data)),
          );
          const size = Math.max(...layers.map(({ data }) => largest(data))) ** 2;
          expect(
            largest(
              deviations(
                layers,
                learningRates,
                hiddenWidths.map(() => 0),
              ),
            ),
          ).toBeLessThan(1e-13 * (1 + size));
        },
      ),
      { seed: 5 },
    );
  });

  it("refuse a bottleneck below the rank", () => {
    const beta0 = random(3, 3, 6);
    expect(() => balancedLayers({ beta0, hiddenWidths: [3, 2], random: gaussianNumbers(1) })).toThrow(
      new RangeError("hiddenWidths has 2; expected at least 3, the rank of beta0"),
    );
  });
});

describe("lambdaBalancedLayers", () => {
  const rates = [1.3, 0.8, 0.5];

  it.each([
    ["one hidden layer, upstream", 5, 4, [4], [2.5]],
    ["one hidden layer, downstream", 4, 3, [4], [-2.5]],
    ["one hidden layer, far upstream", 3, 4, [3], [1e6]],
    ["two hidden layers of both signs", 4, 4, [4, 4], [1.5, -3]],
    ["two hidden layers, upstream then balanced", 3, 5, [5, 5], [0.5, 0]],
  ])("%s: Delta_l = delta_l I with the wanted function", (_, d, c, hiddenWidths, deltas) => {
    const beta0 = random(d, c, 7);
    const learningRates = rates.slice(0, hiddenWidths.length + 1);
    const layers = lambdaBalancedLayers({ beta0, hiddenWidths, deltas, learningRates, random: gaussianNumbers(8) });
    expect(largest(composed(layers).data.map((entry, k) => entry - beta0.data[k]!))).toBeLessThan(
      1e-12 * largest(beta0.data),
    );
    const scale = 1 + Math.max(...layers.map(({ data }) => largest(data))) ** 2;
    expect(largest(deviations(layers, learningRates, deltas))).toBeLessThan(1e-13 * scale);
  });

  it("also around the function 0, where the imbalance is all there is", () => {
    const layers = lambdaBalancedLayers({
      beta0: matrix(3, 4),
      hiddenWidths: [4],
      deltas: [2],
      random: gaussianNumbers(9),
    });
    expect(largest(layers[0]!.data)).toBe(0);
    for (const value of singularValueDecomposition(layers[1]!).values) expect(value).toBeCloseTo(Math.SQRT2, 14);
  });

  it.each([
    [[5], [2], "deltas is 2 with c = 3; expected c >= 5, the hidden directions that hold the imbalance"],
    [[5], [-2], "deltas is -2 with d = 4; expected d >= 5, the hidden directions that hold the imbalance"],
    [[2], [0], "hiddenWidths has 2; expected at least 3, the rank of beta0"],
    [[5, 4], [0, 0], "hiddenWidths is 5, 4; expected one width, or several that are the same"],
    [[4], [1, 2], "deltas has length 2; expected 1, one a hidden layer"],
  ])("widths %j with deltas %j are refused", (hiddenWidths, deltas, message) => {
    const options = { beta0: random(4, 3, 10), hiddenWidths, deltas, random: gaussianNumbers(11) };
    expect(() => lambdaBalancedLayers(options)).toThrow(new RangeError(message));
  });
});
