import { matrix, product, productTransposed, transposedProduct, workspace } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { inverseCholesky, inverseCholeskyShapes } from "../src/two-layer/inverseCholesky.js";
import { distance } from "./norm.js";
import { diagonal, randomNumbers } from "./randomStart.js";

it("inverts the factor at every size, within one block and beyond", () => {
  for (const n of [1, 2, 7, 24, 25, 40, 49, 73]) {
    const random = randomNumbers(n);
    const factor = matrix(n + 3, n, Float64Array.from({ length: (n + 3) * n }, random));
    const space = workspace({ g: [n, n], out: [n, n], ...inverseCholeskyShapes(n) });
    const { g, out } = space.matrices;
    g.data.set(transposedProduct(factor, factor).data);
    for (let i = 0; i < n; i++) g.data[i * n + i] = g.data[i * n + i]! + 1;
    out.data.fill(Number.NaN);
    expect(inverseCholesky(space, out)(g)).toBe(true);
    const whitened = productTransposed(product(out, g), out);
    expect(distance(whitened.data, diagonal(Array(n).fill(1)).data), `n = ${n}`).toBeLessThan(3e-14 * n);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(out.data[i * n + j]).toBe(0);
  }
});

it("says when a matrix is not positive definite", () => {
  for (const n of [3, 60]) {
    const space = workspace({ g: [n, n], out: [n, n], ...inverseCholeskyShapes(n) });
    space.matrices.g.data.set(diagonal(Array.from({ length: n }, (_, i) => (i === n - 1 ? -1 : 1))).data);
    expect(inverseCholesky(space, space.matrices.out)(space.matrices.g)).toBe(false);
  }
});
