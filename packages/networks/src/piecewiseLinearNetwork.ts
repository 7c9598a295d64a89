import {
  compensatedWeightedDot,
  type Matrix,
  matrix,
  type ProductBuild,
  products,
  requireFiniteMatrix,
} from "@lazyrich/linalg";
import { javascriptPass } from "./javascriptPass.js";
import { lowerProducts, mirror } from "./lowerProducts.js";
import type { Network } from "./network.js";
import { GROUP_SIZE } from "./piecewiseLinearPass.js";
import { requireFiniteVector, requireLength, requirePositive } from "./requireNumbers.js";
import { wasmPass } from "./wasmPass.js";

export interface PiecewiseLinearNetworkOptions {
  /** Training inputs, n x d: one a row. */
  readonly X: Matrix;
  /** Their targets, length n. */
  readonly y: ArrayLike<number>;
  /** h, the number of hidden neurons. */
  readonly hiddenWidth: number;
  /** Slope of the activation below 0; 0 if not given, which is ReLU. */
  readonly gamma?: number;
  /** Learning rate of the readouts; 1 if not given. */
  readonly etaA?: number;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number;
  /** By default the fastest that runs here. All but `"relaxed-simd"` give the same bytes everywhere. */
  readonly build?: ProductBuild | undefined;
}

/** A network whose parameters are [a_1, ..., a_h, w_1, ..., w_h]. */
export interface PiecewiseLinearNetwork extends Network {
  readonly hiddenWidth: number;
  readonly gamma: number;
  readonly build: ProductBuild;
  /** Writes what `field` does, and returns the loss, which the same pass finds. */
  lossAndField(theta: ArrayLike<number>, out: Float64Array): number;
  /** What gradient flow conserves, delta_k = etaW a_k^2 - etaA |w_k|^2, in `out` or a new array (length h). */
  conservedQuantities(theta: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** h x n, row-major: 1 where neuron k is active on training input i (w_k.x_i >= 0), else 0; in `out` or a new array. */
  activationPattern(theta: ArrayLike<number>, out?: Uint8Array): Uint8Array;
}

/**
 * A two-layer piecewise linear network, f(x) = a.sigma(W x) with sigma(z) = max(z, gamma z), and its training data.
 *
 * The loss is the mean squared error L = (1/n) sum_i (f(x_i) - y_i)^2, without a factor 1/2, as in the paper's
 * experiments. With c_ki = sigma'(w_k.x_i), which is 1 at exactly 0, and g_k = (2/n) sum_i c_ki (f(x_i) - y_i) x_i,
 *
 *     dL/da_k = w_k.g_k,   dL/dw_k = a_k g_k,
 *     K_ij = etaA sum_k sigma(w_k.x_i) sigma(w_k.x_j) + etaW (x_i.x_j) sum_k a_k^2 c_ki c_kj.
 *
 * A gradient is one pass over the inputs, which allocates nothing. An NTK matrix takes O(n^2 (h + d)), O(n^2 h) after the first,
 * which forms X X^T. X and y are copied.
 *
 * @throws RangeError if X is empty, X and y differ in length, a size or number is out of its range, or the build does not run here.
 * @see Kunin et al. 2024, section 5; theory.md sections 7 and 8.
 */
export function piecewiseLinearNetwork(options: PiecewiseLinearNetworkOptions): PiecewiseLinearNetwork {
  const { X: givenX, y, hiddenWidth: h, gamma = 0, etaA = 1, etaW = 1 } = options;
  const { rows: n, columns: d } = givenX;
  requireFiniteMatrix("X", givenX);
  if (n === 0 || d === 0) throw new RangeError(`X is ${n} x ${d}; expected at least one input of one dimension`);
  requireLength("y", y, n, "one target a row of X");
  requireFiniteVector("y", y);
  if (!(Number.isSafeInteger(h) && h > 0)) {
    throw new RangeError(`hiddenWidth is ${h}; expected a whole number above 0`);
  }
  if (!(gamma <= 1 && gamma > Number.NEGATIVE_INFINITY)) {
    throw new RangeError(`gamma is ${gamma}; expected a finite number of at most 1, the slope above 0`);
  }
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  const product = products(options.build);
  const { build, productTransposed } = product;
  const X = matrix(n, d, givenX.data.slice());
  const problem = { X, y: Float64Array.from(y), hiddenWidth: h, gamma };
  const pass = (build === "javascript" ? undefined : wasmPass(problem)) ?? javascriptPass(problem);
  const groups = Math.ceil(h / GROUP_SIZE);
  const rates = Float64Array.from({ length: d + 1 }, (_, j) => (j === 0 ? etaW : -etaA));
  const neuron = new Float64Array(d + 1);
  let gram: Matrix | undefined;

  const scaledGradient = (theta: ArrayLike<number>, out: Float64Array, ofA: number, ofW: number): void => {
    pass.gradient(theta, ofA, ofW);
    const { readoutGradient, weightGradient, rowLength } = pass;
    out.set(readoutGradient);
    if (rowLength === d) {
      out.set(weightGradient, h);
      return;
    }
    for (let k = 0, to = h; k < h; k++) {
      for (let j = 0; j < d; j++) out[to++] = weightGradient[k * rowLength + j]!;
    }
  };
  const descent = (theta: ArrayLike<number>, out: Float64Array): void =>
    scaledGradient(theta, out, (-2 / n) * etaA, (-2 / n) * etaW);
  const lossOfPass = (): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (pass.outputs[i]! - problem.y[i]!) ** 2;
    return sum / n;
  };
  const isActive = (k: number, i: number): number =>
    (pass.patterns[i * groups + Math.floor(k / GROUP_SIZE)]! >> (k % GROUP_SIZE)) & 1;
  const weightsOf = (theta: ArrayLike<number>): Matrix =>
    matrix(
      h,
      d,
      Float64Array.from({ length: h * d }, (_, i) => theta[h + i]!),
    );

  return {
    parameterCount: h * (d + 1),
    inputDimension: d,
    outputDimension: 1,
    inputCount: n,
    hiddenWidth: h,
    gamma,
    build,

    value(theta, out, inputs) {
      if (inputs === undefined) {
        pass.forward(theta);
        out.set(pass.outputs);
        return;
      }
      if (inputs.columns !== d) throw new RangeError(`inputs have ${inputs.columns} columns, but X has ${d}`);
      const z = productTransposed(inputs, weightsOf(theta)).data;
      for (let i = 0; i < inputs.rows; i++) {
        let sum = 0;
        for (let k = 0; k < h; k++) sum += theta[k]! * (z[i * h + k]! < 0 ? gamma * z[i * h + k]! : z[i * h + k]!);
        out[i] = sum;
      }
    },

    loss(theta) {
      pass.forward(theta);
      return lossOfPass();
    },

    lossAndField(theta, out) {
      descent(theta, out);
      return lossOfPass();
    },

    gradient: (theta, out) => scaledGradient(theta, out, 2 / n, 2 / n),

    field: (_, theta, out) => descent(theta, out),

    ntkMatrix(theta, out = matrix(n, n)) {
      if (out.rows !== n || out.columns !== n) {
        throw new RangeError(`out is ${out.rows} x ${out.columns}; expected ${n} x ${n}, the number of rows of X`);
      }
      gram ??= productTransposed(X, X);
      pass.forward(theta);
      const values = productTransposed(X, weightsOf(theta));
      const slopes = matrix(n, h);
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < h; k++) {
          const c = isActive(k, i) === 1 ? 1 : gamma;
          values.data[i * h + k] = Math.sqrt(etaA) * c * values.data[i * h + k]!;
          slopes.data[i * h + k] = Math.sqrt(etaW) * c * theta[k]!;
        }
      }
      const [kernel, inputs] = [out.data, gram.data];
      lowerProducts(product, values, slopes, (first, rows, columns, ofValues, ofSlopes) => {
        for (let row = 0; row < rows; row++) {
          const i = first + row;
          for (let j = 0; j <= i; j++) {
            const at = row * columns + j;
            kernel[i * n + j] = ofValues[at]! + inputs[i * n + j]! * ofSlopes[at]!;
          }
        }
      });
      mirror(out);
      return out;
    },

    conservedQuantities(theta, out = new Float64Array(h)) {
      for (let k = 0; k < h; k++) {
        neuron[0] = theta[k]!;
        for (let j = 0; j < d; j++) neuron[j + 1] = theta[h + k * d + j]!;
        out[k] = compensatedWeightedDot(rates, neuron, neuron);
      }
      return out;
    },

    activationPattern(theta, out = new Uint8Array(h * n)) {
      requireLength("out", out, h * n, "hiddenWidth times the number of rows of X");
      pass.forward(theta);
      for (let k = 0; k < h; k++) for (let i = 0; i < n; i++) out[k * n + i] = isActive(k, i);
      return out;
    },
  };
}
