import {
  type Matrix,
  matrix,
  matrixFromRows,
  product,
  productTransposed,
  singularValueDecomposition,
  transposedProduct,
} from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import {
  conservedQuantity,
  neuronPreconditioner,
  selfConsistentField,
  selfConsistentPreconditioner,
  singularValueField,
  twoLayerLinear,
} from "../src/index.js";
import { distance, norm } from "./norm.js";
import { diagonal, randomNumbers, randomProblem } from "./randomStart.js";

const identity = (n: number): Matrix => diagonal(Array(n).fill(1));
const difference = (a: Matrix, b: Matrix): Matrix => ({ ...a, data: a.data.map((v, k) => v - b.data[k]!) });

/** -(G outputs + inputs G). */
function velocity(gradient: Matrix, { outputs, inputs }: { outputs: Matrix; inputs: Matrix }): Float64Array {
  const [right, left] = [product(gradient, outputs).data, product(inputs, gradient).data];
  return right.map((v, k) => -v - left[k]!);
}

/** beta, and beta' by the layers, at a time. */
function motion(problem: ReturnType<typeof randomProblem>, time: number) {
  const solution = twoLayerLinear(problem);
  const { hiddenWidth: h, inputDimension: d, outputDimension: c } = solution;
  const [beta, WtW, AtA] = [matrix(d, c), matrix(d, d), matrix(c, c)];
  solution.at(time, { beta, WtW, AtA });
  const [W, A] = [matrix(h, d), matrix(h, c)];
  solution.layersAt(time, W, A);
  const step = 1e-4;
  const [before, after] = [matrix(d, c), matrix(d, c)];
  solution.at(time - step, { beta: before });
  solution.at(time + step, { beta: after });
  const slope = after.data.map((v, k) => (v - before.data[k]!) / (2 * step));
  return { beta, WtW, AtA, W, A, slope, gradient: difference(beta, problem.betaStar) };
}

describe("theorem 4.1: one preconditioner a neuron", () => {
  it("moves the function as the network does, whatever the conserved quantities", () => {
    for (const [sizes, delta] of [
      [{ h: 2, d: 4, c: 3 }, 0.8],
      [{ h: 2, d: 3, c: 4 }, -0.8],
      [{ h: 5, d: 3, c: 2 }, 0],
    ] as const) {
      const problem = randomProblem(sizes, delta, 3);
      const { etaA, etaW } = problem;
      const { W, A, slope, gradient } = motion(problem, 0.6);
      const total = new Float64Array(slope.length);
      for (let k = 0; k < W.rows; k++) {
        const [w, a] = [
          matrix(1, sizes.d, W.data.slice(k * sizes.d, (k + 1) * sizes.d)),
          matrix(1, sizes.c, A.data.slice(k * sizes.c, (k + 1) * sizes.c)),
        ];
        // one neuron of several outputs has |a|^2 where a single neuron has a^2
        const own = conservedQuantity(norm(a.data), w.data, etaA!, etaW!);
        const part = velocity(gradient, neuronPreconditioner(transposedProduct(w, a), { delta: own, etaA, etaW }));
        for (let i = 0; i < total.length; i++) total[i] = total[i]! + part[i]!;
      }
      expect(distance(total, slope)).toBeLessThan(1e-7 * norm(slope));
    }
  });

  it("is the layers' own outer products, from delta = 0 to 1e12", () => {
    const [w, a] = [matrixFromRows([[0.6, -0.8]]), matrixFromRows([[2, -1, 2]])];
    for (const delta of [0, 1e-12, 1, 1e12, -1e12, -1e-6]) {
      // |beta| = |a| |w| = 3 scaled so that |a|^2 - |w|^2 = delta
      const large = (Math.abs(delta) + Math.hypot(delta, 6)) / 2;
      const [a2, w2] = delta >= 0 ? [large, 9 / large] : [9 / large, large];
      const { outputs, inputs } = neuronPreconditioner(transposedProduct(w, a), { delta });
      const [expectedOutputs, expectedInputs] = [
        transposedProduct(a, a).data.map((v) => (v * a2) / 9),
        transposedProduct(w, w).data.map((v) => v * w2),
      ];
      expect(distance(outputs.data, expectedOutputs)).toBeLessThan(2e-15 * norm(expectedOutputs));
      expect(distance(inputs.data, expectedInputs)).toBeLessThan(2e-15 * norm(expectedInputs));
    }
  });
});

describe("theorem 4.2: the self-consistent preconditioner", () => {
  const cases = [
    [{ h: 3, d: 3, c: 3 }, 0.8],
    [{ h: 3, d: 3, c: 3 }, -0.8],
    [{ h: 3, d: 2, c: 3 }, 1.5],
    [{ h: 2, d: 4, c: 2 }, 0.5],
    [{ h: 2, d: 2, c: 3 }, -0.7],
    [{ h: 4, d: 3, c: 2 }, 0],
    [{ h: 3, d: 3, c: 3 }, 1e6],
    [{ h: 3, d: 3, c: 3 }, -1e6],
  ] as const;

  it.each(cases)("is the layers' own, sizes %j, delta %d", (sizes, delta) => {
    const problem = randomProblem(sizes, delta, 5);
    const { beta, WtW, AtA } = motion(problem, 0.6);
    const { outputs, inputs } = selfConsistentPreconditioner(beta, { ...problem, delta, hiddenWidth: sizes.h });
    const expected = [AtA.data.map((v) => v * problem.etaW!), WtW.data.map((v) => v * problem.etaA!)] as const;
    expect(distance(outputs.data, expected[0])).toBeLessThan(1e-12 * norm(expected[0]));
    expect(distance(inputs.data, expected[1])).toBeLessThan(1e-12 * norm(expected[1]));
  });

  it("moves the function on any inputs: equal to the layers' gradient flow", () => {
    const problem = randomProblem({ h: 3, d: 3, c: 3 }, 0.9, 6);
    const random = randomNumbers(7);
    const X = matrix(5, 3, Float64Array.from({ length: 15 }, random));
    const Y = matrix(5, 3, Float64Array.from({ length: 15 }, random));
    const { W0, A0, etaA, etaW } = problem;
    const beta = transposedProduct(W0, A0);
    const gradient = transposedProduct(X, difference(product(X, beta), Y));
    // W' = -etaW A G^T, A' = -etaA W G
    const [dW, dA] = [productTransposed(A0, gradient), product(W0, gradient)];
    const [byW, byA] = [transposedProduct(dW, A0).data, transposedProduct(W0, dA).data];
    const expected = byW.map((v, k) => -etaW! * v - etaA! * byA[k]!);
    const out = new Float64Array(9);
    selfConsistentField({ X, Y, hiddenWidth: 3, delta: 0.9, etaA, etaW })(0, beta.data, out);
    expect(distance(out, expected)).toBeLessThan(1e-14 * norm(expected));
  });

  it("moves whitened problems as the solution in time does", () => {
    const problem = randomProblem({ h: 3, d: 3, c: 3 }, -0.9, 8);
    const { beta, slope } = motion(problem, 0.4);
    const out = new Float64Array(9);
    selfConsistentField({ X: identity(3), Y: problem.betaStar, hiddenWidth: 3, delta: -0.9, etaA: 1.3, etaW: 0.6 })(
      0,
      beta.data,
      out,
    );
    expect(distance(out, slope)).toBeLessThan(1e-7 * norm(slope));
  });

  it("says which width it needs, and what else to use", () => {
    const beta = matrix(4, 3);
    expect(() => selfConsistentPreconditioner(beta, { delta: 1, hiddenWidth: 2 })).toThrow(
      /^hiddenWidth is 2 with delta = 1 and 3 outputs; expected h = c, or use neuronPreconditioner or twoLayerLinear$/,
    );
    expect(() => selfConsistentPreconditioner(beta, { delta: -1, hiddenWidth: 3 })).toThrow(
      /^hiddenWidth is 3 .* expected h = d, or use/,
    );
    expect(() => selfConsistentPreconditioner(beta, { delta: 1, hiddenWidth: 5 })).toThrow(
      /^delta is 1 with 5 hidden neurons and 3 outputs/,
    );
    expect(() => neuronPreconditioner(beta, { delta: 1 })).toThrow(/^beta is 0 with delta = 1/);
    expect(() => neuronPreconditioner(identity(2), { delta: 1 })).toThrow(/expected rank one/);
    expect(() => selfConsistentField({ X: identity(3), Y: matrix(2, 3), delta: 0, hiddenWidth: 1 })).toThrow(
      /^Y has 2 rows, but X has 3$/,
    );
  });
});

it("lets singular values flow as the solution in time does", () => {
  for (const [sizes, delta] of [
    [{ h: 3, d: 3, c: 3 }, 0.8],
    [{ h: 2, d: 4, c: 3 }, 1.3],
    [{ h: 5, d: 3, c: 2 }, 0],
  ] as const) {
    const problem = randomProblem(sizes, delta, 9);
    const { beta, gradient } = motion(problem, 0.5);
    const { left, values, right } = singularValueDecomposition(beta);
    const along = product(transposedProduct(left, gradient), right);
    const slopes = new Float64Array(values.length);
    singularValueField((_, out) => out.set(out.map((_v, i) => along.data[i * out.length + i]!)), { ...problem, delta })(
      0,
      values,
      slopes,
    );
    const step = 1e-4;
    const { singularValues, rank } = twoLayerLinear(problem).trajectory([0.5 - step, 0.5 + step]);
    for (let i = 0; i < Math.min(rank, sizes.h); i++) {
      const slope = (singularValues[rank + i]! - singularValues[i]!) / (2 * step);
      expect(Math.abs(slopes[i]! - slope)).toBeLessThan(1e-6 * norm(slopes));
    }
  }
});
