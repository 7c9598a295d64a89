import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hyperbolicEntropy,
  hyperbolicEntropyGradient,
  inverseHyperbolicEntropyGradient,
  mirrorStep,
} from "../src/index.js";

const power = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((e) => 10 ** e);
const signed = (of: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.tuple(of, fc.constantFrom(1, -1)).map(([v, s]) => v * s);

describe("the hyperbolic entropy", () => {
  it("has the values of the closed form in 40 digits", () => {
    // computed with mpmath
    const values: readonly [x: number, delta: number, q: number][] = [
      [1, 1, 0.41280074321445775],
      [-0.001, 3, 1.66666660493828e-7],
      [1e-9, 1e12, 5e-31],
      [2, 1e-12, 28.710462657608634],
      [1e12, 1e-3, 17462535378015.29],
      [5, -1e12, 1.25e-11],
      [1e-20, 1e150, 5e-191],
      [1e-120, 1e-40, 5e-201],
    ];
    for (const [x, delta, q] of values)
      expect(Math.abs(hyperbolicEntropy(x, delta) / q - 1), `${x}, ${delta}`).toBeLessThan(4e-15);
  });

  it("is even, convex, and has the gradient it should, asinh(2x/|delta|)/2", () => {
    fc.assert(
      fc.property(power(-3, 3), signed(power(-3, 3)), (x, delta) => {
        expect(hyperbolicEntropy(-x, delta)).toBe(hyperbolicEntropy(x, -delta));
        const step = 1e-5 * x;
        const slope = (hyperbolicEntropy(x + step, delta) - hyperbolicEntropy(x - step, delta)) / (2 * step);
        expect(Math.abs(slope / hyperbolicEntropyGradient(x, delta) - 1)).toBeLessThan(1e-8);
        expect(hyperbolicEntropyGradient(-x, delta)).toBe(-hyperbolicEntropyGradient(x, delta));
        const curvature =
          (hyperbolicEntropyGradient(x + step, delta) - hyperbolicEntropyGradient(x - step, delta)) / (2 * step);
        expect(Math.abs(curvature * Math.hypot(delta, 2 * x) - 1)).toBeLessThan(1e-7);
      }),
      { seed: 10, numRuns: 300 },
    );
  });

  it("is undone by the inverse gradient, over 300 orders of magnitude", () => {
    fc.assert(
      fc.property(signed(power(-150, 150)), signed(power(-150, 150)), (x, delta) => {
        const z = hyperbolicEntropyGradient(x, delta);
        // an error of one bit in z moves x by 2 |z| of itself
        const tolerance = 5e-16 * (2 + 2 * Math.abs(z));
        expect(Math.abs(inverseHyperbolicEntropyGradient(z, delta) / x - 1)).toBeLessThan(tolerance);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it("goes from l2 to l1", () => {
    for (const x of [0.1, 1, 7]) {
      expect(hyperbolicEntropy(x, 1e12) / ((x * x) / 2e12)).toBeCloseTo(1, 14);
      // ratios tend to |x|, as slowly as a logarithm
      expect(hyperbolicEntropy(x, 1e-300) / hyperbolicEntropy(1, 1e-300) / x).toBeCloseTo(1, 2);
    }
  });
});

describe("a mirror step", () => {
  it("is the step in the mirror coordinate", () => {
    fc.assert(
      fc.property(
        signed(power(-3, 3)),
        fc.double({ min: -3, max: 3, noNaN: true }),
        signed(power(-3, 3)),
        (x, step, delta) => {
          const z = hyperbolicEntropyGradient(x, delta);
          const expected = inverseHyperbolicEntropyGradient(z - step, delta);
          const size = Math.abs(x) + Math.abs(expected) + Math.abs(delta);
          expect(Math.abs(mirrorStep(x, step, delta) - expected)).toBeLessThan(1e-13 * size);
        },
      ),
      { seed: 12, numRuns: 300 },
    );
  });

  it("is multiplicative at delta = 0 and additive far from it", () => {
    expect(mirrorStep(3, 0.25, 0)).toBe(3 * Math.exp(-0.5));
    expect(mirrorStep(-3, 0.25, 0)).toBe(-3 * Math.exp(0.5));
    expect(mirrorStep(0, 5, 0) === 0).toBe(true);
    expect(mirrorStep(0, 1, 2)).toBeCloseTo(-Math.sinh(2), 15);
    expect(mirrorStep(3, 1e-12, 1e12)).toBeCloseTo(2, 12);
  });
});

it("refuses what has no value", () => {
  expect(() => hyperbolicEntropy(1, 0)).toThrow(/^delta is 0; expected another number/);
  expect(() => hyperbolicEntropyGradient(1, 0)).toThrow(/^delta is 0/);
  expect(() => hyperbolicEntropy(Number.NaN, 1)).toThrow(/^x is NaN/);
  expect(() => inverseHyperbolicEntropyGradient(1e6, 1)).toThrow(/^z is 1000000 with delta = 1/);
  expect(() => mirrorStep(1, -1e6, 1)).toThrow(/^step is -1000000 from x = 1/);
  expect([hyperbolicEntropy(0, 0), hyperbolicEntropyGradient(0, 0), inverseHyperbolicEntropyGradient(3, 0)]).toEqual([
    0, 0, 0,
  ]);
});
