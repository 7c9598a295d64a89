import { describe, expect, it } from "vitest";
import { matrix, type ProductBuild, productBuilds, products, workspace } from "../src/index.js";
import { randomMatrix } from "./randomMatrix.js";

const [n, d, h] = [101, 33, 17];
const SHAPES = { x: [n, d], w: [h, d], z: [n, h], back: [h, d], empty: [0, 5] } as const;

describe.each(productBuilds())("a workspace of %s", (build) => {
  it("has the bytes of the products that copy", () => {
    const { matrices, product, productTransposed, transposedProduct } = workspace(SHAPES, build);
    const { x, w, z, back } = matrices;
    const copying = products(build);
    x.data.set(randomMatrix(n, d, 1).data);
    w.data.set(randomMatrix(h, d, 2).data);
    expect(productTransposed(x, w, z)).toBe(z);
    expect(z.data).toEqual(copying.productTransposed(x, w).data);
    transposedProduct(z, x, back);
    expect(back.data).toEqual(copying.transposedProduct(z, x).data);
    const weights = { rows: d, columns: h, data: w.data };
    product(x, weights, z);
    expect(z.data).toEqual(copying.product(x, weights).data);
  });

  it("starts at 0 and keeps its matrices apart", () => {
    const { matrices, productTransposed } = workspace(SHAPES, build);
    for (const { data } of Object.values(matrices)) expect(data.every((entry) => entry === 0)).toBe(true);
    matrices.x.data.fill(1);
    matrices.w.data.fill(1);
    productTransposed(matrices.x, matrices.w, matrices.z);
    expect(matrices.z.data.every((entry) => entry === d)).toBe(true);
    expect(matrices.x.data.every((entry) => entry === 1)).toBe(true);
    expect(matrices.back.data.every((entry) => entry === 0)).toBe(true);
    expect(matrices.empty).toEqual(matrix(0, 5));
  });

  it("multiplies a part of a matrix", () => {
    const { matrices, productTransposed } = workspace(SHAPES, build);
    const { x, w, z } = matrices;
    x.data.set(randomMatrix(n, d, 3).data);
    w.data.set(randomMatrix(h, d, 4).data);
    const batch = matrix(9, d, x.data.subarray(20 * d, 29 * d));
    const out = matrix(9, h, z.data.subarray(h, 10 * h));
    productTransposed(batch, w, out);
    expect(out.data).toEqual(products(build).productTransposed(batch, w).data);
    expect([...z.data.subarray(0, h), ...z.data.subarray(10 * h)].every((entry) => entry === 0)).toBe(true);
  });

  it("stays attached while other workspaces and large products come and go", () => {
    const { x } = workspace(SHAPES, build).matrices;
    x.data[0] = 5;
    workspace({ large: [2000, 1000] }, build);
    products(build).product(randomMatrix(300, 300, 5), randomMatrix(300, 300, 6));
    expect(x.data.length).toBe(n * d);
    expect(x.data[0]).toBe(5);
  });

  it("refuses what is not its own", () => {
    const { matrices, product, transposedProduct } = workspace({ x: [2, 2], y: [2, 2] }, build);
    const { x, y } = matrices;
    expect(() => product(matrix(2, 2), x, y)).toThrow(
      new RangeError("a is not in this workspace; expected one of its matrices"),
    );
    expect(() => product(x, matrix(2, 2), y)).toThrow("b is not in this workspace");
    expect(() => product(x, y, matrix(2, 2))).toThrow("out is not in this workspace");
    expect(() => product(x, y, y)).toThrow("out shares entries with b");
    expect(() => transposedProduct(x, matrix(3, 2), y)).toThrow("a is 2 x 2 and b is 3 x 2; A^T B does not exist");
    expect(() => workspace({ x: [2, -1] }, build)).toThrow("x is 2 x -1; expected whole numbers >= 0");
    expect(() => workspace({ x: [1.5, 2] }, build)).toThrow("x is 1.5 x 2; expected whole numbers >= 0");
  });
});

it("says when its matrices do not fit into one memory", () => {
  expect(() => workspace({ x: [100_000, 10_000] }, "simd")).toThrow(
    /^the matrices need 8000000000 bytes, but a WebAssembly memory has room for \d+$/,
  );
});

it("runs the reproducible build unless told otherwise", () => {
  expect(workspace({}).build).toBe("simd");
  expect(() => workspace({}, "gpu" as ProductBuild)).toThrow(RangeError);
});
