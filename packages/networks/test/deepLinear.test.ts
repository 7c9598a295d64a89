import { type Matrix, matrix, matrixFromRows, product, transpose } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deepLinearModel,
  descentField,
  halfSumSquared,
  matricesFromTheta,
  singleNeuronModel,
  thetaFromMatrices,
  twoLayerLinearModel,
} from "../src/index.js";
import { difference, largest, written } from "./differences.js";
import { gaussianNumbers } from "./gaussianNumbers.js";

const random = (rows: number, columns: number, seed: number): Matrix => {
  const { gaussian } = gaussianNumbers(seed);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => gaussian() / 2),
  );
};

const size = fc.integer({ min: 1, max: 5 });
const cases = fc
  .record({ n: size, widths: fc.array(size, { minLength: 2, maxLength: 5 }), seed: fc.nat() })
  .map(({ n, widths, seed }) => {
    const [X, Y] = [random(n, widths[0]!, seed), random(n, widths.at(-1)!, seed + 1)];
    const learningRates = widths.slice(1).map((_, l) => 0.5 + l / 2);
    const model = deepLinearModel({ widths });
    const bound = model.bind({ X, Y, loss: halfSumSquared });
    return { model, bound, theta: random(1, model.parameterCount, seed + 2).data, X, Y, learningRates };
  });

describe("deepLinear", () => {
  it("is the product of its layers", () => {
    fc.assert(
      fc.property(cases, ({ model, bound, theta, X }) => {
        const [first, ...rest] = matricesFromTheta(theta, model.layers);
        const composed = transpose(rest.reduce((whole, layer) => product(layer, whole), first!));
        expect(difference(model.beta(theta).data, composed.data)).toBeLessThan(1e-12);
        const outputs = written(X.rows * model.outputDimension, (out) => bound.value(theta, out));
        expect(difference(outputs, product(X, composed).data)).toBeLessThan(1e-12);
      }),
      { seed: 1 },
    );
  });

  it("has the gradient of its loss at every depth and width", () => {
    fc.assert(
      fc.property(cases, ({ bound, theta }) => {
        const gradient = written(theta.length, (out) => bound.gradient(theta, out));
        // the loss is quadratic in one parameter, so the central difference of any step is exact
        for (let k = 0; k < theta.length; k++) {
          const at = (step: number): number => bound.lossAt(theta.map((value, j) => (j === k ? value + step : value)));
          expect(Math.abs(gradient[k]! - (at(0.5) - at(-0.5)))).toBeLessThan(
            1e-12 * (1 + bound.lossAt(theta) + largest(gradient)),
          );
        }
      }),
      { seed: 2 },
    );
  });

  it("conserves Delta_l: its derivative along the flow vanishes at every depth", () => {
    fc.assert(
      fc.property(cases, ({ model, bound, theta, learningRates }) => {
        const field = written(theta.length, (out) => descentField(bound, { learningRates })(0, theta, out));
        const step = 2 ** -20;
        const along = (sign: number): Matrix[] =>
          model.conservedMatrices(
            theta.map((entry, k) => entry + sign * step * field[k]!),
            learningRates,
          );
        const [before, after] = [along(-1), along(1)];
        const speed = 1 + largest(field) * largest(theta) * 30;
        for (const [l, { data }] of after.entries()) {
          // the conserved quantity is quadratic, so the central difference is exact up to rounding
          expect(difference(data, before[l]!.data) / (2 * step)).toBeLessThan(1e-9 * speed);
        }
      }),
      { seed: 4 },
    );
  });

  it("without hidden layers is linear regression", () => {
    const X = matrixFromRows([
      [1, 2],
      [3, -1],
    ]);
    const model = deepLinearModel({ widths: [2, 1] });
    const bound = model.bind({ X, Y: matrixFromRows([[1], [0]]), loss: halfSumSquared });
    const theta = Float64Array.of(0.5, 0.25);
    expect([...written(2, (out) => bound.value(theta, out))]).toEqual([1, 1.25]);
    expect([...written(2, (out) => bound.gradient(theta, out))]).toEqual([3.75, -1.25]);
    expect([...bound.ntkMatrix(theta).data]).toEqual([5, 1, 1, 10]);
    expect(model.conservedMatrices(theta)).toEqual([]);
  });
});

describe("twoLayerLinear", () => {
  const [X, Y] = [random(6, 4, 10), random(6, 3, 11)];
  const learningRates = [1.3, 0.7];
  const model = twoLayerLinearModel({ inputDimension: 4, hiddenWidth: 5, outputDimension: 3 });
  const bound = model.bind({ X, Y, loss: halfSumSquared });
  const [W, A] = [random(5, 4, 12), random(5, 3, 13)];
  const theta = thetaFromMatrices([W, A]);
  const deep = deepLinearModel({ widths: [4, 5, 3] });
  const deepBound = deep.bind({ X, Y, loss: halfSumSquared });
  const deepTheta = thetaFromMatrices([W, transpose(A)]);

  it("is the deep network of one hidden layer with A^T as its second", () => {
    expect(bound.lossAt(theta)).toBe(deepBound.lossAt(deepTheta));
    expect(model.beta(theta)).toEqual(deep.beta(deepTheta));
    expect(bound.ntkMatrix(theta, { learningRates })).toEqual(deepBound.ntkMatrix(deepTheta, { learningRates }));
    expect(model.conservedMatrix(theta, learningRates)).toEqual(deep.conservedMatrices(deepTheta, learningRates)[0]);
    const [dW, dA] = matricesFromTheta(
      written(theta.length, (out) => deepBound.gradient(deepTheta, out)),
      deep.layers,
    );
    expect(written(theta.length, (out) => bound.gradient(theta, out))).toEqual(
      thetaFromMatrices([dW!, transpose(dA!)]),
    );
  });

  it("with one neuron and one output is the single neuron", () => {
    const y = random(6, 1, 14);
    const wide = twoLayerLinearModel({ inputDimension: 4, hiddenWidth: 1 });
    const one = singleNeuronModel({ inputDimension: 4 });
    const data = { X, Y: y, loss: halfSumSquared };
    const state = Float64Array.of(0.3, -1, 0.5, 0.2, -0.8);
    expect(wide.bind(data).lossAt(state)).toBeCloseTo(one.bind(data).lossAt(state), 14);
    const gradients = [wide, one].map((each) => written(5, (out) => each.bind(data).gradient(state, out)));
    expect(difference(gradients[0]!, gradients[1]!)).toBeLessThan(1e-14);
    expect(wide.conservedMatrix(state, learningRates).data[0]).toBe(
      one.conservedQuantities(state, learningRates)[0]!.values[0],
    );
  });
});

it("matrices and theta are one another's inverse, and lengths are checked", () => {
  const matrices = [random(3, 2, 20), random(4, 3, 21)];
  const { layers } = deepLinearModel({ widths: [2, 3, 4] });
  expect(matricesFromTheta(thetaFromMatrices(matrices), layers)).toEqual(matrices);
  expect(() => matricesFromTheta([1, 2], layers)).toThrow(
    new RangeError("theta has length 2; expected 18, the parameters of W1 (3 x 2), W2 (4 x 3)"),
  );
});
