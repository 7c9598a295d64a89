import { compensatedWeightedDot, type Matrix, matrix } from "@lazyrich/linalg";

/** The weights of $f(x) = A^T W x$ and the learning rates of its layers. */
export interface TwoLayerWeights {
  /** First layer, $h x d$. */
  readonly W: Matrix;
  /** Second layer, $h x c$. */
  readonly A: Matrix;
  /** Learning rate of the second layer; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the first layer; 1 if not given. */
  readonly etaW?: number | undefined;
}

/** Learning rates of the two layers around hidden neurons; 1 if not given. */
export type TwoLayerRates = Pick<TwoLayerWeights, "etaW" | "etaA">;

/**
 * What gradient flow conserves between two layers of a linear network, $Delta = etaW A A^T - etaA W W^T$ ($h x h$, exactly symmetric). Summed in twice
 * the working precision, since in a nearly balanced network it is a small difference of large squares.
 *
 * @param weights both layers and their learning rates
 * @throws RangeError if W and A differ in the number of rows.
 * @see Kunin et al. 2024, section 4; theory.md section 5.
 * @example
 * import { conservedMatrix } from "@lazyrich/exact";
 * const W = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const A = { rows: 2, columns: 1, data: Float64Array.of(2, 1) };
 * conservedMatrix({ W, A }).data; // [3, 2, 2, 0]
 */
export function conservedMatrix(weights: TwoLayerWeights): Matrix {
  const entry = conservedEntries(weights);
  const h = weights.W.rows;
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

/**
 * The diagonal of `conservedMatrix`, $delta_k = etaW |a_k|^2 - etaA |w_k|^2$ (length h), which gradient flow conserves for every homogeneous
 * activation.
 *
 * @param weights both layers and their learning rates
 * @throws RangeError if W and A differ in the number of rows.
 * @see Kunin et al. 2024, section 5; theory.md section 7.
 * @example
 * import { conservedDiagonal } from "@lazyrich/exact";
 * const W = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const A = { rows: 2, columns: 1, data: Float64Array.of(2, 1) };
 * conservedDiagonal({ W, A }); // [3, 0]: the first neuron is upstream
 */
export function conservedDiagonal(weights: TwoLayerWeights): Float64Array {
  const entry = conservedEntries(weights);
  return Float64Array.from({ length: weights.W.rows }, (_, k) => entry(k, k));
}

/** Entry (k, l) of Delta, one weighted dot product of the parameters of two neurons. */
function conservedEntries({ W, A, etaW = 1, etaA = 1 }: TwoLayerWeights) {
  if (A.rows !== W.rows) throw new RangeError(`A has ${A.rows} rows, but W has ${W.rows}; expected one a neuron`);
  const [c, d] = [A.columns, W.columns];
  const rates = Float64Array.from({ length: c + d }, (_, j) => (j < c ? etaW : -etaA));
  const neurons = Array.from({ length: W.rows }, (_, k) => {
    const neuron = new Float64Array(c + d);
    neuron.set(A.data.subarray(k * c, (k + 1) * c));
    neuron.set(W.data.subarray(k * d, (k + 1) * d), c);
    return neuron;
  });
  return (k: number, l: number): number => compensatedWeightedDot(rates, neurons[k]!, neurons[l]!);
}
