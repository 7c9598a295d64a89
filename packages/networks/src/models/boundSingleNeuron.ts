import type { Matrix } from "@lazyrich/linalg";
import { ratesOf } from "../layers.js";
import type { Numbers } from "../losses/loss.js";
import type { BoundModel, Data, Model } from "../model.js";
import { requireData } from "../requireData.js";
import { gatherRows } from "./gatherRows.js";
import { gramMatrix, preActivation, singleNeuronKernel } from "./singleNeuronKernel.js";

/** One neuron on data; a squared error takes one pass over X. */
export function boundSingleNeuron(model: Model, data: Data): BoundModel {
  const { X, Y, loss } = data;
  const d = model.inputDimension;
  requireData(data, d, 1);
  const outputs = new Float64Array(X.rows);
  /** X^T r. */
  const inputSum = new Float64Array(d);
  const factor = loss.halfSumFactor?.(X.rows);
  let gram: Matrix | undefined;

  /** Writes the gradient from X^T r, times a factor. */
  const finish = (theta: ArrayLike<number>, out: Numbers, times: number): void => {
    const a = theta[d]!;
    let readout = 0;
    for (let j = 0; j < d; j++) {
      const each = times * inputSum[j]!;
      readout += theta[j]! * each;
      out[j] = a * each;
    }
    out[d] = readout;
  };
  const addInput = (slope: number, i: number): void => {
    for (let j = 0, from = i * d; j < d; j++) inputSum[j] = inputSum[j]! + slope * X.data[from + j]!;
  };
  /** Any loss, on any inputs. */
  const stepwise = (theta: ArrayLike<number>, out: Numbers, rows: ArrayLike<number>): number => {
    const Yb = gatherRows(Y, rows);
    const [f, r] = [new Float64Array(rows.length), new Float64Array(rows.length)];
    for (let i = 0; i < rows.length; i++) f[i] = theta[d]! * preActivation(theta, X, rows[i]!);
    const value = loss.evaluate(f, Yb, 1, r);
    inputSum.fill(0);
    for (let i = 0; i < rows.length; i++) addInput(r[i]!, rows[i]!);
    finish(theta, out, 1);
    return value;
  };
  const all = Int32Array.from({ length: X.rows }, (_, i) => i);

  /** One pass over X under a squared error. */
  const gradient: BoundModel["gradient"] = (theta, out) => {
    if (factor === undefined) return void stepwise(theta, out, all);
    const a = theta[d]!;
    inputSum.fill(0);
    for (let i = 0; i < X.rows; i++) {
      outputs[i] = a * preActivation(theta, X, i);
      addInput(outputs[i]! - Y.data[i]!, i);
    }
    finish(theta, out, factor);
  };
  const lossAndGradient: BoundModel["lossAndGradient"] = (theta, out, rows) => {
    if (rows !== undefined || factor === undefined) return stepwise(theta, out, rows ?? all);
    gradient(theta, out);
    return loss.evaluate(outputs, Y, 1);
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
    gradient,
    lossAndGradient,
    ntkMatrix(theta, { learningRates, out } = {}) {
      gram ??= gramMatrix(X);
      return singleNeuronKernel(theta, X, gram, ratesOf(model.layers, learningRates), out);
    },
  };
}
