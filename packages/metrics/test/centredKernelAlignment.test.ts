import { matrix } from "@lazyrich/linalg";
import fc from "fast-check";
import { expect, it } from "vitest";
import { centredKernelAlignment } from "../src/index.js";

const outer = (x: readonly number[]): number[] => x.flatMap((u) => x.map((v) => u * v));

it("of two features is the square of their correlation, by hand", () => {
  // centred (-1, 0, 1) and (-4, -1, 5)/3
  expect(centredKernelAlignment(outer([1, 2, 3]), outer([1, 2, 4]))).toBeCloseTo(81 / 84, 15);
  expect(centredKernelAlignment(outer([1, 2, 3]), outer([1, 0, 1]))).toBeCloseTo(0, 15);
  expect(centredKernelAlignment(outer([1, 2, 3]), outer([5, 7, 9]))).toBe(1);
});

it("does not see what is the same for all inputs, nor a scale; is symmetric and in [0, 1] for positive kernels", () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  const features = fc.array(fc.tuple(entry, entry, entry), { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(features, fc.array(entry, { minLength: 8, maxLength: 8 }), entry, (x, shift, more) => {
      const n = x.length;
      const gram = (f: (row: readonly [number, number, number]) => number[]): number[] =>
        x.flatMap((u) => x.map((v) => f(u).reduce((sum, each, j) => sum + each * f(v)[j]!, 0)));
      const [k1, k2] = [gram(([a, b]) => [a, b]), gram(([a, , c]) => [c, a * c])];
      const value = centredKernelAlignment(k1, k2);
      fc.pre(Number.isFinite(value) && Math.hypot(...k1) > 1e-2 && Math.hypot(...k2) > 1e-2);
      const spread = (k: number[]): number =>
        k.reduce((sum, each, at) => sum + (at % (n + 1) === 0 ? each : -each / (n - 1)), 0);
      fc.pre(spread(k1) > 1e-2 && spread(k2) > 1e-2);
      expect(value).toBeGreaterThanOrEqual(-1e-12);
      expect(value).toBeLessThanOrEqual(1);
      expect(centredKernelAlignment(k2, k1)).toBeCloseTo(value, 12);
      const moved = k1.map((each, at) => 3e5 * (each + shift[at % n]! + shift[Math.floor(at / n)]! + more));
      expect(centredKernelAlignment(moved, k2)).toBeCloseTo(value, 10);
    }),
    { seed: 4, numRuns: 300 },
  );
});

it("holds at any scale, and is undefined for a kernel that is the same everywhere", () => {
  for (const scale of [1e-300, 1e300]) {
    const kernel = outer([1, 2, 3]).map((each) => (each / 9) * scale);
    expect(centredKernelAlignment(kernel, outer([1, 2, 4]))).toBeCloseTo(81 / 84, 14);
  }
  expect(centredKernelAlignment([1, 1, 1, 1], [2, 0, 0, 1])).toBeNaN();
  expect(centredKernelAlignment(outer(Array.from({ length: 10 }, () => 0.3)), outer([...Array(10).keys()]))).toBeNaN();
  expect(centredKernelAlignment([0, 0, 0, 0], [2, 0, 0, 1])).toBeNaN();
});

it("names what it refuses", () => {
  expect(() => centredKernelAlignment([1, 2, 3], [1, 2, 3])).toThrow(
    new RangeError("k1 has 3 entries; expected n x n"),
  );
  expect(() => centredKernelAlignment([1, 0, 0, 1], [1])).toThrow(new RangeError("k2 has 1 entries, but k1 has 4"));
  const kernel = matrix(1, 1) as unknown as Float64Array;
  expect(() => centredKernelAlignment(kernel, [1])).toThrow(
    new TypeError("k1 is a matrix; expected an array of numbers, k1.data"),
  );
});
