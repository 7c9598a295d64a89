import {
  type Matrix,
  matrix,
  matrixFromRows,
  singularValueDecomposition,
  symmetricEigendecomposition,
} from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BoundModel, descentField, halfSumSquared, singleNeuronModel } from "../src/index.js";
import { written } from "./differences.js";

// no subnormal numbers beside ordinary ones: ml-matrix's eigendecomposition, which judges the kernels, fails on them
const entry = fc.double({ min: -1.5, max: 1.5, noNaN: true }).map((x) => (Math.abs(x) < 1e-30 ? 0 : x));
const rate = fc.double({ min: 0.2, max: 3, noNaN: true });

/** A neuron on n inputs of dimension d, more or fewer than d, and a point of parameter space. */
const cases = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([n, d]) =>
  fc.record({
    X: fc.array(entry, { minLength: n * d, maxLength: n * d }).map((data) => matrix(n, d, Float64Array.from(data))),
    Y: fc.array(entry, { minLength: n, maxLength: n }).map((data) => matrix(n, 1, Float64Array.from(data))),
    theta: fc.array(entry, { minLength: d + 1, maxLength: d + 1 }).map((theta) => Float64Array.from(theta)),
    learningRates: fc.tuple(rate, rate),
  }),
);

/** The derivative of a polynomial of low degree by central differences of steps h and 2h, whose errors of order h^2 cancel. */
function derivative(f: (theta: Float64Array) => number, theta: Float64Array, k: number): number {
  const h = 2 ** -7;
  const at = (step: number): number => f(theta.map((value, j) => (j === k ? value + step : value)));
  return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
}

const bind = ({ X, Y }: { readonly X: Matrix; readonly Y: Matrix }): BoundModel =>
  singleNeuronModel({ inputDimension: X.columns }).bind({ X, Y, loss: halfSumSquared });
const output = ({ X, value }: BoundModel, theta: Float64Array): Float64Array =>
  written(X.rows, (out) => value(theta, out));
const fieldOf = (bound: BoundModel, theta: Float64Array, learningRates?: readonly number[]): Float64Array =>
  written(theta.length, (out) => descentField(bound, { learningRates })(0, theta, out));
const deltaOf = (theta: ArrayLike<number>, learningRates?: readonly number[]): number =>
  singleNeuronModel({ inputDimension: theta.length - 1 }).conservedQuantities(theta, learningRates)[0]!.values[0]!;

describe("singleNeuron", () => {
  it("has the value, loss, gradient and delta that one gets by hand", () => {
    const X = matrixFromRows([
      [1, 2],
      [3, -1],
      [0, 1],
    ]);
    const neuron = bind({ X, Y: matrixFromRows([[1], [0], [-1]]) });
    const theta = Float64Array.of(0.5, -1, 2);
    expect([...output(neuron, theta)]).toEqual([-3, 5, -2]);
    expect(neuron.lossAt(theta)).toBe((16 + 25 + 1) / 2);
    // r = (-4, 5, -1), g = X^T r = (11, -14)
    expect([...written(3, (out) => neuron.gradient(theta, out))]).toEqual([22, -28, 0.5 * 11 + 14]);
    expect([...fieldOf(neuron, theta, [3, 2])]).toEqual([-66, 84, -39]);
    expect(deltaOf(theta, [3, 2])).toBe(3 * 4 - 2 * 1.25);
    expect([...written(1, (out) => neuron.model.value(theta, matrixFromRows([[1, 1]]), out))]).toEqual([-1]);
    expect([...neuron.ntkMatrix(theta, { learningRates: [1, 0] }).data.subarray(0, 3)]).toEqual([20, 4, 8]);
  });

  it("has a kernel that is exactly symmetric and positive", () => {
    fc.assert(
      fc.property(cases, ({ theta, learningRates, ...data }) => {
        const { data: entries, rows } = bind(data).ntkMatrix(theta, { learningRates });
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < i; j++) expect(entries[i * rows + j]).toBe(entries[j * rows + i]);
        }
        const { values } = symmetricEigendecomposition(matrix(rows, rows, entries));
        expect(values[0]).toBeGreaterThanOrEqual(-1e-14 * (values.at(-1)! + 1e-280));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("moves its outputs by -K (f - y), the field seen in function space", () => {
    fc.assert(
      fc.property(cases, ({ theta, learningRates, ...data }) => {
        const neuron = bind(data);
        const field = fieldOf(neuron, theta, learningRates);
        const kernel = neuron.ntkMatrix(theta, { learningRates });
        const outputs = output(neuron, theta);
        const n = outputs.length;
        const along =
          (i: number) =>
          (step: Float64Array): number =>
            output(
              neuron,
              theta.map((value, k) => value + step[0]! * field[k]!),
            )[i]!;
        const scale = 1 + Math.hypot(...field) ** 2;
        for (let i = 0; i < n; i++) {
          let expected = 0;
          for (let j = 0; j < n; j++) expected -= kernel.data[i * n + j]! * (outputs[j]! - data.Y.data[j]!);
          expect(Math.abs(derivative(along(i), new Float64Array(1), 0) - expected)).toBeLessThan(1e-12 * scale);
        }
      }),
      { seed: 4 },
    );
  });

  it("has a field tangent to the level sets of its conserved quantity", () => {
    fc.assert(
      fc.property(cases, ({ theta, learningRates, ...data }) => {
        const [etaW, etaA] = learningRates;
        const field = fieldOf(bind(data), theta, learningRates);
        const last = theta.length - 1;
        // d delta/dt = 2 etaW a a' - 2 etaA w.w'
        const terms = Array.from(field, (value, k) => (k === last ? etaW : -etaA) * theta[k]! * value);
        const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
        expect(Math.abs(terms.reduce((sum, term) => sum + term, 0))).toBeLessThanOrEqual(4e-15 * size + 1e-300);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("keeps the digits of a small delta between large squares", () => {
    expect(deltaOf([2 ** 30, 2 ** 30 + 1])).toBe(2 ** 31 + 1);
    const [etaW, etaA] = [0.3, 0.1];
    const [w, a] = [1e4 * Math.sqrt(3), 1e4];
    const integer = (x: number): bigint => BigInt(x * 2 ** 60);
    const exact = Number(integer(etaW) * integer(a) ** 2n - integer(etaA) * integer(w) ** 2n) * 2 ** -180;
    // plain float64 has an error of about 1e-9 here
    expect(Math.abs(exact)).toBeLessThan(1e-7);
    expect(Math.abs(deltaOf([w, a], [etaW, etaA]) - exact)).toBeLessThan(1e-15 * Math.abs(exact));
  });

  it("is equivariant under a rotation of the inputs: w turns, a and the kernel do not", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 1000 }), ({ theta, learningRates, ...data }, angle) => {
        const d = data.X.columns;
        const rotation = orthogonal(d, angle);
        const turned = bind({ ...data, X: times(data.X, rotation) });
        const neuron = bind(data);
        const turn = (vector: Float64Array): Float64Array =>
          Float64Array.of(...times(matrix(1, d, vector.slice(0, d)), rotation).data, vector[d]!);
        const expected = turn(fieldOf(neuron, theta, learningRates));
        const actual = fieldOf(turned, turn(theta), learningRates);
        const scale = 1 + Math.hypot(...expected);
        actual.forEach((value, k) => {
          expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-13 * scale);
        });
        const kernel = neuron.ntkMatrix(theta, { learningRates }).data;
        turned.ntkMatrix(turn(theta), { learningRates }).data.forEach((value, k) => {
          expect(Math.abs(value - kernel[k]!)).toBeLessThan(1e-12);
        });
      }),
      { seed: 6 },
    );
  });
});

function times(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < b.columns; j++)
      for (let k = 0; k < a.columns; k++)
        result.data[i * b.columns + j]! += a.data[i * a.columns + k]! * b.data[k * b.columns + j]!;
  return result;
}

/** Some orthogonal d x d matrix. */
function orthogonal(d: number, angle: number): Matrix {
  const data = Float64Array.from({ length: d * d }, (_, k) => Math.sin(angle * (k + 1)));
  return singularValueDecomposition(matrix(d, d, data)).left;
}
