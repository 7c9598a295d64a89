import type { Matrix, Products } from "@lazyrich/linalg";
import { lowerProducts, mirror } from "../passes/lowerProducts.js";

/** What the kernel of a two-layer network is made of. */
export interface TwoLayerKernelParts {
  /** X X^T, n x n. */
  readonly gram: Matrix;
  /** sigma(z_ik), n x h. */
  readonly values: Matrix;
  /** a_kq sigma'(z_ik), nc x h: a row for every output of every input. */
  readonly slopes: Matrix;
}

/** Learning rates of the blocks of a two-layer network; 0 for biases that it does not have. */
export interface TwoLayerLearningRates {
  readonly etaW: number;
  readonly etaB: number;
  readonly etaA: number;
  readonly etaBOut: number;
}

/** K[(i, p), (j, q)] = (etaW x_i.x_j + etaB) slopes_ip.slopes_jq + [p = q] (etaA values_i.values_j + etaBOut), exactly symmetric (nc x nc). */
export function twoLayerKernel(
  products: Products,
  { gram, values, slopes }: TwoLayerKernelParts,
  { etaW, etaB, etaA, etaBOut }: TwoLayerLearningRates,
  out: Matrix,
): Matrix {
  const n = values.rows;
  const c = slopes.rows / n;
  const [kernel, inputs] = [out.data, gram.data];
  if (c === 1) {
    lowerProducts(products, values, slopes, (first, rows, columns, ofValues, ofSlopes) => {
      for (let row = 0; row < rows; row++) {
        const i = first + row;
        for (let j = 0; j <= i; j++) {
          const at = row * columns + j;
          kernel[i * n + j] = etaA * ofValues[at]! + etaBOut + (etaW * inputs[i * n + j]! + etaB) * ofSlopes[at]!;
        }
      }
    });
  } else {
    const ofValues = products.productTransposed(values, values).data;
    const ofSlopes = products.productTransposed(slopes, slopes).data;
    for (let i = 0, at = 0; i < n; i++) {
      for (let p = 0; p < c; p++) {
        for (let j = 0; j < n; j++, at += c) {
          const inner = etaW * inputs[i * n + j]! + etaB;
          for (let q = 0; q < c; q++) kernel[at + q] = inner * ofSlopes[at + q]!;
          kernel[at + p] = etaA * ofValues[i * n + j]! + etaBOut + kernel[at + p]!;
        }
      }
    }
  }
  mirror(out);
  return out;
}
