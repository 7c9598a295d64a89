import {
  type Matrix,
  matrix,
  matrixFromRows,
  singularValueDecomposition,
  symmetricEigendecomposition,
} from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SingleNeuronNetwork, singleNeuronNetwork } from "../src/index.js";

// no subnormal numbers beside ordinary ones: ml-matrix's eigendecomposition, which judges the kernels, fails on them
const entry = fc.double({ min: -1.5, max: 1.5, noNaN: true }).map((x) => (Math.abs(x) < 1e-30 ? 0 : x));
const rate = fc.double({ min: 0.2, max: 3, noNaN: true });

/** A neuron on n inputs of dimension d, more or fewer than d, and a point of parameter space. */
const cases = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([n, d]) =>
  fc.record({
    X: fc.array(entry, { minLength: n * d, maxLength: n * d }).map((data) => matrix(n, d, Float64Array.from(data))),
    y: fc.array(entry, { minLength: n, maxLength: n }),
    theta: fc.array(entry, { minLength: d + 1, maxLength: d + 1 }).map((theta) => Float64Array.from(theta)),
    etaA: rate,
    etaW: rate,
  }),
);

/** The derivative of a polynomial of low degree by central differences of steps h and 2h, whose errors of order h^2 cancel. */
function derivative(f: (theta: Float64Array) => number, theta: Float64Array, k: number): number {
  const h = 2 ** -7;
  const at = (step: number): number => f(theta.map((value, j) => (j === k ? value + step : value)));
  return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
}

const output = (network: SingleNeuronNetwork, theta: Float64Array): Float64Array => {
  const out = new Float64Array(network.inputCount);
  network.value(theta, out);
  return out;
};

const gradientOf = (network: SingleNeuronNetwork, theta: Float64Array): Float64Array => {
  const out = new Float64Array(network.parameterCount);
  network.gradient(theta, out);
  return out;
};

const fieldOf = (network: SingleNeuronNetwork, theta: Float64Array): Float64Array => {
  const out = new Float64Array(network.parameterCount);
  network.field(0, theta, out);
  return out;
};

describe("singleNeuronNetwork", () => {
  it("has the value, loss and gradient that one gets by hand", () => {
    const X = matrixFromRows([
      [1, 2],
      [3, -1],
      [0, 1],
    ]);
    const network = singleNeuronNetwork({ X, y: [1, 0, -1], etaA: 2, etaW: 3 });
    const theta = Float64Array.of(2, 0.5, -1);
    expect([network.parameterCount, network.inputDimension, network.inputCount]).toEqual([3, 2, 3]);
    expect(Array.from(output(network, theta))).toEqual([-3, 5, -2]);
    expect(network.loss(theta)).toBe((16 + 25 + 1) / 2);
    // rho = (-4, 5, -1), g = X^T rho = (11, -14)
    expect(Array.from(gradientOf(network, theta))).toEqual([0.5 * 11 + 14, 22, -28]);
    expect(Array.from(fieldOf(network, theta))).toEqual([-39, -66, 84]);
    expect(network.conservedQuantity(theta)).toBe(3 * 4 - 2 * 1.25);
    const elsewhere = new Float64Array(1);
    network.value(theta, elsewhere, matrixFromRows([[1, 1]]));
    expect(elsewhere[0]).toBe(-1);
  });

  it("has the gradient of its loss, by differences", () => {
    fc.assert(
      fc.property(cases, ({ theta, ...options }) => {
        const network = singleNeuronNetwork(options);
        gradientOf(network, theta).forEach((value, k) => {
          expect(Math.abs(value - derivative(network.loss, theta, k))).toBeLessThan(2e-11);
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("has the field -eta dL/dtheta", () => {
    fc.assert(
      fc.property(cases, ({ theta, ...options }) => {
        const network = singleNeuronNetwork(options);
        const gradient = gradientOf(network, theta);
        const rates = gradient.map((_, k) => (k === 0 ? options.etaA : options.etaW));
        fieldOf(network, theta).forEach((value, k) => {
          expect(value).toBe(-rates[k]! * gradient[k]!);
        });
      }),
      { seed: 2 },
    );
  });

  it("has the kernel J diag(eta) J^T with J by differences of its outputs, exactly symmetric and positive", () => {
    fc.assert(
      fc.property(cases, ({ theta, ...options }) => {
        const network = singleNeuronNetwork(options);
        const { X, etaA, etaW } = options;
        const n = X.rows;
        const jacobian = Array.from({ length: n }, (_, i) =>
          Array.from(theta, (_, k) => derivative((point) => output(network, point)[i]!, theta, k)),
        );
        const kernel = network.ntkMatrix(theta);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const expected = jacobian[i]!.reduce(
              (sum, u, k) => sum + (k === 0 ? etaA : etaW) * u * jacobian[j]![k]!,
              0,
            );
            expect(Math.abs(kernel.data[i * n + j]! - expected)).toBeLessThan(1e-10);
            expect(kernel.data[i * n + j]).toBe(kernel.data[j * n + i]);
          }
        }
        const { values } = symmetricEigendecomposition(kernel);
        expect(values[0]).toBeGreaterThanOrEqual(-1e-14 * (values.at(-1)! + 1e-280));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("moves its outputs by -K (f - y), the field seen in function space", () => {
    fc.assert(
      fc.property(cases, ({ theta, ...options }) => {
        const network = singleNeuronNetwork(options);
        const field = fieldOf(network, theta);
        const kernel = network.ntkMatrix(theta);
        const outputs = output(network, theta);
        const n = outputs.length;
        const along =
          (i: number) =>
          (step: Float64Array): number =>
            output(
              network,
              theta.map((value, k) => value + step[0]! * field[k]!),
            )[i]!;
        const scale = 1 + Math.hypot(...field) ** 2;
        for (let i = 0; i < n; i++) {
          let expected = 0;
          for (let j = 0; j < n; j++) expected -= kernel.data[i * n + j]! * (outputs[j]! - options.y[j]!);
          expect(Math.abs(derivative(along(i), new Float64Array(1), 0) - expected)).toBeLessThan(1e-12 * scale);
        }
      }),
      { seed: 4 },
    );
  });

  it("has a field tangent to the level sets of its conserved quantity", () => {
    fc.assert(
      fc.property(cases, ({ theta, ...options }) => {
        const network = singleNeuronNetwork(options);
        const field = fieldOf(network, theta);
        // d delta/dt = 2 etaW a a' - 2 etaA w.w'
        const terms = Array.from(field, (value, k) => (k === 0 ? options.etaW : -options.etaA) * theta[k]! * value);
        const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
        expect(Math.abs(terms.reduce((sum, term) => sum + term, 0))).toBeLessThanOrEqual(4e-15 * size + 1e-300);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("conserves delta along its flow: the drift of small Euler steps falls with their size", () => {
    const X = matrixFromRows([
      [0.5, 1, 0.2],
      [0.3, -0.4, 1.1],
    ]);
    const network = singleNeuronNetwork({ X, y: [1.1, -0.3], etaA: 0.7, etaW: 1.3 });
    const drift = (steps: number): number => {
      const theta = Float64Array.of(0.8, 0.3, -0.2, 0.4);
      const start = network.conservedQuantity(theta);
      const field = new Float64Array(4);
      for (let step = 0; step < steps; step++) {
        network.field(0, theta, field);
        for (let k = 0; k < 4; k++) theta[k] = theta[k]! + (2 / steps) * field[k]!;
      }
      return Math.abs(network.conservedQuantity(theta) - start);
    };
    const [coarse, fine] = [drift(1000), drift(16_000)];
    expect(fine).toBeGreaterThan(0);
    expect(coarse / fine).toBeGreaterThan(15.5);
    expect(coarse / fine).toBeLessThan(16.5);
  });

  it("keeps the digits of a small delta between large squares", () => {
    const network = singleNeuronNetwork({ X: matrixFromRows([[1]]), y: [1] });
    expect(network.conservedQuantity([2 ** 30 + 1, 2 ** 30])).toBe(2 ** 31 + 1);
    const [etaA, etaW] = [0.1, 0.3];
    const uneven = singleNeuronNetwork({ X: matrixFromRows([[1]]), y: [1], etaA, etaW });
    const [a, w] = [1e4, 1e4 * Math.sqrt(3)];
    const integer = (x: number): bigint => BigInt(x * 2 ** 60);
    const exact = Number(integer(etaW) * integer(a) ** 2n - integer(etaA) * integer(w) ** 2n) * 2 ** -180;
    // plain float64 has an error of about 1e-9 here
    expect(Math.abs(exact)).toBeLessThan(1e-7);
    expect(Math.abs(uneven.conservedQuantity([a, w]) - exact)).toBeLessThan(1e-15 * Math.abs(exact));
  });

  it("is equivariant under a rotation of the inputs: w turns, a and the kernel do not", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 1000 }), ({ theta, ...options }, angle) => {
        const d = options.X.columns;
        const rotation = orthogonal(d, angle);
        const turned = singleNeuronNetwork({ ...options, X: times(options.X, rotation) });
        const network = singleNeuronNetwork(options);
        const turn = (vector: Float64Array): Float64Array =>
          Float64Array.of(vector[0]!, ...times(matrix(1, d, vector.slice(1)), rotation).data);
        const [expected, actual] = [turn(fieldOf(network, theta)), fieldOf(turned, turn(theta))];
        const scale = 1 + Math.hypot(...expected);
        actual.forEach((value, k) => {
          expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-13 * scale);
        });
        const kernel = network.ntkMatrix(theta).data;
        turned.ntkMatrix(turn(theta)).data.forEach((value, k) => {
          expect(Math.abs(value - kernel[k]!)).toBeLessThan(1e-12);
        });
      }),
      { seed: 6 },
    );
  });

  it("writes a kernel into a given matrix, again and again", () => {
    const network = singleNeuronNetwork({
      X: matrixFromRows([
        [1, 2],
        [0, 1],
      ]),
      y: [1, 2],
    });
    const out = matrix(2, 2);
    expect(network.ntkMatrix([1, 1, 1], out)).toBe(out);
    expect(Array.from(out.data)).toEqual([14, 5, 5, 2]);
    network.ntkMatrix([0, 1, -1], out);
    expect(Array.from(out.data)).toEqual([1, 1, 1, 1]);
  });

  it("names what it refuses", () => {
    const X = matrixFromRows([[1, 2]]);
    expect(() => singleNeuronNetwork({ X, y: [1, 2] })).toThrow(
      new RangeError("y has length 2; expected 1, one target a row of X"),
    );
    expect(() => singleNeuronNetwork({ X, y: [Number.NaN] })).toThrow(
      new RangeError("y[0] is NaN; expected a finite number"),
    );
    expect(() => singleNeuronNetwork({ X: matrix(0, 2), y: [] })).toThrow(
      new RangeError("X is 0 x 2; expected at least one input of one dimension"),
    );
    expect(() => singleNeuronNetwork({ X, y: [1], etaA: 0 })).toThrow(
      new RangeError("etaA is 0; expected a finite number above 0"),
    );
    expect(() => singleNeuronNetwork({ X, y: [1] }).ntkMatrix([1, 1, 1], matrix(2, 2))).toThrow(
      new RangeError("out is 2 x 2; expected 1 x 1, the number of rows of X"),
    );
    expect(() => singleNeuronNetwork({ X, y: [1] }).value([1, 1, 1], new Float64Array(1), matrix(1, 3))).toThrow(
      new RangeError("inputs have 3 columns, but X has 2"),
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
