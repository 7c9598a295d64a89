import { requireFeasibleDelta, type TwoLayerRates, type TwoLayerWeights } from "@lazyrich/exact";
import {
  type GaussianSource,
  gaussianMatrix,
  type Matrix,
  matrix,
  orthonormalColumns,
  productTransposed,
  requireFinite,
  requirePositive,
  requireWhole,
} from "@lazyrich/linalg";

export interface IsotropicLayersOptions extends TwoLayerRates {
  readonly hiddenWidth: number;
  readonly inputDimension: number;
  readonly outputDimension: number;
  /** The conserved quantity. */
  readonly delta: number;
  /** The overall scale: the singular values of the function, times $sqrt(etaA etaW)$, are $tau^2$. */
  readonly tau: number;
  /** Of the directions. */
  readonly random: GaussianSource;
}

/**
 * A random start at the scale tau with $etaW A A^T - etaA W W^T = delta I_h$: in canonical units min(h, d, c) hidden directions have the sizes
 * a, w with $a w = tau^2$ and $a^2 - w^2 = delta$ in random orthonormal directions of inputs and outputs; those beyond have only the layer that delta
 * asks for.
 *
 * @param options sizes, delta, scale and the source of randomness
 * @throws RangeError if no start of these sizes has that delta, a size is not a whole number above 0, or tau or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 4.
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { isotropicLayers, thetaFromMatrices, twoLayerLinearModel } from "@lazyrich/networks";
 * const sizes = { hiddenWidth: 2, inputDimension: 3, outputDimension: 2 };
 * const { W, A } = isotropicLayers({ ...sizes, delta: 1, tau: 0.1, random: randomGenerator(1) });
 * const theta = Float64Array.of(...W.data, ...A.data);
 * twoLayerLinearModel(sizes).conservedQuantities(theta)[0].values; // [1, 1]
 */
export function isotropicLayers(options: IsotropicLayersOptions): TwoLayerWeights {
  const { hiddenWidth: h, inputDimension: d, outputDimension: c, delta, tau, random, etaA = 1, etaW = 1 } = options;
  for (const [name, size] of Object.entries({ hiddenWidth: h, inputDimension: d, outputDimension: c }))
    requireWhole(name, size);
  requireFinite("delta", delta);
  for (const [name, value] of Object.entries({ tau, etaA, etaW })) requirePositive(name, value);
  requireFeasibleDelta(delta, h, d, c);
  // the larger of a^2 and w^2 without a subtraction, the smaller one from their product
  const large = Math.sqrt(Math.abs(delta) / 2 + Math.hypot(delta / 2, tau * tau));
  const small = (tau * tau) / large;
  const shared = Math.min(h, d, c);
  const only = Math.sqrt(Math.abs(delta));
  const [a, w] = delta >= 0 ? [large, small] : [small, large];
  const hidden = orthonormalColumns(gaussianMatrix(h, h, random));
  const readouts = delta > 0 ? h : shared;
  const weights = delta < 0 ? h : shared;
  const outputs = orthonormalColumns(gaussianMatrix(c, readouts, random));
  const inputs = orthonormalColumns(gaussianMatrix(d, weights, random));
  return {
    W: layer(hidden, inputs, (k) => (k < shared ? w : only) / Math.sqrt(etaA)),
    A: layer(hidden, outputs, (k) => (k < shared ? a : only) / Math.sqrt(etaW)),
  };
}

/** sum over k of size(k) hidden_k axes_k^T. */
function layer(hidden: Matrix, axes: Matrix, sizeOf: (k: number) => number): Matrix {
  const count = axes.columns;
  const columns = matrix(hidden.rows, count);
  for (let i = 0; i < hidden.rows; i++) {
    for (let k = 0; k < count; k++) columns.data[i * count + k] = hidden.data[i * hidden.columns + k]! * sizeOf(k);
  }
  return productTransposed(columns, axes);
}
