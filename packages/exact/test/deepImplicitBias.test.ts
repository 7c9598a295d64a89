import { type Matrix, matrix, matrixFromRows, nullSpaceProjector, product, transposedProduct } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import { deepImplicitBias, implicitBias } from "../src/index.js";
import { distance, norm } from "./norm.js";

const column = (x: ArrayLike<number>): Matrix => matrix(x.length, 1, Float64Array.from(x));

/** Function-space flow of a balanced deep network, beta' = -|beta|^(2 - 2/D) (I + (D - 1) b b^T) X^T (X beta - y), by Runge-Kutta. */
function flow(depth: number, X: Matrix, y: readonly number[], beta0: readonly number[]): Float64Array {
  const field = (beta: Float64Array): Float64Array => {
    const residual = product(X, column(beta)).data.map((v, i) => v - y[i]!);
    const gradient = transposedProduct(X, column(residual)).data;
    const size = norm(beta);
    const along = gradient.reduce((sum, v, i) => sum + v * beta[i]!, 0) / size ** 2;
    return gradient.map((v, i) => -(size ** (2 - 2 / depth)) * (v + (depth - 1) * along * beta[i]!));
  };
  let beta = Float64Array.from(beta0);
  const h = 0.02 / depth;
  const plus = (x: Float64Array, k: Float64Array, s: number): Float64Array => x.map((v, i) => v + s * k[i]!);
  for (let i = 0; i < 6000; i++) {
    const k1 = field(beta);
    const k2 = field(plus(beta, k1, h / 2));
    const k3 = field(plus(beta, k2, h / 2));
    const k4 = field(plus(beta, k3, h));
    beta = beta.map((v, j) => v + (h / 6) * (k1[j]! + 2 * k2[j]! + 2 * k3[j]! + k4[j]!));
  }
  return beta;
}

const X = matrixFromRows([
  [1, 0.5, -0.3, 0.2],
  [-0.4, 1.1, 0.6, 0],
]);
const y = [1.1, 0.8];
const beta0 = [0.3, -0.1, 0.4, 0.2];

describe("the rich limit at any depth", () => {
  it.each([1, 2, 3, 5])("is where the flow ends, depth %d", (depth) => {
    const { betaInfinity, condition } = deepImplicitBias({ depth, X, y, beta0 });
    expect(condition).toBe("holds");
    expect(distance(betaInfinity, flow(depth, X, y, beta0))).toBeLessThan(1e-8);
  });

  it.each([1, 2, 3, 10, 1000])("minimises its objective among the interpolants, depth %d", (depth) => {
    const { betaInfinity } = deepImplicitBias({ depth, X, y, beta0 });
    const images = product(X, column(betaInfinity)).data;
    expect(distance(images, y)).toBeLessThan(1e-14);
    // the gradient |beta|^(-e) beta - |beta0|^(-e) beta0 has no part in the null space
    const e = 1 - 1 / depth;
    const [now, start] = [norm(betaInfinity) ** -e, norm(beta0) ** -e];
    const slope = betaInfinity.map((v, i) => now * v - start * beta0[i]!);
    expect(norm(product(nullSpaceProjector(X), column(slope)).data)).toBeLessThan(2e-15);
  });

  it("is that of one balanced neuron at depth 2, and the nearest interpolant at depth 1", () => {
    const neuron = implicitBias({ X, y, beta0, delta: 0 }).betaInfinity;
    expect(distance(deepImplicitBias({ depth: 2, X, y, beta0 }).betaInfinity, neuron)).toBeLessThan(1e-14);
    const { betaInfinity, minimumNorm } = deepImplicitBias({ depth: 1, X, y, beta0 });
    const inNull = product(nullSpaceProjector(X), column(beta0)).data;
    expect(
      distance(
        betaInfinity,
        minimumNorm.map((v, i) => v + inNull[i]!),
      ),
    ).toBeLessThan(1e-15);
  });

  it("tends to infinite depth, where the angle to the null space is kept", () => {
    const limit = deepImplicitBias({ depth: Number.POSITIVE_INFINITY, X, y, beta0 }).betaInfinity;
    const sine = (beta: ArrayLike<number>): number =>
      norm(product(nullSpaceProjector(X), column(beta)).data) / norm(beta);
    expect(sine(limit)).toBeCloseTo(sine(beta0), 14);
    for (const depth of [1e4, 1e6, 1e8]) {
      const error = distance(deepImplicitBias({ depth, X, y, beta0 }).betaInfinity, limit);
      expect(error).toBeLessThan(150 / depth);
    }
  });

  it("scales with start and targets together, over 200 orders", () => {
    for (const depth of [1, 2, 3, 6, Number.POSITIVE_INFINITY]) {
      const plain = deepImplicitBias({ depth, X, y, beta0 }).betaInfinity;
      for (const scale of [1e-100, 1e-10, 1e10, 1e100]) {
        const scaled = { y: y.map((v) => v * scale), beta0: beta0.map((v) => v * scale) };
        const { betaInfinity } = deepImplicitBias({ depth, X, ...scaled });
        const error = distance(
          betaInfinity.map((v) => v / scale),
          plain,
        );
        expect(error).toBeLessThan(1e-13);
      }
    }
  });

  it("shrinks what is in the null space where there are no targets", () => {
    const { betaInfinity } = deepImplicitBias({ depth: 3, X, y: [0, 0], beta0 });
    const inNull = product(nullSpaceProjector(X), column(beta0)).data;
    // alpha^(1/3) = |P beta0| |beta0|^(-2/3)
    expect(norm(betaInfinity)).toBeCloseTo(norm(inNull) ** 3 / norm(beta0) ** 2, 14);
  });

  it("says when the flow may end at the saddle, or nothing interpolates", () => {
    const rows = transposedProduct(X, column([1, 1])).data;
    const towards = deepImplicitBias({ depth: 3, X, y: [1, 1], beta0: rows.map((v) => 0.1 * v) });
    expect([towards.condition, towards.warning]).toEqual(["holds", undefined]);
    const away = deepImplicitBias({ depth: 3, X, y: [1, 1], beta0: rows.map((v) => -v) });
    expect(away.condition).toBe("undecided");
    expect(away.warning).toMatch(/may end at that saddle/);
    const inconsistent = {
      X: matrixFromRows([
        [1, 0],
        [1, 0],
      ]),
      y: [1, 2],
      beta0: [1, 1],
    };
    expect(deepImplicitBias({ depth: 2, ...inconsistent }).warning).toMatch(/^X beta = y has no solution/);
  });

  it("names bad input", () => {
    expect(() => deepImplicitBias({ depth: 0, X, y, beta0 })).toThrow(
      /^depth is 0; expected a whole number above 0, or Infinity$/,
    );
    expect(() => deepImplicitBias({ depth: 2, X, y: [1], beta0 })).toThrow(
      /^y has length 1; expected 2, one a row of X$/,
    );
    expect(() => deepImplicitBias({ depth: 2, X, y, beta0: [1] })).toThrow(
      /^beta0 has length 1; expected 4, one a column of X$/,
    );
    expect(() => deepImplicitBias({ depth: 2, X, y, beta0: [0, 0, 0, 0] })).toThrow(/^beta0 is 0/);
    const inNull = product(nullSpaceProjector(X), column(beta0)).data;
    expect(() => deepImplicitBias({ depth: Number.POSITIVE_INFINITY, X, y, beta0: inNull })).toThrow(
      /^beta0 lies in the null space of X/,
    );
  });
});
