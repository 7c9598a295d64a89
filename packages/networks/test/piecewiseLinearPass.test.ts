import { type Matrix, matrix, type ProductBuild, productBuilds } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BoundModel, descentField, leaky, meanSquared, relu, twoLayerModel } from "../src/index.js";
import { randomVector } from "./randomVector.js";

const EXACT: ProductBuild[] = ["simd", "javascript"];

interface Case {
  readonly n: number;
  readonly d: number;
  readonly h: number;
  readonly gamma: number;
  readonly seed: number;
}
const cases: fc.Arbitrary<Case> = fc.record({
  n: fc.integer({ min: 1, max: 40 }),
  d: fc.integer({ min: 1, max: 40 }),
  h: fc.integer({ min: 1, max: 23 }),
  gamma: fc.constantFrom(0, 0, 0.1, -0.3),
  seed: fc.integer(),
});

const inputsOf = ({ n, d, seed }: Case): Matrix => matrix(n, d, randomVector(n * d, seed));
const targetsOf = ({ n, seed }: Case): Float64Array => randomVector(n, seed + 1);
const thetaOf = ({ d, h, seed }: Case): Float64Array => randomVector(h * (d + 1), seed + 2);
const learningRates = [0.75, 1.5];
const modelOf = ({ d, h, gamma }: Omit<Case, "n" | "seed">) =>
  twoLayerModel({ inputDimension: d, hiddenWidth: h, activation: gamma === 0 ? relu : leaky(gamma) });
const networkOf = (each: Case, build?: ProductBuild, X = inputsOf(each)): BoundModel =>
  modelOf(each).bind({ X, Y: matrix(each.n, 1, targetsOf(each)), loss: meanSquared, build });
const patternOf = (network: BoundModel, theta: Float64Array): Uint8Array =>
  network.activationPatterns!(theta)[0]!.active;

/** w_k.x_i, f(x_i) and the Jacobian (n x p), by the definitions. */
function byDefinition({ data: x, rows: n }: Matrix, { d, h, gamma }: Case, theta: Float64Array) {
  const z = matrix(n, h);
  const f = new Float64Array(n);
  const jacobian = matrix(n, h * (d + 1));
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < h; k++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += theta[k * d + j]! * x[i * d + j]!;
      const c = sum >= 0 ? 1 : gamma;
      z.data[i * h + k] = sum;
      f[i] = f[i]! + theta[h * d + k]! * c * sum;
      const row = i * h * (d + 1);
      jacobian.data[row + h * d + k] = c * sum;
      for (let j = 0; j < d; j++) jacobian.data[row + k * d + j] = theta[h * d + k]! * c * x[i * d + j]!;
    }
  }
  return { z, f, jacobian };
}

const largest = (x: ArrayLike<number>): number => Math.max(...Array.from(x, Math.abs));
const difference = (x: ArrayLike<number>, y: ArrayLike<number>): number => largest(Array.from(x, (v, i) => v - y[i]!));

describe.each(productBuilds())("in %s", (build) => {
  it("value, loss, gradient, descent, pattern and kernel follow their definitions, at every size", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { n, d, h } = each;
        const [X, y, theta] = [inputsOf(each), targetsOf(each), thetaOf(each)];
        const network = networkOf(each, build);
        const p = network.model.parameterCount;
        const { z, f, jacobian } = byDefinition(X, each, theta);
        const scale = largest(f) + largest(y) + 1;

        const values = new Float64Array(n);
        network.value(theta, values);
        expect(difference(values, f)).toBeLessThan(1e-13 * scale);
        network.model.value(theta, X, values);
        expect(difference(values, f)).toBeLessThan(1e-13 * scale);
        const loss = f.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0) / n;
        expect(Math.abs(network.lossAt(theta) - loss)).toBeLessThan(1e-13 * scale ** 2);

        const expected = Float64Array.from({ length: p }, (_, q) =>
          f.reduce((sum, value, i) => sum + (2 / n) * (value - y[i]!) * jacobian.data[i * p + q]!, 0),
        );
        const gradient = new Float64Array(p);
        network.gradient(theta, gradient);
        expect(difference(gradient, expected)).toBeLessThan(1e-13 * scale * (1 + largest(jacobian.data)));
        const field = new Float64Array(p);
        descentField(network, { learningRates })(0, theta, field);
        expect([...field]).toEqual([...gradient].map((value, q) => (q < h * d ? -0.75 : -1.5) * value));
        expect(network.lossAndGradient(theta, field)).toBe(network.lossAt(theta));
        expect(field).toEqual(gradient);

        const active = patternOf(network, theta);
        expect([...active]).toEqual(
          Array.from({ length: h * n }, (_, q) => Number(z.data[(q % n) * h + Math.floor(q / n)]! >= 0)),
        );

        const kernel = network.ntkMatrix(theta, { learningRates }).data;
        const allowed = 1e-13 * (1 + largest(jacobian.data) ** 2 * d * h);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j <= i; j++) {
            let sum = 0;
            for (let q = 0; q < p; q++) {
              sum += (q < h * d ? 0.75 : 1.5) * jacobian.data[i * p + q]! * jacobian.data[j * p + q]!;
            }
            if (!(Math.abs(kernel[i * n + j]! - sum) < allowed)) expect([i, j, kernel[i * n + j]]).toEqual([i, j, sum]);
            if (kernel[i * n + j] !== kernel[j * n + i]) expect([i, j]).toBe("symmetric");
          }
        }
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  it("the gradient is that of the loss, by differences away from kinks", () => {
    const each: Case = { n: 30, d: 7, h: 12, gamma: 0.2, seed: 122 };
    const network = networkOf(each, build);
    const theta = thetaOf(each);
    const { z } = byDefinition(inputsOf(each), each, theta);
    expect(Math.min(...z.data.map(Math.abs))).toBeGreaterThan(1e-3);
    const gradient = new Float64Array(theta.length);
    network.gradient(theta, gradient);
    for (let q = 0; q < theta.length; q++) {
      const at = (step: number): number => network.lossAt(theta.map((value, r) => (r === q ? value + step : value)));
      const quotient = (8 * (at(1e-4) - at(-1e-4)) - (at(2e-4) - at(-2e-4))) / 12e-4;
      expect(Math.abs(quotient - gradient[q]!)).toBeLessThan(1e-9);
    }
  });

  it("a neuron is active on an input on its kink", () => {
    const X = matrix(3, 2, Float64Array.of(1, 0, 0, 1, -1, 2));
    const Y = matrix(3, 1, Float64Array.of(1, 1, 1));
    const network = modelOf({ d: 2, h: 2, gamma: 0 }).bind({ X, Y, loss: meanSquared, build });
    const theta = Float64Array.of(0, 1, 2, 1, 1, 1);
    expect([...patternOf(network, theta)]).toEqual([1, 1, 1, 1, 1, 1]);
    const gradient = new Float64Array(6);
    network.gradient(theta, gradient);
    // f = (2, 2, 2): residuals of 1, and g = 2/3 (x_1 + x_2 + x_3) for both neurons
    expect(difference(gradient, [0, 2, 0, 2, 2, 2])).toBeLessThan(1e-15);
  });

  it("signs near the kink are those of the products, however close", () => {
    const d = 100;
    const X = matrix(64, d, randomVector(64 * d, 23));
    const theta = new Float64Array(64 * (d + 1)).fill(1);
    for (let k = 0; k < 64; k++) {
      // w_k is made orthogonal to x_k, then moved off by 1e-13, 1e-12, ... to either side
      const x = X.data.subarray(k * d, (k + 1) * d);
      const w = randomVector(d, 24 + k);
      const square = x.reduce((sum, value) => sum + value * value, 0);
      const along = w.reduce((sum, value, j) => sum + value * x[j]!, 0) / square;
      const offset = (k % 2 === 0 ? 1 : -1) * 10 ** -(k % 14);
      for (let j = 0; j < d; j++) theta[k * d + j] = w[j]! + (offset / square - along) * x[j]!;
    }
    const network = modelOf({ d, h: 64, gamma: 0 }).bind({ X, Y: matrix(64, 1), loss: meanSquared, build });
    const active = patternOf(network, theta);
    for (let k = 0; k < 64; k++) expect([k, active[k * 64 + k]]).toEqual([k, k % 2 === 0 ? 1 : 0]);
  });

  it.each([1e-200, 1e-150, 1e150])("weights and inputs of size %d have the signs and values of unit size", (size) => {
    const each: Case = { n: 20, d: 9, h: 7, gamma: 0, seed: 90 };
    const [X, theta] = [inputsOf(each), thetaOf(each)];
    const scaled = theta.map((value, q) => (q < each.h * each.d ? value * size : value));
    expect(patternOf(networkOf(each, build), scaled)).toEqual(patternOf(networkOf(each, build), theta));
    const large = matrix(
      X.rows,
      X.columns,
      X.data.map((value) => value * size),
    );
    const [values, expected] = [new Float64Array(each.n), new Float64Array(each.n)];
    networkOf(each, build, large).value(theta, values);
    networkOf(each, build).value(theta, expected);
    expect(
      difference(
        values.map((value) => value / size),
        expected,
      ),
    ).toBeLessThan(1e-12);
  });

  it("carries what is not finite into the gradient", () => {
    const each: Case = { n: 12, d: 5, h: 6, gamma: 0, seed: 91 };
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const q of [3, each.h * each.d]) {
        const gradient = new Float64Array(each.h * (each.d + 1));
        networkOf(each, build).gradient(thetaOf(each).fill(bad, q, q + 1), gradient);
        expect(gradient.every(Number.isFinite)).toBe(false);
      }
    }
  });

  it("turns with its inputs: equal loss, turned gradient, equal kernel", () => {
    const each: Case = { n: 25, d: 3, h: 8, gamma: 0, seed: 92 };
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = (rows: Float64Array): Float64Array =>
      rows.map((_, q) => {
        const [r, j] = [q - (q % 3), q % 3];
        const [x, y, z] = [rows[r]!, rows[r + 1]!, rows[r + 2]!];
        return [c * x - s * y, s * x + c * y, z][j]!;
      });
    const X = inputsOf(each);
    const theta = thetaOf(each);
    const turnedTheta = Float64Array.of(...turned(theta.subarray(0, 24)), ...theta.subarray(24));
    const network = networkOf(each, build);
    const other = networkOf(each, build, matrix(25, 3, turned(X.data)));
    expect(Math.abs(network.lossAt(theta) - other.lossAt(turnedTheta))).toBeLessThan(1e-13);
    const [gradient, otherGradient] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    network.gradient(theta, gradient);
    other.gradient(turnedTheta, otherGradient);
    expect(difference(turned(gradient.subarray(0, 24)), otherGradient.subarray(0, 24))).toBeLessThan(1e-13);
    expect(difference(network.ntkMatrix(theta).data, other.ntkMatrix(turnedTheta).data)).toBeLessThan(1e-12);
  });
});

it("plain SIMD and JavaScript give the same bytes, at every size", () => {
  fc.assert(
    fc.property(cases, (each) => {
      const theta = thetaOf(each);
      const results = EXACT.map((build) => {
        const network = networkOf(each, build);
        const gradient = new Float64Array(theta.length);
        const values = new Float64Array(each.n);
        network.gradient(theta, gradient);
        network.value(theta, values);
        return [gradient, values, network.ntkMatrix(theta).data, patternOf(network, theta), network.lossAt(theta)];
      });
      expect(results[0]).toEqual(results[1]);
    }),
    { seed: 25, numRuns: 150 },
  );
});

it("they do with more pairs next to a kink than are settled at once", () => {
  const each: Case = { n: 531, d: 37, h: 13, gamma: 0.1, seed: 26 };
  // weights this small are beyond the 16-bit copies, so that all 6903 pairs are open
  for (const size of [1, 1e-200]) {
    const theta = thetaOf(each).map((value, q) => (q < each.h * each.d ? size * value : value));
    const [simd, javascript] = EXACT.map((build) => {
      const gradient = new Float64Array(theta.length);
      const network = networkOf(each, build);
      network.gradient(theta, gradient);
      return [gradient, patternOf(network, theta)];
    });
    expect(simd).toEqual(javascript);
    expect(simd![1]).toEqual(patternOf(networkOf(each, "javascript"), thetaOf(each)));
  }
});

it("a kernel of many inputs has the entries of the kernels of a few of them", () => {
  const each: Case = { n: 300, d: 5, h: 7, gamma: 0.1, seed: 30 };
  const [X, theta] = [inputsOf(each), thetaOf(each)];
  for (const build of productBuilds()) {
    const { data } = networkOf(each, build, X).ntkMatrix(theta, { learningRates });
    for (const [i, j] of [
      [0, 299],
      [127, 128],
      [200, 130],
      [255, 256],
      [31, 32],
    ] as const) {
      const rows = [i, j].flatMap((row) => [...X.data.subarray(5 * row, 5 * row + 5)]);
      const expected = modelOf(each).ntkMatrix(theta, matrix(2, 5, Float64Array.from(rows)), { learningRates }).data;
      const actual = [data[i * 300 + i], data[i * 300 + j], data[j * 300 + i], data[j * 300 + j]];
      expect(difference(actual as number[], expected)).toBeLessThan(1e-13 * largest(expected));
    }
  }
});

it("other data than finite ones of the right sizes are refused by name", () => {
  const model = modelOf({ d: 2, h: 2, gamma: 0 });
  const X = matrix(3, 2, Float64Array.of(1, 0, 0, 1, 1, 1));
  const good = { X, Y: matrix(3, 1), loss: meanSquared };
  const refused = (change: Partial<typeof good>, message: string): void =>
    expect(() => model.bind({ ...good, ...change })).toThrow(new RangeError(message));
  refused({ Y: matrix(2, 1) }, "Y has 2 rows; expected 3, one a row of X");
  refused({ Y: matrix(3, 2) }, "Y has 2 columns; expected 1, the output dimension of the model");
  refused({ X: matrix(0, 2), Y: matrix(0, 1) }, "X is 0 x 2; expected at least one input");
  refused({ X: matrix(3, 3) }, "X has 3 columns; expected 2, the input dimension of the model");
  refused({ Y: matrix(3, 1, Float64Array.of(1, Number.NaN, 3)) }, "Y[1][0] is NaN; expected a finite number");
  const theta = new Float64Array(6);
  expect(() => model.value(theta, matrix(1, 3), new Float64Array(1))).toThrow(
    new RangeError("inputs has 3 columns; expected 2, the input dimension of the model"),
  );
  const out = matrix(2, 2);
  for (const ntk of [() => model.ntkMatrix(theta, X, { out }), () => model.bind(good).ntkMatrix(theta, { out })]) {
    expect(ntk).toThrow(new RangeError("out is 2 x 2; expected 3 x 3, the outputs of all inputs"));
  }
});
