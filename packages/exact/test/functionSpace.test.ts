import { matrixFromRows, rowsOf, symmetricEigendecomposition } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kappa } from "../src/function-space/functionSpace.js";
import {
  conservedQuantity,
  functionSpaceField,
  neuralTangentKernel,
  preconditioner,
  singleNeuron,
} from "../src/index.js";
import { distance, norm } from "./norm.js";

const number = fc.double({ min: -3, max: 3, noNaN: true });
const neuron = fc
  .record({
    a: number,
    w: fc.array(number, { minLength: 1, maxLength: 5 }),
    etaA: fc.double({ min: 0.05, max: 4, noNaN: true }),
    etaW: fc.double({ min: 0.05, max: 4, noNaN: true }),
  })
  .filter(({ a, w }) => Math.abs(a) > 1e-3 && norm(w) > 1e-3);

const functionOf = ({ a, w }: { a: number; w: readonly number[] }): number[] => w.map((entry) => a * entry);

describe("the preconditioner", () => {
  it("is etaW a^2 I + etaA w w^T of the neuron that beta and delta stand for", () => {
    fc.assert(
      fc.property(neuron, ({ a, w, etaA, etaW }) => {
        const delta = conservedQuantity(a, w, etaA, etaW);
        const M = rowsOf(preconditioner(functionOf({ a, w }), { delta, etaA, etaW }));
        const size = etaW * a * a + etaA * norm(w) ** 2;
        for (const [i, row] of M.entries()) {
          for (const [j, entry] of row.entries()) {
            const expected = (i === j ? etaW * a * a : 0) + etaA * w[i]! * w[j]!;
            // the smaller layer comes from delta, in which it has lost digits to the larger one
            expect(Math.abs(entry - expected)).toBeLessThan(1e-14 * size);
          }
        }
        expect(Math.abs(kappa(functionOf({ a, w }), { delta, etaA, etaW }) - size)).toBeLessThan(1e-14 * size);
      }),
      { seed: 1 },
    );
  });

  it("keeps every digit of its smallest eigenvalue far downstream", () => {
    // etaW a^2 = |beta|^2 / etaA |w|^2, with |w|^2 = 1e12 up to 25e-12
    expect(preconditioner([0, 5], { delta: -1e12 }).data[0]! / 25e-12).toBeCloseTo(1, 15);
  });

  it("has the limits of lazy learning: delta I upstream, |delta| b b^T downstream", () => {
    const upstream = preconditioner([3, 4], { delta: 1e9 });
    expect(distance(upstream.data, [1e9, 0, 0, 1e9])).toBeLessThan(1e-6);
    const downstream = preconditioner([3, 4], { delta: -1e9 });
    expect(distance(downstream.data, [0.36e9, 0.48e9, 0.48e9, 0.64e9])).toBeLessThan(1e-6);
    const balanced = preconditioner([3, 4], { delta: 0 });
    expect(distance(balanced.data, [5 + 9 / 5, 12 / 5, 12 / 5, 5 + 16 / 5])).toBeLessThan(1e-14);
  });

  it("is positive, and the field it gives lowers the loss", () => {
    const M = preconditioner([0.3, -2, 1], { delta: -1.5, etaA: 2 });
    expect(Math.min(...symmetricEigendecomposition(M).values)).toBeGreaterThan(0);
  });
});

describe("the neural tangent kernel", () => {
  it("is J diag(etaA, etaW) J^T of the neuron's Jacobian", () => {
    fc.assert(
      fc.property(
        neuron,
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(number),
        ({ a, w, etaA, etaW }, n, stream) => {
          const X = Array.from({ length: n }, () => [...stream.take(w.length)]);
          const delta = conservedQuantity(a, w, etaA, etaW);
          const K = rowsOf(neuralTangentKernel(matrixFromRows(X), functionOf({ a, w }), { delta, etaA, etaW }));
          const jacobian = X.map((x) => [
            Math.sqrt(etaA) * x.reduce((sum, entry, j) => sum + entry * w[j]!, 0),
            ...x.map((entry) => Math.sqrt(etaW) * a * entry),
          ]);
          const size = jacobian.reduce((sum, row) => sum + norm(row) ** 2, 0) + 1e-12;
          const balance = (etaW * a * a + etaA * norm(w) ** 2) * X.reduce((sum, row) => sum + norm(row) ** 2, 0);
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              const expected = jacobian[i]!.reduce((sum, entry, k) => sum + entry * jacobian[j]![k]!, 0);
              expect(Math.abs(K[i]![j]! - expected)).toBeLessThan(1e-13 * Math.max(size, balance));
              expect(K[i]![j]).toBe(K[j]![i]);
            }
          }
        },
      ),
      { seed: 2 },
    );
  });
});

describe("the field in function space", () => {
  it("is the velocity of a w along the exact solution, on whitened inputs", () => {
    fc.assert(
      fc.property(neuron, fc.double({ min: 0.01, max: 2, noNaN: true }), ({ a, w, etaA, etaW }, time) => {
        const d = w.length;
        const betaStar = w.map((_, i) => (i === 0 ? 1 : -0.5));
        const solution = singleNeuron({ a0: a, w0: w, betaStar, etaA, etaW });
        const step = 1e-4;
        const { beta } = solution.trajectory([time - step, time, time + step]);
        const [before, now, after] = [0, 1, 2].map((i) => beta.subarray(i * d, (i + 1) * d)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        fc.pre(norm(now) > 1e-2);
        const velocity = new Float64Array(d);
        const identity = matrixFromRows(w.map((_, i) => w.map((__, j) => (i === j ? 1 : 0))));
        functionSpaceField({ X: identity, y: betaStar, delta: solution.delta, etaA, etaW })(
          0,
          Float64Array.from(now),
          velocity,
        );
        const measured = velocity.map((_, i) => (after[i]! - before[i]!) / (2 * step));
        const scale = 1 + (etaA + etaW) ** 3 * (a * a + norm(w) ** 2 + 2) ** 3;
        expect(distance(velocity, measured)).toBeLessThan(1e-7 * scale);
      }),
      { seed: 3 },
    );
  });
});

describe("arguments", () => {
  it("name what is wrong", () => {
    expect(() => preconditioner([0, 0], { delta: -1 })).toThrow(
      new RangeError("beta is 0 with delta = -1; expected another beta, since w has no direction there"),
    );
    expect(preconditioner([0, 0], { delta: 2 }).data).toEqual(Float64Array.of(2, 0, 0, 2));
    expect(() => kappa([1], { delta: 0, etaW: -1 })).toThrow(
      new RangeError("etaW is -1; expected a finite number above 0"),
    );
    expect(() => kappa([Number.NaN], { delta: 0 })).toThrow(new RangeError("beta[0] is NaN; expected a finite number"));
    expect(() => neuralTangentKernel(matrixFromRows([[1, 2]]), [1], { delta: 0 })).toThrow(
      new RangeError("beta has length 1; expected 2, one a column of X"),
    );
    expect(() => functionSpaceField({ X: matrixFromRows([[1, 2]]), y: [1, 2], delta: 0 })).toThrow(
      new RangeError("y has length 2; expected 1, one a row of X"),
    );
  });
});
