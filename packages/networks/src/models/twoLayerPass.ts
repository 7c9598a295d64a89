import { type Matrix, type ProductBuild, workspace } from "@lazyrich/linalg";
import type { Numbers } from "../losses/loss.js";
import type { TwoLayer } from "./twoLayerModel.js";
import { addBiases, hiddenOffset } from "./twoLayerParts.js";

/** Forward and backward through a two-layer network by matrix products, on inputs that stay in the memory of the products. */
export interface TwoLayerPass {
  /** The inputs, n x d: to be filled in. */
  readonly X: Matrix;
  /** dL/df, n x c: to be filled in between `forward` and `backward`. */
  readonly slope: Float64Array;
  /** w_k.x_i + b_k, n x h, until the next call. */
  preActivations(theta: ArrayLike<number>): Matrix;
  /** f(x_i), n x c, until the next call. */
  forward(theta: ArrayLike<number>): Float64Array;
  /** Writes dL/dtheta into `out`, from what `forward` has left and `slope`. */
  backward(out: Numbers): void;
}

/** The passes on n inputs. */
export function twoLayerPass(model: TwoLayer, n: number, build: ProductBuild | undefined): TwoLayerPass {
  const { inputDimension: d, hiddenWidth: h, outputDimension: c, biases, activation } = model;
  const { matrices, product, transposedProduct, productTransposed } = workspace(
    {
      X: [n, d],
      W: [h, d],
      A: [h, c],
      Z: [n, h],
      values: [n, h],
      outputs: [n, c],
      slope: [n, c],
      gradientW: [h, d],
      gradientA: [h, c],
      gradientZ: [n, h],
    },
    build,
  );
  const { X, W, A, Z, values, outputs, slope, gradientW, gradientA, gradientZ } = matrices;
  const readouts = hiddenOffset(model);

  const preActivations = (theta: ArrayLike<number>): Matrix => {
    for (let k = 0; k < h * d; k++) W.data[k] = theta[k]!;
    productTransposed(X, W, Z);
    if (biases) addBiases(Z.data, theta, h * d, h);
    return Z;
  };

  return {
    X,
    slope: slope.data,
    preActivations,
    forward(theta) {
      preActivations(theta);
      for (let k = 0; k < n * h; k++) values.data[k] = activation.value(Z.data[k]!);
      for (let k = 0; k < h * c; k++) A.data[k] = theta[readouts + k]!;
      product(values, A, outputs);
      if (biases) addBiases(outputs.data, theta, readouts + h * c, c);
      return outputs.data;
    },
    backward(out) {
      transposedProduct(values, slope, gradientA);
      productTransposed(slope, A, gradientZ);
      for (let k = 0; k < n * h; k++) gradientZ.data[k] = gradientZ.data[k]! * activation.slope(Z.data[k]!);
      transposedProduct(gradientZ, X, gradientW);
      out.set(gradientW.data);
      out.set(gradientA.data, readouts);
      if (!biases) return;
      sumOfRows(gradientZ.data, h, out, h * d);
      sumOfRows(slope.data, c, out, readouts + h * c);
    },
  };
}

/** Writes the sums of the columns of a matrix into `out` from `offset` on. */
function sumOfRows(data: Float64Array, columns: number, out: Numbers, offset: number): void {
  for (let k = 0; k < columns; k++) {
    let sum = 0;
    for (let at = k; at < data.length; at += columns) sum += data[at]!;
    out[offset + k] = sum;
  }
}
