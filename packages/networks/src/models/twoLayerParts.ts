import { type Matrix, matrix, type Products } from "@lazyrich/linalg";
import { isActive } from "../activations/leaky.js";
import type { Numbers } from "../losses/loss.js";
import type { ActivationPattern } from "../model.js";
import { requireSquare } from "../requireData.js";
import { type TwoLayerKernelParts, type TwoLayerLearningRates, twoLayerKernel } from "./twoLayerKernel.js";
import type { TwoLayer } from "./twoLayerModel.js";

/** Where the readouts begin in theta. */
export const hiddenOffset = ({ hiddenWidth: h, inputDimension: d, biases }: TwoLayer): number =>
  h * d + (biases ? h : 0);

/** W, h x d, with the biases times a factor as one more column where that is given. */
export function weightsInto(
  { hiddenWidth: h, inputDimension: d }: TwoLayer,
  theta: ArrayLike<number>,
  biasFactor?: number | undefined,
): Matrix {
  const columns = biasFactor === undefined ? d : d + 1;
  const W = matrix(h, columns);
  for (let k = 0, from = 0; k < h; k++) {
    for (let j = 0; j < d; j++) W.data[k * columns + j] = theta[from++]!;
    if (biasFactor !== undefined) W.data[k * columns + d] = biasFactor * theta[h * d + k]!;
  }
  return W;
}

/** Adds `count` biases, which begin at `offset` in theta, to every row. */
export function addBiases(rows: Float64Array, theta: ArrayLike<number>, offset: number, count: number): void {
  for (let i = 0; i < rows.length; i += count) {
    for (let k = 0; k < count; k++) rows[i + k] = rows[i + k]! + theta[offset + k]!;
  }
}

/** f(x_i) from the values of the hidden neurons, m x h. */
export function readOut(model: TwoLayer, theta: ArrayLike<number>, hidden: Float64Array, out: Numbers): void {
  const { hiddenWidth: h, outputDimension: c, biases } = model;
  const first = hiddenOffset(model);
  for (let i = 0, to = 0; i < hidden.length; i += h) {
    for (let q = 0; q < c; q++) {
      let sum = 0;
      for (let k = 0; k < h; k++) sum += theta[first + k * c + q]! * hidden[i + k]!;
      out[to++] = biases ? sum + theta[first + h * c + q]! : sum;
    }
  }
}

/** Which neurons are active, from the pre-activations, m x h. */
export function patternOf({ rows: m, columns: h, data }: Matrix): ActivationPattern {
  const active = new Uint8Array(h * m);
  for (let k = 0, to = 0; k < h; k++) for (let i = 0; i < m; i++) active[to++] = isActive(data[i * h + k]!) ? 1 : 0;
  return { layer: 0, hiddenWidth: h, inputCount: m, active };
}

/** A state of a network on some inputs. */
export interface TwoLayerState {
  readonly theta: ArrayLike<number>;
  /** Pre-activations, m x h. */
  readonly z: Matrix;
  /** X X^T, m x m. */
  readonly gram: Matrix;
}

/** The kernel of a state, at one learning rate a layer. */
export function twoLayerNtk(
  products: Products,
  model: TwoLayer,
  state: TwoLayerState,
  rates: readonly number[],
  out: Matrix = newKernel(model, state),
): Matrix {
  requireSquare(out, state.gram.rows * model.outputDimension);
  return twoLayerKernel(products, kernelParts(model, state), namedRates(model, rates), out);
}

/** The kernels of the layers of a state, each at the rate 1. */
export function twoLayerNtkByLayer(products: Products, model: TwoLayer, state: TwoLayerState): Matrix[] {
  const parts = kernelParts(model, state);
  return model.layers.map((_, l) => {
    const rates = model.layers.map((_other, other) => (other === l ? 1 : 0));
    return twoLayerKernel(products, parts, namedRates(model, rates), newKernel(model, state));
  });
}

function newKernel({ outputDimension: c }: TwoLayer, { gram: { rows: n } }: TwoLayerState): Matrix {
  return matrix(n * c, n * c);
}

function namedRates({ biases }: TwoLayer, rates: readonly number[]): TwoLayerLearningRates {
  const [etaW, etaB, etaA, etaBOut] = biases ? rates : [rates[0], 0, rates[1], 0];
  return { etaW: etaW!, etaB: etaB!, etaA: etaA!, etaBOut: etaBOut! };
}

function kernelParts(model: TwoLayer, { theta, z, gram }: TwoLayerState): TwoLayerKernelParts {
  const { hiddenWidth: h, outputDimension: c, activation } = model;
  const first = hiddenOffset(model);
  const values = matrix(z.rows, h);
  const slopes = matrix(z.rows * c, h);
  for (let i = 0; i < z.rows; i++) {
    for (let k = 0; k < h; k++) {
      const at = z.data[i * h + k]!;
      const slope = activation.slope(at);
      values.data[i * h + k] = activation.value(at);
      for (let q = 0; q < c; q++) slopes.data[(i * c + q) * h + k] = slope * theta[first + k * c + q]!;
    }
  }
  return { gram, values, slopes };
}
