import {
  type GaussianSource,
  gaussianMatrix,
  type Matrix,
  matrix,
  orthonormalColumns,
  productTransposed,
} from "@lazyrich/linalg";

/** Sizes, delta, scale and learning rates of a random start with etaW A A^T - etaA W W^T = delta I. */
export interface IsotropicStart {
  readonly h: number;
  readonly d: number;
  readonly c: number;
  readonly delta: number;
  readonly tau: number;
  readonly etaA?: number;
  readonly etaW?: number;
  readonly random: GaussianSource;
}

/** Hidden directions of the sizes a, w with a w = tau^2 and a^2 - w^2 = delta, in random orthonormal directions of inputs and outputs. */
export function isotropicStart(start: IsotropicStart): { W: Matrix; A: Matrix } {
  const { h, d, c, delta, tau, etaA = 1, etaW = 1, random } = start;
  const large = Math.sqrt(Math.abs(delta) / 2 + Math.hypot(delta / 2, tau * tau));
  const [a, w] = delta >= 0 ? [large, tau ** 2 / large] : [tau ** 2 / large, large];
  const shared = Math.min(h, d, c);
  const hidden = orthonormalColumns(gaussianMatrix(h, h, random));
  const layer = (size: number, count: number, scale: number, rate: number): Matrix => {
    const axes = orthonormalColumns(gaussianMatrix(size, count, random));
    const columns = matrix(h, count);
    for (let k = 0; k < h * count; k++) {
      const [i, j] = [Math.floor(k / count), k % count];
      // directions beyond those that both layers have are in the layer that holds delta
      columns.data[k] = hidden.data[i * h + j]! * ((j < shared ? scale : Math.sqrt(Math.abs(delta))) / Math.sqrt(rate));
    }
    return productTransposed(columns, axes);
  };
  const A = layer(c, delta > 0 ? h : shared, a, etaW);
  return { W: layer(d, delta < 0 ? h : shared, w, etaA), A };
}
