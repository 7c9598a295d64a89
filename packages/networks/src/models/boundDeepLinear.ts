import { type Matrix, matrix, products, workspace } from "@lazyrich/linalg";
import type { BoundModel, Data } from "../model.js";
import { requireData } from "../requireData.js";
import type { DeepLinear } from "./deepLinearModel.js";
import { gatherRows } from "./gatherRows.js";

/** A deep linear network on data; under a squared error its gradient does not touch the inputs. */
export function boundDeepLinear(model: DeepLinear, data: Data): BoundModel {
  const { X, Y, loss, build } = data;
  const { widths, inputDimension: d, outputDimension: c } = model;
  requireData(data, d, c);
  const depth = widths.length - 1;
  const shapes: Record<string, readonly [number, number]> = { covariance: [d, d], moment: [c, d] };
  for (let l = 1; l <= depth; l++) {
    shapes[`W${l}`] = [widths[l]!, widths[l - 1]!];
    shapes[`dW${l}`] = [widths[l]!, widths[l - 1]!];
    shapes[`B${l - 1}`] = [c, widths[l - 1]!];
    shapes[`T${l - 1}`] = [c, widths[l - 1]!];
  }
  const { matrices, product, transposedProduct, productTransposed } = workspace(shapes, build);
  const layer = (name: string, l: number): Matrix => matrices[`${name}${l}`]!;
  const { covariance, moment } = matrices as { covariance: Matrix; moment: Matrix };
  const factor = loss.halfSumFactor?.(X.rows);
  if (factor !== undefined) {
    addProducts(X, X, covariance);
    addProducts(Y, X, moment);
  }
  const outputs = matrix(X.rows, c);

  /** Fills W_l and B_(l-1) for every l, and returns B_0 = beta^T. */
  const compose = (theta: ArrayLike<number>): Matrix => {
    let offset = 0;
    for (let l = 1; l <= depth; l++) {
      const { data: weights } = layer("W", l);
      for (let k = 0; k < weights.length; k++) weights[k] = theta[offset + k]!;
      offset += weights.length;
    }
    layer("B", depth - 1).data.set(layer("W", depth).data);
    for (let l = depth - 1; l >= 1; l--) product(layer("B", l), layer("W", l), layer("B", l - 1));
    return layer("B", 0);
  };
  /** Writes the gradient by every layer from T_0. */
  const backward = (out: Parameters<BoundModel["gradient"]>[1]): void => {
    let offset = 0;
    for (let l = 1; l < depth; l++) {
      const { data: slope } = transposedProduct(layer("B", l), layer("T", l - 1), layer("dW", l));
      out.set(slope, offset);
      offset += slope.length;
      productTransposed(layer("T", l - 1), layer("W", l), layer("T", l));
    }
    out.set(layer("T", depth - 1).data, offset);
  };
  const outputsOf = (betaTransposed: Matrix, inputs: Matrix, out = matrix(inputs.rows, c)): Float64Array =>
    products(build).productTransposed(inputs, betaTransposed, out).data;
  const lossAt = (theta: ArrayLike<number>): number => loss.evaluate(outputsOf(compose(theta), X, outputs), Y, c);

  const gradient: BoundModel["gradient"] = (theta, out) => {
    if (factor === undefined) return void lossAndGradient(theta, out);
    const slope = product(compose(theta), covariance, layer("T", 0)).data;
    for (let k = 0; k < slope.length; k++) slope[k] = factor * (slope[k]! - moment.data[k]!);
    backward(out);
  };
  const lossAndGradient: BoundModel["lossAndGradient"] = (theta, out, rows) => {
    if (rows === undefined && factor !== undefined) {
      gradient(theta, out);
      return loss.evaluate(outputsOf(layer("B", 0), X, outputs), Y, c);
    }
    const [inputs, targets] = rows === undefined ? [X, Y] : [gatherRows(X, rows), gatherRows(Y, rows)];
    const slope = matrix(inputs.rows, c);
    const value = loss.evaluate(outputsOf(compose(theta), inputs), targets, c, slope.data);
    layer("T", 0).data.fill(0);
    addProducts(slope, inputs, layer("T", 0));
    backward(out);
    return value;
  };

  return {
    model,
    X,
    Y,
    loss,
    value: (theta, out) => out.set(outputsOf(compose(theta), X, outputs)),
    lossAt,
    gradient,
    lossAndGradient,
    ntkMatrix: (theta, options) => model.ntkMatrix(theta, X, options),
  };
}

/** Adds A^T B of matrices with rows in common, in ordinary JavaScript, since A and B are not in the workspace. */
function addProducts(a: Matrix, b: Matrix, out: Matrix): void {
  for (let i = 0; i < a.rows; i++) {
    for (let p = 0; p < a.columns; p++) {
      const factor = a.data[i * a.columns + p]!;
      for (let q = 0; q < b.columns; q++) {
        out.data[p * b.columns + q] = out.data[p * b.columns + q]! + factor * b.data[i * b.columns + q]!;
      }
    }
  }
}
