import { copyingMultiplication } from "./copyingMultiplication.js";
import { javascriptMultiplication } from "./javascriptMultiplication.js";
import type { Matrix } from "./matrix.js";
import { type CheckedProducts, checkedProducts } from "./multiplication.js";
import { type ProductBuild, requireBuild, startKernel } from "./productBuild.js";

/**
 * Products of row-major matrices of any size, of one build. Each writes into `out` and returns it, or a new matrix.
 * NaN and infinities propagate as in three plain loops.
 */
export interface Products extends CheckedProducts {
  readonly build: ProductBuild;
}

const started = new Map<ProductBuild, Products>();

/**
 * The products of the given build, by default of the reproducible one, `"simd"` or `"javascript"`. The first call compiles the build.
 * Where `"simd"` does not run, `"javascript"` takes its place: it gives the same bytes.
 *
 * @param build which of the builds; the reproducible one if not given
 * @throws RangeError if the build is unknown, or is `"relaxed-simd"` and does not run here; `productBuilds()` lists those that do.
 * @example
 * import { matrixFromRows, products } from "@lazyrich/linalg";
 * const { product } = products("javascript");
 * product(matrixFromRows([[1, 2]]), matrixFromRows([[3], [4]])).data; // [11]
 */
export function products(build?: ProductBuild): Products {
  const chosen = requireBuild(build);
  let result = started.get(chosen);
  if (!result) {
    const multiplication =
      chosen === "javascript" ? javascriptMultiplication() : copyingMultiplication(startKernel(chosen));
    result = { build: chosen, ...checkedProducts(multiplication) };
    started.set(chosen, result);
  }
  return result;
}

/**
 * $A B (m x n)$ of $A (m x k)$ and $B (k x n)$, the same bytes on every machine.
 *
 * @param a $m x k$
 * @param b $k x n$
 * @param out $m x n$; a new matrix if not given
 * @throws RangeError if the shapes do not fit, or `out` shares entries with a factor.
 * @example
 * import { matrixFromRows, product } from "@lazyrich/linalg";
 * product(matrixFromRows([[1, 2], [3, 4]]), matrixFromRows([[1], [1]])).data; // [3, 7]
 */
export function product(a: Matrix, b: Matrix, out?: Matrix): Matrix {
  return reproducible().product(a, b, out);
}

/**
 * $A^T B (m x n)$ of $A (k x m)$ and $B (k x n)$, the same bytes on every machine.
 *
 * @param a $k x m$
 * @param b $k x n$
 * @param out $m x n$; a new matrix if not given
 * @throws RangeError if the shapes do not fit, or `out` shares entries with a factor.
 * @example
 * import { matrixFromRows, transposedProduct } from "@lazyrich/linalg";
 * const X = matrixFromRows([[1, 2], [3, 4]]);
 * transposedProduct(X, X).data; // [10, 14, 14, 20]
 */
export function transposedProduct(a: Matrix, b: Matrix, out?: Matrix): Matrix {
  return reproducible().transposedProduct(a, b, out);
}

/**
 * $A B^T (m x n)$ of $A (m x k)$ and $B (n x k)$, the same bytes on every machine.
 *
 * @param a $m x k$
 * @param b $n x k$
 * @param out $m x n$; a new matrix if not given
 * @throws RangeError if the shapes do not fit, or `out` shares entries with a factor.
 * @example
 * import { matrixFromRows, productTransposed } from "@lazyrich/linalg";
 * const X = matrixFromRows([[1, 2], [3, 4]]);
 * productTransposed(X, X).data; // [5, 11, 11, 25]
 */
export function productTransposed(a: Matrix, b: Matrix, out?: Matrix): Matrix {
  return reproducible().productTransposed(a, b, out);
}

let reproducibleProducts: Products | undefined;

function reproducible(): Products {
  reproducibleProducts ??= products();
  return reproducibleProducts;
}
