import { type Matrix, matrix, products } from "@lazyrich/linalg";
import { ratesOf } from "../layers.js";
import type { BoundModel, Data } from "../model.js";
import { requireData } from "../requireData.js";
import { gatherRows } from "./gatherRows.js";
import type { TwoLayer } from "./twoLayerModel.js";
import { patternOf, twoLayerNtk } from "./twoLayerParts.js";
import { type TwoLayerPass, twoLayerPass } from "./twoLayerPass.js";

/** A two-layer network on data, by matrix products. */
export function boundTwoLayer(model: TwoLayer, data: Data): BoundModel {
  const { X, Y, loss, build } = data;
  const { inputDimension: d, outputDimension: c, layers, activation } = model;
  requireData(data, d, c);
  let all: TwoLayerPass | undefined;
  let batch: (TwoLayerPass & { readonly Y: Matrix }) | undefined;
  let gram: Matrix | undefined;

  /** The pass on all inputs, made where it is first needed: batches do without. */
  const whole = (): TwoLayerPass => {
    if (all === undefined) {
      all = twoLayerPass(model, X.rows, build);
      all.X.data.set(X.data);
    }
    return all;
  };
  /** A pass of the size of a batch that holds its inputs, and their targets. */
  const gathered = (rows: ArrayLike<number>): TwoLayerPass & { readonly Y: Matrix } => {
    if (batch?.X.rows !== rows.length) {
      batch = { ...twoLayerPass(model, rows.length, build), Y: matrix(rows.length, Y.columns) };
    }
    gatherRows(X, rows, batch.X);
    gatherRows(Y, rows, batch.Y);
    return batch;
  };
  const activationPatterns = (theta: ArrayLike<number>) => [patternOf(whole().preActivations(theta))];

  return {
    model,
    X,
    Y,
    loss,
    value: (theta, out) => out.set(whole().forward(theta)),
    lossAt: (theta) => loss.evaluate(whole().forward(theta), Y, c),
    gradient(theta, out) {
      const { forward, backward, slope } = whole();
      loss.evaluate(forward(theta), Y, c, slope);
      backward(out);
    },
    lossAndGradient(theta, out, rows) {
      const { forward, backward, slope, Y: targets } = rows === undefined ? { ...whole(), Y } : gathered(rows);
      const value = loss.evaluate(forward(theta), targets, c, slope);
      backward(out);
      return value;
    },
    ntkMatrix(theta, { learningRates, out } = {}) {
      const { productTransposed } = products(build);
      gram ??= productTransposed(X, X);
      const z = whole().preActivations(theta);
      return twoLayerNtk(products(build), model, { theta, z, gram }, ratesOf(layers, learningRates), out);
    },
    ...(activation.hasKink && { activationPatterns }),
  };
}
