import { matrix } from "@lazyrich/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kernelDistance } from "../src/index.js";
import { exactKernelDistance } from "./exactKernelDistance.js";

const entry = fc.double({ min: -1, max: 1, noNaN: true });
const pairs = fc.array(fc.tuple(entry, entry), { minLength: 2, maxLength: 30 });

/** K1, and K1 turned away by about `angle`. */
const turned = (entries: readonly (readonly [number, number])[], angle: number): [Float64Array, Float64Array] => [
  Float64Array.from(entries, ([x]) => x),
  Float64Array.from(entries, ([x, z]) => x + angle * z),
];

const relativeError = (actual: number, expected: number): number => Math.abs(actual - expected) / expected;

describe("kernelDistance", () => {
  it("is that of its float64 entries to 3e-15, from S = 1e-30 up to 2", () => {
    let least = 2;
    let most = 0;
    fc.assert(
      fc.property(pairs, fc.double({ min: -15, max: 3, noNaN: true }), (entries, exponent) => {
        const [k1, k2] = turned(entries, 10 ** exponent);
        const expected = exactKernelDistance(k1, k2);
        fc.pre(Math.hypot(...k1) > 1e-3 && Math.hypot(...k2) > 1e-3 && expected > 1e-30);
        least = Math.min(least, expected);
        most = Math.max(most, expected);
        expect(relativeError(kernelDistance(k1, k2), expected)).toBeLessThan(3e-15);
      }),
      { seed: 1, numRuns: 1000 },
    );
    // the property means what its name says only if it has been there
    expect(least).toBeLessThan(1e-29);
    expect(most).toBeGreaterThan(1.9);
  });

  it("is so at every scale of either kernel, subnormal and near overflow", () => {
    fc.assert(
      fc.property(
        pairs,
        fc.double({ min: -12, max: 0, noNaN: true }),
        fc.constantFrom(1e-200, 1e-158, 1e-130, 1, 1e150, 1e200, 1e300, 1.7e308),
        fc.constantFrom(1e-200, 1e-158, 1e-115, 1, 1e125, 1e200, 1e300, 1.7e308),
        (entries, exponent, scale1, scale2) => {
          const [k1, k2] = turned(entries, 10 ** exponent);
          const size = Math.max(...[...k1, ...k2].map(Math.abs));
          fc.pre(Math.hypot(...k1) > 1e-3 && Math.hypot(...k2) > 1e-3);
          const [s1, s2] = [k1.map((x) => (x / size) * scale1), k2.map((x) => (x / size) * scale2)];
          const expected = exactKernelDistance(s1, s2);
          fc.pre(expected > 1e-30);
          expect(relativeError(kernelDistance(s1, s2), expected)).toBeLessThan(3e-15);
        },
      ),
      { seed: 2, numRuns: 500 },
    );
    expect(kernelDistance([5e-324, 0], [5e-324, 5e-324])).toBeCloseTo(1 - Math.SQRT1_2, 15);
  });

  it("of a kernel to a multiple of itself is what rounding the multiple has left, about 1e-33", () => {
    fc.assert(
      fc.property(pairs, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (entries, factor) => {
        const k1 = Float64Array.from(entries, ([x]) => x);
        fc.pre(Math.hypot(...k1) > 1e-3);
        const k2 = k1.map((x) => factor * x);
        const expected = exactKernelDistance(k1, k2);
        const actual = kernelDistance(k1, k2);
        expect(actual).toBeLessThan(1e-32);
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-13 * expected + 1e-45);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it("of multiples whose factor is no float64 is 0 up to the square of a rounding of a rounding", () => {
    for (const factor of [3, 7, 10, 49]) {
      // products with the factor are exact, the squares are not
      const k2 = Float64Array.from({ length: 100 }, (_, i) => Math.floor(2 ** 40 * Math.abs(Math.sin(i + 1))));
      const distance = kernelDistance(
        k2.map((x) => factor * x),
        k2,
      );
      expect(distance).toBeGreaterThanOrEqual(0);
      expect(distance).toBeLessThan(1e-60);
    }
  });

  it("keeps its digits at S = 1e-35", () => {
    const k1 = Float64Array.from({ length: 400 }, (_, i) => Math.sin(i + 1));
    const k2 = k1.slice();
    // one entry a little off: an angle of about 4e-18
    k2[21] = k2[21]! * (1 + 2 ** -46);
    const expected = exactKernelDistance(k1, k2);
    expect(expected).toBeGreaterThan(1e-37);
    expect(expected).toBeLessThan(1e-34);
    expect(relativeError(kernelDistance(k1, k2), expected)).toBeLessThan(1e-14);
  });

  it("does not lose digits in a long sum", () => {
    const k1 = Float64Array.from({ length: 250_000 }, (_, i) => 1 + Math.sin(i) ** 2);
    const k2 = k1.map((x, i) => x + 3e-8 * Math.cos(i * i));
    const expected = exactKernelDistance(k1, k2);
    expect(expected).toBeLessThan(1e-15);
    expect(relativeError(kernelDistance(k1, k2), expected)).toBeLessThan(1e-14);
  });

  it("of equal kernels is 0, also where one is a power of two times the other", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -300, max: 300 }), (entries, power) => {
        const kernel = Float64Array.from(entries, ([x]) => x);
        fc.pre(Math.hypot(...kernel) > 1e-3);
        expect(kernelDistance(kernel, kernel.slice())).toBe(0);
        const scaled = kernel.map((x) => x * 2 ** power);
        fc.pre(scaled.every((x, i) => x * 2 ** -power === kernel[i]));
        expect(kernelDistance(kernel, scaled)).toBe(0);
      }),
      { seed: 4 },
    );
  });

  it("is symmetric up to rounding", () => {
    fc.assert(
      fc.property(pairs, fc.double({ min: -14, max: 2, noNaN: true }), (entries, exponent) => {
        const [k1, k2] = turned(entries, 10 ** exponent);
        fc.pre(Math.hypot(...k1) > 1e-3 && Math.hypot(...k2) > 1e-3);
        const [forth, back] = [kernelDistance(k1, k2), kernelDistance(k2, k1)];
        fc.pre(forth > 1e-30);
        expect(relativeError(forth, back)).toBeLessThan(1e-14);
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  it("is 1 for orthogonal kernels and 2 for opposite ones", () => {
    expect(kernelDistance([1, 0, 0, 1], [0, 1, 1, 0])).toBe(1);
    expect(kernelDistance([1, 2, 2, 4], [-1, -2, -2, -4])).toBe(2);
  });

  it("is undefined for a zero kernel", () => {
    expect(kernelDistance([0, 0], [1, 2])).toBeNaN();
    expect(kernelDistance([1, 2], [0, -0])).toBeNaN();
    expect(kernelDistance([], [])).toBeNaN();
  });

  it("tells a matrix from its entries", () => {
    const kernel = matrix(1, 2, Float64Array.of(1, 2)) as unknown as Float64Array;
    expect(() => kernelDistance(kernel, [1, 2])).toThrow(
      new TypeError("k1 is a matrix; expected an array of numbers, k1.data"),
    );
    expect(() => kernelDistance([1, 2], kernel)).toThrow("k2 is a matrix; expected an array of numbers, k2.data");
    expect(() => kernelDistance([1, 2], undefined as unknown as number[])).toThrow(
      new TypeError("k2 is undefined; expected an array of numbers"),
    );
  });

  it("names what it refuses", () => {
    expect(() => kernelDistance([1, 2], [1])).toThrow(new RangeError("k2 has 1 entries, but k1 has 2"));
    expect(() => kernelDistance([1, Number.NaN], [1, 2])).toThrow(
      new RangeError("k1[1] is NaN; expected a finite number"),
    );
    expect(() => kernelDistance([1, 2], [Number.NEGATIVE_INFINITY, 2])).toThrow(
      new RangeError("k2[0] is -Infinity; expected a finite number"),
    );
  });
});
