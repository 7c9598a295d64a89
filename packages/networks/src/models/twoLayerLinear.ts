import { type Matrix, requireWhole } from "@lazyrich/linalg";
import { layersFrom, ratesOf } from "../layers.js";
import type { BoundModel, Data, Model, NtkOptions } from "../model.js";
import { deepLinearModel } from "./deepLinear.js";

export interface TwoLayerLinearOptions {
  /** d. */
  readonly inputDimension: number;
  /** h, the number of hidden neurons. */
  readonly hiddenWidth: number;
  /** c; 1 if not given. */
  readonly outputDimension?: number | undefined;
}

/** A two-layer linear network; its layers are $W (h x d)$ and $A (h x c)$: a neuron is a row of both. */
export interface TwoLayerLinear extends Model {
  readonly hiddenWidth: number;
  /** The function of the network, $beta = W^T A$, $d x c$. */
  beta(theta: ArrayLike<number>): Matrix;
  conservedQuantities: NonNullable<Model["conservedQuantities"]>;
  /** What gradient flow conserves, $Delta = etaW A A^T - etaA W W^T$, exactly symmetric, summed in twice the working precision. */
  conservedMatrix(theta: ArrayLike<number>, learningRates?: readonly number[]): Matrix;
}

/**
 * The two-layer linear network $f(x) = A^T W x$: `deepLinearModel` with one hidden layer, whose second layer is $A^T$.
 *
 * @param options sizes
 * @throws RangeError if a size is not a whole number above 0.
 * @see Kunin et al. 2024, section 4; theory.md section 5.
 * @example
 * import { twoLayerLinearModel } from "@lazyrich/networks";
 * const model = twoLayerLinearModel({ inputDimension: 2, hiddenWidth: 2 });
 * const theta = Float64Array.of(1, 0, 0, 1, 2, 3);
 * model.beta(theta).data; // [2, 3]
 * model.conservedMatrix(theta).data; // [3, 6, 6, 8]
 */
export function twoLayerLinearModel(options: TwoLayerLinearOptions): TwoLayerLinear {
  const { inputDimension: d, hiddenWidth: h, outputDimension: c = 1 } = options;
  for (const [name, size] of Object.entries({ inputDimension: d, hiddenWidth: h, outputDimension: c })) {
    requireWhole(name, size);
  }
  const deep = deepLinearModel({ widths: [d, h, c] });
  const { inputDimension, outputDimension, parameterCount } = deep;
  const layers = layersFrom([
    ["W", [h, d]],
    ["A", [h, c]],
  ]);
  const turned = new Float64Array(deep.parameterCount);

  /** Theta with $A^T$ in the place of A. */
  const turn = (theta: ArrayLike<number>): Float64Array => {
    for (let k = 0; k < h * d; k++) turned[k] = theta[k]!;
    for (let k = 0; k < h; k++) for (let q = 0; q < c; q++) turned[h * d + q * h + k] = theta[h * d + k * c + q]!;
    return turned;
  };
  const turnBack = (out: Parameters<BoundModel["gradient"]>[1]): void => {
    for (let k = 0; k < h * c; k++) turned[k] = out[h * d + k]!;
    for (let k = 0; k < h; k++) for (let q = 0; q < c; q++) out[h * d + k * c + q] = turned[q * h + k]!;
  };

  /** Options whose learning rates, if they are wrong, are refused by the names of these layers. */
  const checked = (given: NtkOptions = {}): NtkOptions => ({
    ...given,
    learningRates: ratesOf(layers, given.learningRates),
  });

  const model: TwoLayerLinear = {
    inputDimension,
    outputDimension,
    parameterCount,
    layers,
    hiddenWidth: h,
    value: (theta, inputs, out) => deep.value(turn(theta), inputs, out),
    ntkMatrix: (theta, inputs, options) => deep.ntkMatrix(turn(theta), inputs, checked(options)),
    ntkByLayer: (theta, inputs) => deep.ntkByLayer(turn(theta), inputs),
    conservedQuantities: (theta, learningRates) => deep.conservedQuantities(turn(theta), learningRates),
    conservedMatrix: (theta, learningRates) => deep.conservedMatrices(turn(theta), learningRates)[0]!,
    beta: (theta) => deep.beta(turn(theta)),
    bind: (data: Data): BoundModel => {
      const bound = deep.bind(data);
      return {
        ...bound,
        model,
        value: (theta, out) => bound.value(turn(theta), out),
        lossAt: (theta) => bound.lossAt(turn(theta)),
        gradient(theta, out) {
          bound.gradient(turn(theta), out);
          turnBack(out);
        },
        lossAndGradient(theta, out, rows) {
          const loss = bound.lossAndGradient(turn(theta), out, rows);
          turnBack(out);
          return loss;
        },
        ntkMatrix: (theta, kernelOptions) => bound.ntkMatrix(turn(theta), checked(kernelOptions)),
      };
    },
  };
  return model;
}
