import { conservedDiagonal } from "@lazyrich/exact";
import { type Matrix, matrix, products, productTransposed, requireWhole } from "@lazyrich/linalg";
import type { Activation } from "../activations/activation.js";
import { layersFrom, parameterCountOf, ratesOf } from "../layers.js";
import type { ActivationPattern, ConservedQuantities } from "../model.js";
import { requireInputs } from "../requireData.js";
import { boundPiecewiseLinear } from "./boundPiecewiseLinear.js";
import { boundTwoLayer } from "./boundTwoLayer.js";
import type { TwoLayer } from "./twoLayerModel.js";
import {
  addBiases,
  hiddenOffset,
  patternOf,
  readOut,
  twoLayerNtk,
  twoLayerNtkByLayer,
  weightsInto,
} from "./twoLayerParts.js";

export interface TwoLayerOptions {
  /** d. */
  readonly inputDimension: number;
  /** h, the number of hidden neurons. */
  readonly hiddenWidth: number;
  /** c; 1 if not given. */
  readonly outputDimension?: number | undefined;
  readonly activation: Activation;
  /** Whether neurons and outputs have biases; they have none if not given. */
  readonly biases?: boolean | undefined;
}

/**
 * The two-layer network $f(x) = A^T sigma(W x + b) + bOut$ with any elementwise activation.
 *
 * With $s_(ik) = sigma(w_k.x_i + b_k)$, $s'_(ik)$ its slope, and learning rates eta of the blocks,
 *
 * $K[(i, p), (j, q)] = (etaW x_i.x_j + etaB) sum_k a_(kp) a_(kq) s'_(ik) s'_(jk) + [p = q] (etaA sum_k s_(ik) s_(jk) + etaBOut)$,
 *
 * $delta_k = etaW |a_k|^2 - etaA |w_k|^2 - (etaA etaW/etaB) b_k^2$,
 *
 * which gradient flow conserves where sigma is homogeneous. A network of one output with an activation max(z, gamma z) and no biases, bound under a
 * squared error, finds its gradient in one fused pass, O(n d h) in a fifth of the operations; any other by matrix products. A kernel takes $O(n^2 (h c^2 + d))$, and a bound
 * one forms $X X^T$ once.
 *
 * @param options sizes, activation, biases
 * @throws RangeError if a size is not a whole number above 0.
 * @see Kunin et al. 2024, section 5; theory.md sections 7 and 8.
 * @example
 * import { meanSquared, relu, twoLayerModel } from "@lazyrich/networks";
 * const model = twoLayerModel({ inputDimension: 2, hiddenWidth: 2, activation: relu });
 * const theta = Float64Array.of(1, 0, 0, 1, 1, -1); // W, then A
 * const X = { rows: 2, columns: 2, data: Float64Array.of(3, 1, -1, 1) };
 * const Y = { rows: 2, columns: 1, data: Float64Array.of(2, 1) };
 * model.bind({ X, Y, loss: meanSquared }).lossAt(theta); // 2
 * model.activationPatterns(theta, X)[0].active; // [1, 0, 1, 1]: neuron after neuron
 */
export function twoLayerModel(options: TwoLayerOptions): TwoLayer {
  const { inputDimension: d, hiddenWidth: h, outputDimension: c = 1, activation, biases = false } = options;
  for (const [name, size] of Object.entries({ inputDimension: d, hiddenWidth: h, outputDimension: c })) {
    requireWhole(name, size);
  }
  const layers = biases
    ? layersFrom([
        ["W", [h, d]],
        ["b", [h]],
        ["A", [h, c]],
        ["bOut", [c]],
      ])
    : layersFrom([
        ["W", [h, d]],
        ["A", [h, c]],
      ]);

  /** $w_k.x_i + b_k$, $m x h$, in the same bytes on every machine. */
  const preActivations = (theta: ArrayLike<number>, inputs: Matrix): Matrix => {
    requireInputs(inputs, d);
    const z = productTransposed(inputs, weightsInto(model, theta));
    if (biases) addBiases(z.data, theta, h * d, h);
    return z;
  };
  const activationPatterns = (theta: ArrayLike<number>, inputs: Matrix): ActivationPattern[] => [
    patternOf(preActivations(theta, inputs)),
  ];
  const conservedQuantities = (theta: ArrayLike<number>, learningRates?: readonly number[]): ConservedQuantities[] => {
    const rates = ratesOf(layers, learningRates, "positive");
    const outOf = biases ? 2 : 1;
    const [etaW, etaA] = [rates[0]!, rates[outOf]!];
    const W = weightsInto(model, theta, biases ? Math.sqrt(etaW / rates[1]!) : undefined);
    const first = hiddenOffset(model);
    const A = matrix(
      h,
      c,
      Float64Array.from({ length: h * c }, (_, k) => theta[first + k]!),
    );
    return [{ layers: [0, outOf], values: conservedDiagonal({ W, A, etaW, etaA }) }];
  };

  const model: TwoLayer = {
    inputDimension: d,
    outputDimension: c,
    parameterCount: parameterCountOf(layers),
    layers,
    hiddenWidth: h,
    activation,
    biases,

    value(theta, inputs, out) {
      const { data } = preActivations(theta, inputs);
      for (let i = 0; i < data.length; i++) data[i] = activation.value(data[i]!);
      readOut(model, theta, data, out);
    },
    ntkMatrix(theta, inputs, { learningRates, out } = {}) {
      const z = preActivations(theta, inputs);
      const gram = productTransposed(inputs, inputs);
      return twoLayerNtk(products(), model, { theta, z, gram }, ratesOf(layers, learningRates), out);
    },
    ntkByLayer(theta, inputs) {
      const z = preActivations(theta, inputs);
      const gram = productTransposed(inputs, inputs);
      return twoLayerNtkByLayer(products(), model, { theta, z, gram });
    },
    ...(activation.hasKink && { activationPatterns }),
    ...(activation.isHomogeneous && { conservedQuantities }),
    bind: (data) =>
      isFused(model) && data.loss.halfSumFactor !== undefined
        ? boundPiecewiseLinear(model, data)
        : boundTwoLayer(model, data),
  };
  return model;
}

/** Whether the fused pass can run such a network: one output, max(z, gamma z), no biases. */
const isFused = ({ outputDimension, biases, activation }: TwoLayer): boolean =>
  outputDimension === 1 && !biases && activation.hasKink && activation.slopeBelow !== undefined;
