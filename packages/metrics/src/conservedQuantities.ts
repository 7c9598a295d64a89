import { compensatedWeightedDot, type Matrix, matrix } from "@lazyrich/linalg";

/** A two-layer network f(x) = A^T sigma(W x), and the learning rates of its layers. */
export interface TwoLayerParameters {
  /** Input weights, h x d: one neuron a row. */
  readonly W: Matrix;
  /** Readouts, h x c: one neuron a row. */
  readonly A: Matrix;
  /** Learning rate of the readouts; 1 if not given. */
  readonly etaA?: number;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number;
}

/**
 * What gradient flow conserves in each neuron of a linear or piecewise linear two-layer network,
 * delta_k = etaW |a_k|^2 - etaA |w_k|^2 (length h). Summed in twice the working precision, since in a nearly balanced
 * neuron it is a small difference of large squares.
 *
 * @throws RangeError if W and A differ in the number of rows, or a learning rate is not above 0.
 * @see Kunin et al. 2024, sections 4 and 5; theory.md sections 5 and 7.
 */
export function conservedQuantities(parameters: TwoLayerParameters): Float64Array {
  const entry = balance(parameters);
  return Float64Array.from({ length: parameters.W.rows }, (_, k) => entry(k, k));
}

/**
 * What gradient flow conserves in a linear two-layer network, Delta = etaW A A^T - etaA W W^T (h x h, exactly
 * symmetric), whose diagonal is `conservedQuantities`. Summed in twice the working precision.
 *
 * @throws RangeError if W and A differ in the number of rows, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 4; theory.md section 5.
 */
export function conservedMatrix(parameters: TwoLayerParameters): Matrix {
  const entry = balance(parameters);
  const h = parameters.W.rows;
  const result = matrix(h, h);
  for (let k = 0; k < h; k++) {
    for (let l = 0; l <= k; l++) {
      const value = entry(k, l);
      result.data[k * h + l] = value;
      result.data[l * h + k] = value;
    }
  }
  return result;
}

/** Entry (k, l) of Delta, one weighted dot product of the parameters of two neurons. */
function balance({ W, A, etaA = 1, etaW = 1 }: TwoLayerParameters): (k: number, l: number) => number {
  if (A.rows !== W.rows) throw new RangeError(`A has ${A.rows} rows, but W has ${W.rows}; expected one a neuron`);
  for (const [name, eta] of Object.entries({ etaA, etaW })) {
    if (!(eta > 0 && eta < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name} is ${eta}; expected a finite number above 0`);
    }
  }
  const [c, d] = [A.columns, W.columns];
  const rates = Float64Array.from({ length: c + d }, (_, j) => (j < c ? etaW : -etaA));
  const neurons = Array.from({ length: W.rows }, (_, k) => {
    const neuron = new Float64Array(c + d);
    neuron.set(A.data.subarray(k * c, (k + 1) * c));
    neuron.set(W.data.subarray(k * d, (k + 1) * d), c);
    return neuron;
  });
  return (k, l) => compensatedWeightedDot(rates, neurons[k]!, neurons[l]!);
}
