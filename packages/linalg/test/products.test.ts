import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Matrix,
  matrix,
  matrixFromRows,
  type ProductBuild,
  product,
  productBuilds,
  products,
  productTransposed,
  transpose,
  transposedProduct,
} from "../src/index.js";
import { randomMatrix } from "./randomMatrix.js";
import { largestDifference, threeLoops } from "./threeLoops.js";

const EXACT: ProductBuild[] = ["simd", "javascript"];
const PRODUCTS = {
  product: (a: Matrix, b: Matrix) => [a, b] as const,
  transposedProduct: (a: Matrix, b: Matrix) => [transpose(a), b] as const,
  productTransposed: (a: Matrix, b: Matrix) => [a, transpose(b)] as const,
};
const NAMES = Object.keys(PRODUCTS) as (keyof typeof PRODUCTS)[];

const size = fc.integer({ min: 1, max: 70 });

it("finds plain SIMD in every Node that this package supports, and takes it unless told otherwise", () => {
  expect(productBuilds().slice(-2)).toEqual(EXACT);
  expect(products().build).toBe("simd");
  for (const build of productBuilds()) expect(products(build).build).toBe(build);
});

it.each(NAMES)("%s on its own has the bytes of the reproducible builds", (name) => {
  const free = { product, transposedProduct, productTransposed };
  const [a, b] = [randomMatrix(37, 41, 5), randomMatrix(41, 29, 6)];
  const expected = products("javascript")[name](...PRODUCTS[name](a, b));
  expect(free[name](...PRODUCTS[name](a, b)).data).toEqual(expected.data);
});

describe.each(NAMES)("%s", (name) => {
  it.each(EXACT)("of %s has the bytes of three loops, at every size", (build) => {
    fc.assert(
      fc.property(size, size, size, fc.integer(), (m, depth, n, seed) => {
        const a = randomMatrix(m, depth, seed);
        const b = randomMatrix(depth, n, seed + 1);
        const result = products(build)[name](...PRODUCTS[name](a, b));
        expect([result.rows, result.columns]).toEqual([m, n]);
        expect(result.data).toEqual(threeLoops(a, b).data);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it.each(EXACT)("of %s has them beyond the sizes of its blocks", (build) => {
    for (const [m, depth, n] of [
      [5, 1030, 7],
      [9, 257, 261],
      [3, 512, 515],
      [16, 300, 6],
      [15, 260, 2],
    ] as const) {
      const a = randomMatrix(m, depth, 12);
      const b = randomMatrix(depth, n, 13);
      expect(products(build)[name](...PRODUCTS[name](a, b)).data).toEqual(threeLoops(a, b).data);
    }
  });

  it.each(productBuilds())("of %s is right to the rounding of its sums", (build) => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 600 }), size, fc.integer(), (m, depth, n, seed) => {
        const a = randomMatrix(m, depth, seed);
        const b = randomMatrix(depth, n, seed + 1);
        const absolute = (x: Matrix): Matrix => ({ ...x, data: x.data.map(Math.abs) });
        const bound = Math.max(...threeLoops(absolute(a), absolute(b)).data);
        const result = products(build)[name](...PRODUCTS[name](a, b));
        // the classical bound for either order of summation, fused or not, is depth x epsilon x sum of sizes
        expect(largestDifference(result, threeLoops(a, b))).toBeLessThanOrEqual(depth * Number.EPSILON * bound);
      }),
      { seed: 14, numRuns: 60 },
    );
  });

  it.each(productBuilds())("of %s is exact on whole numbers", (build) => {
    const whole = (x: Matrix): Matrix => ({ ...x, data: x.data.map((entry) => Math.round(1000 * entry)) });
    const a = whole(randomMatrix(37, 300, 15));
    const b = whole(randomMatrix(300, 41, 16));
    expect(products(build)[name](...PRODUCTS[name](a, b)).data).toEqual(threeLoops(a, b).data);
  });

  it.each(productBuilds())("of %s carries NaN and infinities as three loops do", (build) => {
    const special = fc.constantFrom(0, -0, 1, -2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    const shape = fc.integer({ min: 1, max: 19 });
    fc.assert(
      fc.property(shape, shape, shape, fc.infiniteStream(special), (m, depth, n, stream) => {
        const entries = (length: number): Float64Array => Float64Array.from(stream.take(length));
        const a = matrix(m, depth, entries(m * depth));
        const b = matrix(depth, n, entries(depth * n));
        expect(products(build)[name](...PRODUCTS[name](a, b)).data).toEqual(threeLoops(a, b).data);
      }),
      { seed: 17, numRuns: 100 },
    );
  });

  it.each(productBuilds())("of %s writes all of `out` and nothing beside it", (build) => {
    for (const [m, depth, n] of [
      [1, 1, 1],
      [3, 5, 2],
      [13, 8, 6],
      [21, 300, 35],
    ] as const) {
      const margin = 64;
      const around = new Float64Array(m * n + 2 * margin).fill(7);
      const out = matrix(m, n, around.subarray(margin, margin + m * n));
      const factors = PRODUCTS[name](randomMatrix(m, depth, 18), randomMatrix(depth, n, 19));
      const before = factors.map(({ data }) => data.slice());
      expect(products(build)[name](...factors, out)).toBe(out);
      expect(out.data).toEqual(products(build)[name](...factors).data);
      expect(factors.map(({ data }) => data)).toEqual(before);
      expect([...around.subarray(0, margin), ...around.subarray(margin + m * n)].every((entry) => entry === 7)).toBe(
        true,
      );
    }
  });

  it.each(productBuilds())("of %s over no depth is 0, and of no rows or columns is empty", (build) => {
    const nothing = products(build)[name](...PRODUCTS[name](matrix(3, 0), matrix(0, 5)), matrix(3, 5, ones(15)));
    expect(nothing.data).toEqual(new Float64Array(15));
    expect(products(build)[name](...PRODUCTS[name](matrix(0, 4), matrix(4, 5)))).toEqual(matrix(0, 5));
    expect(products(build)[name](...PRODUCTS[name](matrix(3, 4), matrix(4, 0)))).toEqual(matrix(3, 0));
  });
});

it("multiplies a large product after a small one, and a small one again", () => {
  const small = [randomMatrix(3, 4, 20), randomMatrix(4, 5, 21)] as const;
  const large = [randomMatrix(701, 333, 22), randomMatrix(333, 258, 23)] as const;
  const { product: simd } = products("simd");
  const first = simd(...small).data;
  expect(simd(...large).data).toEqual(threeLoops(...large).data);
  expect(simd(...small).data).toEqual(first);
});

it("gives the gradient shapes of a page: A B, A^T B and A B^T of small known matrices", () => {
  const a = matrixFromRows([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const b = matrixFromRows([
    [1, 0, -1],
    [2, 1, 0],
  ]);
  expect([...product(a, transpose(b)).data]).toEqual([-2, 4, -2, 13]);
  expect([...productTransposed(a, b).data]).toEqual([-2, 4, -2, 13]);
  expect([...transposedProduct(a, b).data]).toEqual([9, 4, -1, 12, 5, -2, 15, 6, -3]);
});

describe("errors", () => {
  it("name both shapes", () => {
    const [a, b] = [matrix(3, 4), matrix(5, 2)];
    expect(() => product(a, b)).toThrow(new RangeError("a is 3 x 4 and b is 5 x 2; A B does not exist"));
    expect(() => transposedProduct(a, b)).toThrow(new RangeError("a is 3 x 4 and b is 5 x 2; A^T B does not exist"));
    expect(() => productTransposed(a, b)).toThrow(new RangeError("a is 3 x 4 and b is 5 x 2; A B^T does not exist"));
    expect(() => product(a, matrix(4, 2), matrix(4, 2))).toThrow(new RangeError("out is 4 x 2; expected 3 x 2"));
  });

  it("name a matrix whose data does not have its shape", () => {
    const wrong = { rows: 2, columns: 2, data: ones(3) };
    expect(() => product(wrong, matrix(2, 2))).toThrow("a has 3 entries; expected 2 x 2 = 4");
    expect(() => product(matrix(2, 2), wrong)).toThrow("b has 3 entries; expected 2 x 2 = 4");
    expect(() => product(matrix(2, 2), matrix(2, 2), wrong)).toThrow("out has 3 entries; expected 2 x 2 = 4");
  });

  it.each(productBuilds())("refuse, in %s, a result over its own factors", (build) => {
    const data = ones(12);
    const a = matrix(2, 2, data.subarray(0, 4));
    const out = matrix(2, 2, data.subarray(3, 7));
    const apart = matrix(2, 2, data.subarray(4, 8));
    expect(() => products(build).product(a, matrix(2, 2), out)).toThrow("out shares entries with a");
    expect(() => products(build).product(matrix(2, 2), a, a)).toThrow("out shares entries with b");
    expect([...products(build).product(a, a, apart).data]).toEqual([2, 2, 2, 2]);
  });

  it("name a build that does not exist", () => {
    expect(() => products("cuda" as ProductBuild)).toThrow(
      new RangeError('build is "cuda"; expected one of relaxed-simd, simd, javascript'),
    );
  });
});

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}
