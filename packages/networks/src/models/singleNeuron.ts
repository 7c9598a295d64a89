import { type Matrix, matrix, products, reproducibleBuild, requireWhole } from "@lazyrich/linalg";
import { conservedDiagonal } from "../conservedMatrix.js";
import { layersFrom, ratesOf } from "../layers.js";
import type { BoundModel, Data, Model } from "../model.js";
import { requireData, requireInputs, requireSquare } from "../requireData.js";
import { gatherRows } from "./gatherRows.js";

/** One hidden neuron; its layers are w (d) and a (1). */
export type SingleNeuron = Model & Required<Pick<Model, "conservedQuantities">>;

/**
 * One hidden neuron f(x) = a w.x. With the slopes r_i = dL/df(x_i) and g = X^T r,
 *
 *     dL/dw = a g,   dL/da = w.g,   K = etaW a^2 X X^T + etaA (X w)(X w)^T,   delta = etaW a^2 - etaA |w|^2.
 *
 * A gradient takes O(n d); an NTK matrix O(n d + n^2) once X X^T is formed, O(n^2 d) before.
 *
 * @throws RangeError if `inputDimension` is not a whole number above 0.
 * @see Kunin et al. 2024, section 3; theory.md sections 1 to 3.
 */
export function singleNeuron({ inputDimension: d }: { readonly inputDimension: number }): SingleNeuron {
  requireWhole("inputDimension", d);
  const layers = layersFrom([
    ["w", [d]],
    ["a", [1]],
  ]);
  const model: SingleNeuron = {
    inputDimension: d,
    outputDimension: 1,
    parameterCount: d + 1,
    layers,
    value(theta, inputs, out) {
      requireInputs(inputs, d);
      for (let i = 0; i < inputs.rows; i++) out[i] = theta[d]! * preActivation(theta, inputs, i);
    },
    ntkMatrix(theta, inputs, { learningRates, out } = {}) {
      requireInputs(inputs, d);
      return kernel(theta, inputs, gramMatrix(inputs), ratesOf(layers, learningRates), out);
    },
    ntkByLayer(theta, inputs) {
      requireInputs(inputs, d);
      const gram = gramMatrix(inputs);
      return [kernel(theta, inputs, gram, [1, 0]), kernel(theta, inputs, gram, [0, 1])];
    },
    conservedQuantities(theta, learningRates) {
      const [etaW, etaA] = ratesOf(layers, learningRates, "positive");
      const W = matrix(
        1,
        d,
        Float64Array.from({ length: d }, (_, j) => theta[j]!),
      );
      const values = conservedDiagonal({ W, A: matrix(1, 1, Float64Array.of(theta[d]!)), etaW, etaA });
      return [{ layers: [0, 1], values }];
    },
    bind: (data) => boundNeuron(model, data),
  };
  return model;
}

function boundNeuron(model: SingleNeuron, data: Data): BoundModel {
  const { X, Y, loss } = data;
  const d = model.inputDimension;
  requireData(data, d, 1);
  const outputs = new Float64Array(X.rows);
  const slopes = new Float64Array(X.rows);
  const inputSum = new Float64Array(d);
  let gram: Matrix | undefined;

  const lossAndGradient: BoundModel["lossAndGradient"] = (theta, out, rows) => {
    const n = rows?.length ?? X.rows;
    const targets = rows === undefined ? Y : gatherRows(Y, rows);
    const a = theta[d]!;
    const f = n <= outputs.length ? outputs : new Float64Array(n);
    const r = n <= slopes.length ? slopes : new Float64Array(n);
    for (let i = 0; i < n; i++) f[i] = a * preActivation(theta, X, rows?.[i] ?? i);
    const value = loss.evaluate(f, targets, 1, r);
    inputSum.fill(0);
    for (let i = 0; i < n; i++) {
      const from = (rows?.[i] ?? i) * d;
      for (let j = 0; j < d; j++) inputSum[j] = inputSum[j]! + r[i]! * X.data[from + j]!;
    }
    let readout = 0;
    for (let j = 0; j < d; j++) {
      readout += theta[j]! * inputSum[j]!;
      out[j] = a * inputSum[j]!;
    }
    out[d] = readout;
    return value;
  };

  return {
    model,
    X,
    Y,
    loss,
    value: (theta, out) => model.value(theta, X, out),
    lossAt(theta) {
      model.value(theta, X, outputs);
      return loss.evaluate(outputs, Y, 1);
    },
    gradient(theta, out) {
      lossAndGradient(theta, out);
    },
    lossAndGradient,
    ntkMatrix(theta, { learningRates, out } = {}) {
      gram ??= gramMatrix(X);
      return kernel(theta, X, gram, ratesOf(model.layers, learningRates), out);
    },
  };
}

/** w.x for row i of inputs. */
function preActivation(theta: ArrayLike<number>, { columns: d, data }: Matrix, i: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += data[i * d + j]! * theta[j]!;
  return sum;
}

function kernel(
  theta: ArrayLike<number>,
  inputs: Matrix,
  gram: Matrix,
  [etaW, etaA]: readonly number[],
  out: Matrix = matrix(inputs.rows, inputs.rows),
): Matrix {
  const { rows: n, columns: d } = inputs;
  requireSquare(out, n);
  const square = etaW! * theta[d]! ** 2;
  const values = Float64Array.from({ length: n }, (_, i) => preActivation(theta, inputs, i));
  for (let i = 0; i < n; i++) {
    const factor = etaA! * values[i]!;
    for (let j = 0; j <= i; j++) {
      const value = square * gram.data[i * n + j]! + factor * values[j]!;
      out.data[i * n + j] = value;
      out.data[j * n + i] = value;
    }
  }
  return out;
}

/** X X^T, exactly symmetric. */
const gramMatrix = (X: Matrix): Matrix => products(reproducibleBuild()).productTransposed(X, X);
