import { type Matrix, matrix, matrixFromRows, product, rowsOf, transpose } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DeepLinearNetwork,
  deepLinearNetwork,
  layersOf,
  parametersOf,
  singleNeuronNetwork,
  twoLayerLinearNetwork,
} from "../src/index.js";
import { gaussianNumbers } from "./gaussianNumbers.js";

interface Case {
  readonly network: DeepLinearNetwork;
  readonly theta: Float64Array;
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly learningRates: readonly number[];
}

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
  .map(({ n, widths, seed }): Case => {
    const [X, Y] = [random(n, widths[0]!, seed), random(n, widths.at(-1)!, seed + 1)];
    const learningRates = widths.slice(1).map((_, l) => 0.5 + l / 2);
    const network = deepLinearNetwork({ X, Y, hiddenWidths: widths.slice(1, -1), learningRates });
    return { network, theta: random(1, network.parameterCount, seed + 2).data, X, Y, learningRates };
  });

/** The derivative of a polynomial of low degree in one parameter: in each layer the loss is quadratic. */
function derivative(f: (theta: Float64Array) => number, theta: Float64Array, k: number): number {
  const at = (step: number): number => f(theta.map((value, j) => (j === k ? value + step : value)));
  return (at(0.5) - at(-0.5)) / 1;
}

function filled(length: number, write: (out: Float64Array) => void): Float64Array {
  const out = new Float64Array(length);
  write(out);
  return out;
}

const largest = (x: ArrayLike<number>): number => Math.max(...Array.from(x, Math.abs));

describe("deepLinearNetwork", () => {
  it("is the product of its layers", () => {
    fc.assert(
      fc.property(cases, ({ network, theta, X }) => {
        const [first, ...rest] = layersOf(theta, network.widths);
        const composed = rest.reduce((whole, layer) => product(layer, whole), first!);
        expect(largest(network.beta(theta).data.map((entry, k) => entry - transpose(composed).data[k]!))).toBeLessThan(
          1e-12,
        );
        const outputs = filled(X.rows * network.outputDimension, (out) => network.value(theta, out));
        const expected = product(X, transpose(composed)).data;
        expect(largest(outputs.map((entry, k) => entry - expected[k]!))).toBeLessThan(1e-12);
      }),
      { seed: 1 },
    );
  });

  it("has the gradient of its loss, and a field that scales it by the learning rate of each layer", () => {
    fc.assert(
      fc.property(cases, ({ network, theta, learningRates }) => {
        const gradient = filled(theta.length, (out) => network.gradient(theta, out));
        const field = filled(theta.length, (out) => network.field(0, theta, out));
        // the loss is quadratic in one parameter, so the central difference of any step is exact
        for (let k = 0; k < theta.length; k++) {
          expect(Math.abs(gradient[k]! - derivative((at) => network.loss(at), theta, k))).toBeLessThan(
            1e-12 * (1 + network.loss(theta) + largest(gradient)),
          );
        }
        const rates = layersOf(theta, network.widths).flatMap(({ data }, l) => [...data].map(() => learningRates[l]!));
        expect([...field]).toEqual([...gradient].map((entry, k) => -rates[k]! * entry));
      }),
      { seed: 2 },
    );
  });

  it("has the kernel J diag(eta) J^T of its Jacobian", () => {
    fc.assert(
      fc.property(cases, ({ network, theta, X, learningRates }) => {
        const count = X.rows * network.outputDimension;
        const rates = layersOf(theta, network.widths).flatMap(({ data }, l) => [...data].map(() => learningRates[l]!));
        const jacobian = Array.from({ length: count }, (_, row) =>
          Array.from(theta, (_unused, k) =>
            derivative((at) => filled(count, (out) => network.value(at, out))[row]!, theta, k),
          ),
        );
        const K = rowsOf(network.ntkMatrix(theta));
        for (const [i, row] of K.entries()) {
          for (const [j, entry] of row.entries()) {
            const expected = jacobian[i]!.reduce((sum, x, k) => sum + rates[k]! * x * jacobian[j]![k]!, 0);
            expect(Math.abs(entry - expected)).toBeLessThan(1e-12 * (1 + Math.abs(expected)));
            expect(entry).toBe(K[j]![i]);
          }
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("conserves Delta_l: its derivative along the flow vanishes at every depth", () => {
    fc.assert(
      fc.property(cases, ({ network, theta }) => {
        const field = filled(theta.length, (out) => network.field(0, theta, out));
        const step = 2 ** -20;
        const along = (sign: number): Matrix[] =>
          network.conservedMatrices(theta.map((entry, k) => entry + sign * step * field[k]!));
        const [before, after] = [along(-1), along(1)];
        const speed = 1 + largest(field) * largest(theta) * 30;
        for (const [l, { data }] of after.entries()) {
          // the conserved quantity is quadratic, so the central difference is exact up to rounding
          const change = largest(data.map((entry, k) => (entry - before[l]!.data[k]!) / (2 * step)));
          expect(change).toBeLessThan(1e-9 * speed);
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
    const network = deepLinearNetwork({ X, Y: matrixFromRows([[1], [0]]), hiddenWidths: [] });
    const theta = Float64Array.of(0.5, 0.25);
    expect([...filled(2, (out) => network.value(theta, out))]).toEqual([1, 1.25]);
    expect([...filled(2, (out) => network.gradient(theta, out))]).toEqual([3.75, -1.25]);
    expect([...network.ntkMatrix(theta).data]).toEqual([5, 1, 1, 10]);
    expect(network.conservedMatrices(theta)).toEqual([]);
  });

  it.each([
    [{ hiddenWidths: [2, 0] }, "hiddenWidths[1] is 0; expected a whole number above 0"],
    [{ Y: matrix(3, 1) }, "Y has 3 rows, but X has 2; expected one a training input"],
    [{ learningRates: [1] }, "learningRates has length 1; expected 2, one a layer"],
    [{ learningRates: [1, -1] }, "learningRates[1] is -1; expected a finite number above 0"],
    [{ X: matrix(2, 0) }, "X is 2 x 0 and Y 2 x 1; expected at least one entry in each"],
  ])("refuses %j", (change, message) => {
    const good = { X: matrix(2, 3), Y: matrix(2, 1), hiddenWidths: [2] };
    expect(() => deepLinearNetwork({ ...good, ...change })).toThrow(new RangeError(message));
  });
});

describe("twoLayerLinearNetwork", () => {
  const [X, Y] = [random(6, 4, 10), random(6, 3, 11)];
  const network = twoLayerLinearNetwork({ X, Y, hiddenWidth: 5, etaA: 0.7, etaW: 1.3 });
  const [W, A] = [random(5, 4, 12), random(5, 3, 13)];
  const theta = parametersOf([W, A]);
  const deep = deepLinearNetwork({ X, Y, hiddenWidths: [5], learningRates: [1.3, 0.7] });
  const deepTheta = parametersOf([W, transpose(A)]);

  it("is the deep network of one hidden layer with A^T as its second", () => {
    expect(network.loss(theta)).toBe(deep.loss(deepTheta));
    expect(network.beta(theta)).toEqual(deep.beta(deepTheta));
    expect(network.ntkMatrix(theta)).toEqual(deep.ntkMatrix(deepTheta));
    expect(network.conservedMatrix(theta)).toEqual(deep.conservedMatrices(deepTheta)[0]);
    const ofDeep = [deep.gradient, deep.field.bind(undefined, 0)];
    for (const [i, of] of [network.gradient, network.field.bind(undefined, 0)].entries()) {
      const [dW, dA] = layersOf(
        filled(theta.length, (out) => ofDeep[i]!(deepTheta, out)),
        deep.widths,
      );
      expect(filled(theta.length, (out) => of(theta, out))).toEqual(parametersOf([dW!, transpose(dA!)]));
    }
  });

  it("with one neuron and one output is the single neuron, whose parameters are in the other order", () => {
    const y = random(6, 1, 14);
    const wide = twoLayerLinearNetwork({ X, Y: y, hiddenWidth: 1, etaA: 0.7, etaW: 1.3 });
    const one = singleNeuronNetwork({ X, y: y.data, etaA: 0.7, etaW: 1.3 });
    const [w, a] = [Float64Array.of(0.3, -1, 0.5, 0.2), -0.8];
    expect(wide.loss([...w, a])).toBeCloseTo(one.loss([a, ...w]), 14);
    const field = filled(5, (out) => one.field(0, [a, ...w], out));
    const there = filled(5, (out) => wide.field(0, [...w, a], out));
    expect(largest(there.map((entry, k) => entry - field[(k + 1) % 5]!))).toBeLessThan(1e-14);
    expect(wide.conservedMatrix([...w, a]).data[0]).toBe(one.conservedQuantity([a, ...w]));
  });
});

it("layers and parameters are one another's inverse, and lengths are checked", () => {
  const layers = [random(3, 2, 20), random(4, 3, 21)];
  expect(layersOf(parametersOf(layers), [2, 3, 4])).toEqual(layers);
  expect(() => layersOf([1, 2], [2, 3])).toThrow(
    new RangeError("theta has length 2; expected 6, the parameters of widths 2, 3"),
  );
});
