import { type ProductBuild, productBuilds, products, workspace } from "../src/index.js";
import { randomMatrix } from "./randomMatrix.js";

/** The entries of A B, A^T A and A A^T by every build that runs here, copied and in a workspace. */
export function everyBuild(): Partial<Record<ProductBuild, number[]>> {
  const [n, d, h] = [23, 300, 31];
  const a = randomMatrix(n, d, 71);
  const b = randomMatrix(d, h, 72);
  const results: Partial<Record<ProductBuild, number[]>> = {};
  for (const build of productBuilds()) {
    const { product, transposedProduct, productTransposed } = products(build);
    const resident = workspace({ a: [n, d], b: [d, h], c: [n, h] }, build);
    resident.matrices.a.data.set(a.data);
    resident.matrices.b.data.set(b.data);
    resident.product(resident.matrices.a, resident.matrices.b, resident.matrices.c);
    results[build] = [
      ...product(a, b).data,
      ...transposedProduct(a, a).data,
      ...productTransposed(a, a).data,
      ...resident.matrices.c.data,
    ];
  }
  return results;
}
