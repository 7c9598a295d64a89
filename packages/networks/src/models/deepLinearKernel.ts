import { type Matrix, matrix, products } from "@lazyrich/linalg";
import { mirror } from "../passes/lowerProducts.js";
import { requireSquare } from "../requireData.js";

/**
 * The kernel of a deep linear network, the sum over layers of eta_l (U U^T) x (B B^T), with U = X W_1^T ... W_(l-1)^T the features that a layer sees and
 * B = W_m ... W_(l+1) what follows it.
 */
export function deepLinearNtk(
  weights: readonly Matrix[],
  X: Matrix,
  rates: readonly number[],
  out: Matrix = matrix(X.rows * weights.at(-1)!.rows, X.rows * weights.at(-1)!.rows),
): Matrix {
  const { product, productTransposed } = products();
  const c = weights.at(-1)!.rows;
  requireSquare(out, X.rows * c);
  out.data.fill(0);
  // from the last layer on: nothing follows it, which is the identity
  const following: (Matrix | undefined)[] = [undefined];
  for (let l = weights.length - 1; l > 0; l--) {
    const after = following[0];
    following.unshift(after === undefined ? weights[l]! : product(after, weights[l]!));
  }
  let features = X;
  for (const [l, W] of weights.entries()) {
    if (rates[l] !== 0) addLayerKernel(out, rates[l]!, features, following[l], c);
    if (l < weights.length - 1) features = productTransposed(features, W);
  }
  mirror(out);
  return out;
}

/** Adds eta (U U^T) x (B B^T) below the diagonal and on it; B is the identity where it is not given. */
function addLayerKernel(out: Matrix, eta: number, features: Matrix, following: Matrix | undefined, c: number): void {
  const { productTransposed } = products();
  const inner = productTransposed(features, features).data;
  const outer = following && productTransposed(following, following).data;
  const n = features.rows;
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < c; p++) {
      const row = (i * c + p) * out.columns;
      for (let j = 0; j <= i; j++) {
        const factor = eta * inner[i * n + j]!;
        if (outer === undefined) out.data[row + j * c + p] = out.data[row + j * c + p]! + factor;
        else
          for (let q = 0; q < c; q++)
            out.data[row + j * c + q] = out.data[row + j * c + q]! + factor * outer[p * c + q]!;
      }
    }
  }
}
