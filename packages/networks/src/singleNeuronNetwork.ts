import { compensatedWeightedDot, type Matrix, matrix, requireFiniteMatrix } from "@lazyrich/linalg";
import type { Network } from "./network.js";
import { requireFiniteVector, requireLength, requirePositive } from "./requireNumbers.js";

export interface SingleNeuronNetworkOptions {
  /** Training inputs, n x d: one a row. Any matrix, whitened or not. */
  readonly X: Matrix;
  /** Their targets, length n. */
  readonly y: ArrayLike<number>;
  /** Learning rate of the readout; 1 if not given. */
  readonly etaA?: number;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number;
}

/** A network whose parameters are [a, w_1, ..., w_d]. */
export interface SingleNeuronNetwork extends Network {
  /** What gradient flow conserves, delta = etaW a^2 - etaA |w|^2, summed in twice the working precision. */
  conservedQuantity(theta: ArrayLike<number>): number;
}

/**
 * One hidden neuron f(x) = a w.x with its training data: with rho_i = a w.x_i - y_i and g = X^T rho,
 *
 *     dL/da = w.g,   dL/dw = a g,   K = etaW a^2 X X^T + etaA (X w)(X w)^T.
 *
 * A gradient takes O(n d), one pass over X; an NTK matrix O(n d + n^2) once X X^T is formed, at the first.
 * X and y are kept, not copied.
 *
 * @throws RangeError if X is empty, X and y differ in length, a number is not finite or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 3; theory.md sections 1 to 3.
 */
export function singleNeuronNetwork({ X, y, etaA = 1, etaW = 1 }: SingleNeuronNetworkOptions): SingleNeuronNetwork {
  const { rows: n, columns: d, data } = X;
  requireFiniteMatrix("X", X);
  if (n === 0 || d === 0) throw new RangeError(`X is ${n} x ${d}; expected at least one input of one dimension`);
  requireLength("y", y, n, "one target a row of X");
  requireFiniteVector("y", y);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);

  const slope = new Float64Array(d);
  const outputs = new Float64Array(n);
  let gram: Matrix | undefined;
  const rates = Float64Array.from({ length: d + 1 }, (_, j) => (j === 0 ? etaW : -etaA));

  /** w.x for row i of inputs. */
  const preActivation = (theta: ArrayLike<number>, inputs: Float64Array, i: number): number => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += inputs[i * d + j]! * theta[j + 1]!;
    return sum;
  };

  const gradient = (theta: ArrayLike<number>, out: Float64Array): void => {
    const a = theta[0]!;
    slope.fill(0);
    for (let i = 0; i < n; i++) {
      const residual = a * preActivation(theta, data, i) - y[i]!;
      for (let j = 0; j < d; j++) slope[j] = slope[j]! + residual * data[i * d + j]!;
    }
    let readout = 0;
    for (let j = 0; j < d; j++) {
      readout += theta[j + 1]! * slope[j]!;
      out[j + 1] = a * slope[j]!;
    }
    out[0] = readout;
  };

  return {
    parameterCount: d + 1,
    inputDimension: d,
    outputDimension: 1,
    inputCount: n,

    value(theta, out, inputs = X) {
      if (inputs.columns !== d) throw new RangeError(`inputs have ${inputs.columns} columns, but X has ${d}`);
      for (let i = 0; i < inputs.rows; i++) out[i] = theta[0]! * preActivation(theta, inputs.data, i);
    },

    loss(theta) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (theta[0]! * preActivation(theta, data, i) - y[i]!) ** 2;
      return sum / 2;
    },

    gradient,

    field(_, theta, out) {
      gradient(theta, out);
      out[0] = -etaA * out[0]!;
      for (let j = 1; j <= d; j++) out[j] = -etaW * out[j]!;
    },

    ntkMatrix(theta, out = matrix(n, n)) {
      if (out.rows !== n || out.columns !== n) {
        throw new RangeError(`out is ${out.rows} x ${out.columns}; expected ${n} x ${n}, the number of rows of X`);
      }
      gram ??= gramMatrix(X);
      const square = etaW * theta[0]! ** 2;
      for (let i = 0; i < n; i++) outputs[i] = preActivation(theta, data, i);
      for (let i = 0; i < n; i++) {
        const factor = etaA * outputs[i]!;
        for (let j = 0; j <= i; j++) {
          const value = square * gram.data[i * n + j]! + factor * outputs[j]!;
          out.data[i * n + j] = value;
          out.data[j * n + i] = value;
        }
      }
      return out;
    },

    conservedQuantity: (theta) => compensatedWeightedDot(rates, theta, theta),
  };
}

/** X X^T, exactly symmetric. */
function gramMatrix({ rows: n, columns: d, data }: Matrix): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += data[i * d + k]! * data[j * d + k]!;
      result.data[i * n + j] = sum;
      result.data[j * n + i] = sum;
    }
  }
  return result;
}
