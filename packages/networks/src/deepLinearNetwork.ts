import {
  compensatedWeightedDot,
  type Matrix,
  matrix,
  type ProductBuild,
  requireFiniteMatrix,
  transpose,
  workspace,
} from "@lazyrich/linalg";
import { layersOf, parameterCountOf } from "./layers.js";
import type { Network } from "./network.js";
import { requireLength, requirePositive, requireWhole } from "./requireNumbers.js";

export interface DeepLinearNetworkOptions {
  /** Training inputs, n x d: one a row. Any matrix, whitened or not. */
  readonly X: Matrix;
  /** Their targets, n x c. */
  readonly Y: Matrix;
  /** Widths of the hidden layers, from the input on; none is linear regression. */
  readonly hiddenWidths: readonly number[];
  /** A learning rate for each layer, one more than hidden layers; all 1 if not given. */
  readonly learningRates?: readonly number[] | undefined;
  /** The build of the matrix products; by default the fastest, whose last digits may differ between machines. */
  readonly build?: ProductBuild | undefined;
}

/** A network whose parameters are the entries of W_1, ..., W_m, one layer after the other, each row-major. */
export interface DeepLinearNetwork extends Network {
  /** d, the hidden widths, c: layer l is widths[l] x widths[l - 1]. */
  readonly widths: readonly number[];
  /** The function of the network, beta = (W_m ... W_1)^T, d x c. */
  beta(theta: ArrayLike<number>): Matrix;
  /**
   * What gradient flow conserves in each hidden layer, Delta_l = eta_l W_(l+1)^T W_(l+1) - eta_(l+1) W_l W_l^T, exactly symmetric,
   * summed in twice the working precision.
   */
  conservedMatrices(theta: ArrayLike<number>): Matrix[];
}

/**
 * The deep linear network f(x) = W_m ... W_1 x of any depth and widths, with its training data.
 *
 * With B_l = W_m ... W_(l+1) and T_0 = beta^T X^T X - Y^T X, T_l = T_(l-1) W_l^T, the gradient is dL/dW_l = B_l^T T_(l-1). It takes O(p c + d^2 c):
 * the inputs enter through X^T X and X^T Y, formed once. A kernel takes O(n p + n^2 (sum of widths + m c^2)).
 *
 * @throws RangeError if X or Y is empty or not finite, or they differ in the number of rows; if a width is not a whole number above 0, or a
 * learning rate not a number above 0; if there is not one learning rate a layer, or the build does not run here.
 * @see Kunin et al. 2024, section 4 and appendix B; Saxe et al. 2014; theory.md sections 5 and 6.
 */
export function deepLinearNetwork({
  X,
  Y,
  hiddenWidths,
  learningRates = [...hiddenWidths, 0].map(() => 1),
  build,
}: DeepLinearNetworkOptions): DeepLinearNetwork {
  const [n, d, c] = [X.rows, X.columns, Y.columns];
  requireFiniteMatrix("X", X);
  requireFiniteMatrix("Y", Y);
  if (Y.rows !== n) throw new RangeError(`Y has ${Y.rows} rows, but X has ${n}; expected one a training input`);
  if (n * d * c === 0) throw new RangeError(`X is ${n} x ${d} and Y ${n} x ${c}; expected at least one entry in each`);
  for (const [l, width] of hiddenWidths.entries()) requireWhole(`hiddenWidths[${l}]`, width);
  requireLength("learningRates", learningRates, hiddenWidths.length + 1, "one a layer");
  for (const [l, rate] of learningRates.entries()) requirePositive(`learningRates[${l}]`, rate);
  const widths = [d, ...hiddenWidths, c];
  const depth = learningRates.length;
  const parameterCount = parameterCountOf(widths);

  const shapes: Record<string, readonly [number, number]> = { covariance: [d, d], moment: [c, d] };
  for (let l = 1; l <= depth; l++) {
    shapes[`W${l}`] = [widths[l]!, widths[l - 1]!];
    shapes[`dW${l}`] = [widths[l]!, widths[l - 1]!];
    shapes[`B${l - 1}`] = [c, widths[l - 1]!];
    shapes[`T${l - 1}`] = [c, widths[l - 1]!];
  }
  const { matrices, product, transposedProduct, productTransposed } = workspace(shapes, build);
  const layer = (name: string, l: number): Matrix => matrices[`${name}${l}`]!;
  const { covariance, moment } = matrices as { covariance: Matrix; moment: Matrix };
  addProducts(X, X, covariance);
  addProducts(Y, X, moment);

  /** Fills W_l and B_(l-1) for every l, and returns B_0 = beta^T. */
  const compose = (theta: ArrayLike<number>): Matrix => {
    let offset = 0;
    for (let l = 1; l <= depth; l++) {
      const { data } = layer("W", l);
      for (let k = 0; k < data.length; k++) data[k] = theta[offset + k]!;
      offset += data.length;
    }
    layer("B", depth - 1).data.set(layer("W", depth).data);
    for (let l = depth - 1; l >= 1; l--) product(layer("B", l), layer("W", l), layer("B", l - 1));
    return layer("B", 0);
  };

  const gradient = (theta: ArrayLike<number>, out: Float64Array): void => {
    const betaTransposed = compose(theta);
    const slope = product(betaTransposed, covariance, layer("T", 0)).data;
    for (let k = 0; k < slope.length; k++) slope[k] = slope[k]! - moment.data[k]!;
    let offset = 0;
    for (let l = 1; l < depth; l++) {
      const { data } = transposedProduct(layer("B", l), layer("T", l - 1), layer("dW", l));
      out.set(data, offset);
      offset += data.length;
      productTransposed(layer("T", l - 1), layer("W", l), layer("T", l));
    }
    out.set(layer("T", depth - 1).data, offset);
  };

  const value = (theta: ArrayLike<number>, out: Float64Array, inputs: Matrix = X): void => {
    if (inputs.columns !== d) throw new RangeError(`inputs have ${inputs.columns} columns, but X has ${d}`);
    const { data: betaTransposed } = compose(theta);
    for (let i = 0; i < inputs.rows; i++) {
      for (let q = 0; q < c; q++) {
        let sum = 0;
        for (let j = 0; j < d; j++) sum += inputs.data[i * d + j]! * betaTransposed[q * d + j]!;
        out[i * c + q] = sum;
      }
    }
  };

  const outputs = new Float64Array(n * c);
  return {
    parameterCount,
    inputDimension: d,
    outputDimension: c,
    inputCount: n,
    widths,
    value,
    gradient,
    beta: (theta) => transpose(compose(theta)),

    loss(theta) {
      value(theta, outputs);
      let sum = 0;
      for (let k = 0; k < outputs.length; k++) sum += (outputs[k]! - Y.data[k]!) ** 2;
      return sum / 2;
    },

    field(_, theta, out) {
      gradient(theta, out);
      let offset = 0;
      for (const [l, rate] of learningRates.entries()) {
        const end = offset + widths[l]! * widths[l + 1]!;
        for (; offset < end; offset++) out[offset] = -rate * out[offset]!;
      }
    },

    ntkMatrix(theta, out = matrix(n * c, n * c)) {
      if (out.rows !== n * c || out.columns !== n * c) {
        throw new RangeError(
          `out is ${out.rows} x ${out.columns}; expected ${n * c} x ${n * c}, outputs of all inputs`,
        );
      }
      compose(theta);
      out.data.fill(0);
      let features = X;
      for (let l = 1; l <= depth; l++) {
        addLayerKernel(out, learningRates[l - 1]!, features, l < depth ? layer("B", l) : undefined, c);
        if (l < depth) features = timesTransposed(features, layer("W", l));
      }
      return out;
    },

    conservedMatrices(theta) {
      const layers = layersOf(theta, widths);
      return hiddenWidths.map((_, l) =>
        conservedMatrix(layers[l]!, layers[l + 1]!, learningRates[l]!, learningRates[l + 1]!),
      );
    },
  };
}

/** Adds A^T B of matrices with rows in common, in ordinary JavaScript, since A and B are not in the workspace. */
function addProducts(a: Matrix, b: Matrix, out: Matrix): void {
  for (let i = 0; i < a.rows; i++) {
    for (let p = 0; p < a.columns; p++) {
      const factor = a.data[i * a.columns + p]!;
      for (let q = 0; q < b.columns; q++) {
        out.data[p * b.columns + q] = out.data[p * b.columns + q]! + factor * b.data[i * b.columns + q]!;
      }
    }
  }
}

function timesTransposed(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) result.data[i * b.rows + j] = dotOfRows(a, i, b, j);
  }
  return result;
}

/** Adds eta (U U^T) x (B B^T), the kernel of one layer of features U (n x h) and what follows it, B (c x h'); the identity if none does. */
function addLayerKernel(out: Matrix, eta: number, features: Matrix, following: Matrix | undefined, c: number): void {
  const output = matrix(c, c);
  for (let p = 0; p < c; p++) {
    for (let q = 0; q < c; q++)
      output.data[p * c + q] = following ? dotOfRows(following, p, following, q) : p === q ? 1 : 0;
  }
  for (let i = 0; i < features.rows; i++) {
    for (let j = 0; j <= i; j++) {
      const inner = eta * dotOfRows(features, i, features, j);
      for (let p = 0; p < c; p++) {
        for (let q = 0; q < (i === j ? p + 1 : c); q++) {
          const [row, column] = [i * c + p, j * c + q];
          const entry = out.data[row * out.columns + column]! + inner * output.data[p * c + q]!;
          out.data[row * out.columns + column] = entry;
          out.data[column * out.columns + row] = entry;
        }
      }
    }
  }
}

function dotOfRows(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.columns; k++) sum += a.data[i * a.columns + k]! * b.data[j * b.columns + k]!;
  return sum;
}

/** eta V^T V - etaNext W W^T for the layers W (h x d) and V (c x h) around a hidden layer. */
function conservedMatrix(W: Matrix, V: Matrix, eta: number, etaNext: number): Matrix {
  const h = W.rows;
  const rates = Float64Array.from({ length: V.rows + W.columns }, (_, k) => (k < V.rows ? eta : -etaNext));
  const readouts = transpose(V);
  const neurons = Array.from({ length: h }, (_, k) => {
    const neuron = new Float64Array(rates.length);
    neuron.set(readouts.data.subarray(k * V.rows, (k + 1) * V.rows));
    neuron.set(W.data.subarray(k * W.columns, (k + 1) * W.columns), V.rows);
    return neuron;
  });
  const result = matrix(h, h);
  for (let k = 0; k < h; k++) {
    for (let l = 0; l <= k; l++) {
      const entry = compensatedWeightedDot(rates, neurons[k]!, neurons[l]!);
      result.data[k * h + l] = entry;
      result.data[l * h + k] = entry;
    }
  }
  return result;
}
