import { type Matrix, matrix, type ProductBuild, productBuilds } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PiecewiseLinearNetwork, piecewiseLinearNetwork } from "../src/index.js";
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
  gamma: fc.constantFrom(0, 0, 0.1, -0.3, 1),
  seed: fc.integer(),
});

const inputsOf = ({ n, d, seed }: Case): Matrix => matrix(n, d, randomVector(n * d, seed));
const targetsOf = ({ n, seed }: Case): Float64Array => randomVector(n, seed + 1);
const thetaOf = ({ d, h, seed }: Case): Float64Array => randomVector(h * (d + 1), seed + 2);
const networkOf = (each: Case, build?: ProductBuild, X = inputsOf(each)): PiecewiseLinearNetwork =>
  piecewiseLinearNetwork({
    ...{ X, y: targetsOf(each), hiddenWidth: each.h, gamma: each.gamma, etaA: 1.5, etaW: 0.75 },
    build,
  });

/** w_k.x_i, f(x_i) and the Jacobian (n x p), by the definitions. */
function byDefinition({ data: x, rows: n }: Matrix, { d, h, gamma }: Case, theta: Float64Array) {
  const z = matrix(n, h);
  const f = new Float64Array(n);
  const jacobian = matrix(n, h * (d + 1));
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < h; k++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += theta[h + k * d + j]! * x[i * d + j]!;
      const c = sum >= 0 ? 1 : gamma;
      z.data[i * h + k] = sum;
      f[i] = f[i]! + theta[k]! * c * sum;
      const row = i * h * (d + 1);
      jacobian.data[row + k] = c * sum;
      for (let j = 0; j < d; j++) jacobian.data[row + h + k * d + j] = theta[k]! * c * x[i * d + j]!;
    }
  }
  return { z, f, jacobian };
}

const largest = (x: ArrayLike<number>): number => Math.max(...Array.from(x, Math.abs));
const difference = (x: ArrayLike<number>, y: ArrayLike<number>): number => largest(Array.from(x, (v, i) => v - y[i]!));

describe.each(productBuilds())("in %s", (build) => {
  it("value, loss, gradient, field, pattern and kernel follow their definitions, at every size", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { n, d, h } = each;
        const [X, y, theta] = [inputsOf(each), targetsOf(each), thetaOf(each)];
        const network = networkOf(each, build);
        const p = network.parameterCount;
        const { z, f, jacobian } = byDefinition(X, each, theta);
        const scale = largest(f) + largest(y) + 1;

        const values = new Float64Array(n);
        network.value(theta, values);
        expect(difference(values, f)).toBeLessThan(1e-13 * scale);
        network.value(theta, values, X);
        expect(difference(values, f)).toBeLessThan(1e-13 * scale);
        const loss = f.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0) / n;
        expect(Math.abs(network.loss(theta) - loss)).toBeLessThan(1e-13 * scale ** 2);

        const expected = Float64Array.from({ length: p }, (_, q) =>
          f.reduce((sum, value, i) => sum + (2 / n) * (value - y[i]!) * jacobian.data[i * p + q]!, 0),
        );
        const gradient = new Float64Array(p);
        network.gradient(theta, gradient);
        expect(difference(gradient, expected)).toBeLessThan(1e-13 * scale * (1 + largest(jacobian.data)));
        const field = new Float64Array(p);
        network.field(0, theta, field);
        expect(network.lossAndField(theta, field)).toBe(network.loss(theta));
        const ofField = gradient.map((value, q) => (q < h ? -1.5 : -0.75) * value);
        expect(difference(field, ofField)).toBeLessThan(1e-15 * (1 + largest(gradient)));

        const active = network.activationPattern(theta);
        expect([...active]).toEqual(
          Array.from({ length: h * n }, (_, q) => Number(z.data[(q % n) * h + Math.floor(q / n)]! >= 0)),
        );

        const kernel = network.ntkMatrix(theta).data;
        const allowed = 1e-13 * (1 + largest(jacobian.data) ** 2 * d * h);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j <= i; j++) {
            let sum = 0;
            for (let q = 0; q < p; q++) {
              sum += (q < h ? 1.5 : 0.75) * jacobian.data[i * p + q]! * jacobian.data[j * p + q]!;
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
    const each: Case = { n: 30, d: 7, h: 12, gamma: 0.2, seed: 22 };
    const network = networkOf(each, build);
    const theta = thetaOf(each);
    const { z } = byDefinition(inputsOf(each), each, theta);
    expect(Math.min(...z.data.map(Math.abs))).toBeGreaterThan(1e-3);
    const gradient = new Float64Array(theta.length);
    network.gradient(theta, gradient);
    for (let q = 0; q < theta.length; q++) {
      const at = (step: number): number => network.loss(theta.map((value, r) => (r === q ? value + step : value)));
      const quotient = (8 * (at(1e-4) - at(-1e-4)) - (at(2e-4) - at(-2e-4))) / 12e-4;
      expect(Math.abs(quotient - gradient[q]!)).toBeLessThan(1e-9);
    }
  });

  it("a neuron is active on an input on its kink", () => {
    const X = matrix(3, 2, Float64Array.of(1, 0, 0, 1, -1, 2));
    const network = piecewiseLinearNetwork({ X, y: [1, 1, 1], hiddenWidth: 2, build });
    const theta = Float64Array.of(1, 1, 0, 1, 2, 1);
    expect([...network.activationPattern(theta)]).toEqual([1, 1, 1, 1, 1, 1]);
    const gradient = new Float64Array(6);
    network.gradient(theta, gradient);
    // f = (2, 2, 2): residuals of 1, and g = 2/3 (x_1 + x_2 + x_3) for both neurons
    expect(difference(gradient, [2, 2, 0, 2, 0, 2])).toBeLessThan(1e-15);
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
      for (let j = 0; j < d; j++) theta[64 + k * d + j] = w[j]! + (offset / square - along) * x[j]!;
    }
    const network = piecewiseLinearNetwork({ X, y: new Float64Array(64), hiddenWidth: 64, build });
    const active = network.activationPattern(theta);
    for (let k = 0; k < 64; k++) expect([k, active[k * 64 + k]]).toEqual([k, k % 2 === 0 ? 1 : 0]);
  });

  it.each([1e-200, 1e-150, 1e150])("weights and inputs of size %d have the signs and values of unit size", (size) => {
    const each: Case = { n: 20, d: 9, h: 7, gamma: 0, seed: 90 };
    const [X, theta] = [inputsOf(each), thetaOf(each)];
    const scaled = theta.map((value, q) => (q < each.h ? value : value * size));
    expect(networkOf(each, build).activationPattern(scaled)).toEqual(networkOf(each, build).activationPattern(theta));
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
      for (const q of [0, each.h + 3]) {
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
    const turnedTheta = Float64Array.of(...theta.subarray(0, each.h), ...turned(theta.subarray(each.h)));
    const network = networkOf(each, build);
    const other = networkOf(each, build, matrix(25, 3, turned(X.data)));
    expect(Math.abs(network.loss(theta) - other.loss(turnedTheta))).toBeLessThan(1e-13);
    const [gradient, otherGradient] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    network.gradient(theta, gradient);
    other.gradient(turnedTheta, otherGradient);
    expect(difference(turned(gradient.subarray(each.h)), otherGradient.subarray(each.h))).toBeLessThan(1e-13);
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
        return [gradient, values, network.ntkMatrix(theta).data, network.activationPattern(theta), network.loss(theta)];
      });
      expect(results[0]).toEqual(results[1]);
    }),
    { seed: 25, numRuns: 150 },
  );
});

it("they do beyond a block of inputs", () => {
  const each: Case = { n: 531, d: 37, h: 13, gamma: 0.1, seed: 26 };
  const [simd, javascript] = EXACT.map((build) => {
    const gradient = new Float64Array(each.h * (each.d + 1));
    networkOf(each, build).gradient(thetaOf(each), gradient);
    return gradient;
  });
  expect(simd).toEqual(javascript);
});

it("a kernel of many inputs has the entries of the kernels of a few of them", () => {
  const each: Case = { n: 300, d: 5, h: 7, gamma: 0.1, seed: 30 };
  const [X, theta] = [inputsOf(each), thetaOf(each)];
  for (const build of productBuilds()) {
    const { data } = networkOf(each, build, X).ntkMatrix(theta);
    for (const [i, j] of [
      [0, 299],
      [127, 128],
      [200, 130],
      [255, 256],
      [31, 32],
    ] as const) {
      const rows = [i, j].flatMap((row) => [...X.data.subarray(5 * row, 5 * row + 5)]);
      const pair = piecewiseLinearNetwork({
        ...{ X: matrix(2, 5, Float64Array.from(rows)), y: [0, 0], hiddenWidth: 7, gamma: 0.1, etaA: 1.5, etaW: 0.75 },
        build,
      });
      const expected = pair.ntkMatrix(theta).data;
      const actual = [data[i * 300 + i], data[i * 300 + j], data[j * 300 + i], data[j * 300 + j]];
      expect(difference(actual as number[], expected)).toBeLessThan(1e-13 * largest(expected));
    }
  }
});

it("the flow conserves etaW a^2 - etaA |w|^2 of every neuron: it is orthogonal to their gradients", () => {
  const each: Case = { n: 40, d: 6, h: 9, gamma: 0.3, seed: 27 };
  const { h, d } = each;
  const network = networkOf(each);
  const theta = thetaOf(each);
  const field = new Float64Array(theta.length);
  network.field(0, theta, field);
  for (let k = 0; k < h; k++) {
    let change = 2 * 0.75 * theta[k]! * field[k]!;
    for (let j = 0; j < d; j++) change -= 2 * 1.5 * theta[h + k * d + j]! * field[h + k * d + j]!;
    expect(Math.abs(change)).toBeLessThan(1e-14 * (1 + largest(field)));
  }
  const quantities = network.conservedQuantities(theta);
  for (let k = 0; k < h; k++) {
    const square = theta.subarray(h + k * d, h + (k + 1) * d).reduce((sum, value) => sum + value * value, 0);
    expect(quantities[k]).toBeCloseTo(0.75 * theta[k]! ** 2 - 1.5 * square, 12);
  }
});

it("steps of gradient descent drift off the conserved quantities by the square of their size", () => {
  const each: Case = { n: 40, d: 6, h: 9, gamma: 0, seed: 28 };
  const drift = (rate: number): number => {
    const network = networkOf(each);
    const theta = thetaOf(each);
    const before = network.conservedQuantities(theta);
    const field = new Float64Array(theta.length);
    for (let step = 0; step < Math.round(0.01 / rate); step++) {
      network.field(0, theta, field);
      for (let q = 0; q < theta.length; q++) theta[q] = theta[q]! + rate * field[q]!;
    }
    return difference(network.conservedQuantities(theta), before);
  };
  // 1/rate steps of rate^2 each
  expect(drift(1e-3) / drift(1e-4)).toBeGreaterThan(9);
  expect(drift(1e-3) / drift(1e-4)).toBeLessThan(11);
});

it("keeps its own copy of the data", () => {
  const each: Case = { n: 10, d: 4, h: 5, gamma: 0, seed: 29 };
  const [X, y, theta] = [inputsOf(each), targetsOf(each), thetaOf(each)];
  for (const build of productBuilds()) {
    const network = piecewiseLinearNetwork({ X, y, hiddenWidth: 5, build });
    const [loss, kernel] = [network.loss(theta), network.ntkMatrix(theta).data];
    const changed = piecewiseLinearNetwork({ X: matrix(10, 4, X.data.slice()), y: y.slice(), hiddenWidth: 5, build });
    expect(changed.loss(theta)).toBe(loss);
    expect(changed.ntkMatrix(theta).data).toEqual(kernel);
  }
});

describe("errors", () => {
  const X = matrix(3, 2, Float64Array.of(1, 0, 0, 1, 1, 1));
  const y = [1, 2, 3];
  it.each([
    [{ X, y: [1, 2], hiddenWidth: 4 }, "y has length 2; expected 3, one target a row of X"],
    [{ X: matrix(0, 2), y: [], hiddenWidth: 4 }, "X is 0 x 2; expected at least one input of one dimension"],
    [{ X, y: [1, Number.NaN, 3], hiddenWidth: 4 }, "y[1] is NaN; expected a finite number"],
    [{ X, y, hiddenWidth: 0 }, "hiddenWidth is 0; expected a whole number above 0"],
    [{ X, y, hiddenWidth: 4, gamma: 1.5 }, "gamma is 1.5; expected a finite number of at most 1, the slope above 0"],
    [{ X, y, hiddenWidth: 4, etaA: 0 }, "etaA is 0; expected a finite number above 0"],
  ])("%#: %s", (options, message) => {
    expect(() => piecewiseLinearNetwork(options)).toThrow(new RangeError(message));
  });

  it("name what does not fit a function", () => {
    const network = piecewiseLinearNetwork({ X, y, hiddenWidth: 2 });
    const theta = new Float64Array(6);
    expect(() => network.value(theta, new Float64Array(1), matrix(1, 3))).toThrow("inputs have 3 columns, but X has 2");
    expect(() => network.ntkMatrix(theta, matrix(2, 2))).toThrow("out is 2 x 2; expected 3 x 3");
    expect(() => network.activationPattern(theta, new Uint8Array(5))).toThrow("out has length 5; expected 6");
  });
});
