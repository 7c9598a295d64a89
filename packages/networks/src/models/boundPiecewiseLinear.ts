import { type Matrix, products } from "@lazyrich/linalg";
import { ratesOf } from "../layers.js";
import type { BoundModel, Data } from "../model.js";
import { javascriptPass } from "../passes/javascriptPass.js";
import { GROUP_SIZE } from "../passes/piecewiseLinearPass.js";
import { wasmPass } from "../passes/wasmPass.js";
import { requireData } from "../requireData.js";
import { boundTwoLayer } from "./boundTwoLayer.js";
import type { TwoLayer } from "./twoLayerModel.js";
import { twoLayerNtk, weightsInto } from "./twoLayerParts.js";

/**
 * A two-layer network of one output with the activation max(z, gamma z) on data, under a loss factor/2 sum_i (f(x_i) - y_i)^2: with c_ki = sigma'(w_k.x_i)
 * and g_k = factor sum_i c_ki (f(x_i) - y_i) x_i,
 *
 *     dL/dw_k = a_k g_k,   dL/da_k = w_k.g_k,
 *
 * by the pass of `piecewiseLinearPass.ts`, which allocates nothing. A batch goes by matrix products.
 */
export function boundPiecewiseLinear(model: TwoLayer, data: Data): BoundModel {
  const { X, Y, loss } = data;
  const { hiddenWidth: h, inputDimension: d, layers } = model;
  const gamma = model.activation.slopeBelow!;
  requireData(data, d, 1);
  const n = X.rows;
  const product = products(data.build);
  const problem = { X, y: Y.data, hiddenWidth: h, gamma };
  const pass = (product.build === "javascript" ? undefined : wasmPass(problem)) ?? javascriptPass(problem);
  const groups = Math.ceil(h / GROUP_SIZE);
  const factor = loss.halfSumFactor!(n);
  let byProducts: BoundModel | undefined;
  let gram: Matrix | undefined;

  const gradient: BoundModel["gradient"] = (theta, out) => {
    pass.gradient(theta, factor);
    const { readoutGradient, weightGradient, rowLength } = pass;
    if (rowLength === d) out.set(weightGradient);
    else {
      for (let k = 0, to = 0; k < h; k++) {
        for (let j = 0; j < d; j++) out[to++] = weightGradient[k * rowLength + j]!;
      }
    }
    out.set(readoutGradient, h * d);
  };
  const isActive = (k: number, i: number): number =>
    (pass.patterns[i * groups + Math.floor(k / GROUP_SIZE)]! >> (k % GROUP_SIZE)) & 1;

  return {
    model,
    X,
    Y,
    loss,
    value(theta, out) {
      pass.forward(theta);
      out.set(pass.outputs);
    },
    lossAt(theta) {
      pass.forward(theta);
      return loss.evaluate(pass.outputs, Y, 1);
    },
    gradient,
    lossAndGradient(theta, out, rows) {
      if (rows !== undefined) {
        byProducts ??= boundTwoLayer(model, data);
        return byProducts.lossAndGradient(theta, out, rows);
      }
      gradient(theta, out);
      return loss.evaluate(pass.outputs, Y, 1);
    },
    ntkMatrix(theta, { learningRates, out } = {}) {
      gram ??= product.productTransposed(X, X);
      const z = product.productTransposed(X, weightsInto(model, theta));
      return twoLayerNtk(product, model, { theta, z, gram }, ratesOf(layers, learningRates), out);
    },
    activationPatterns(theta) {
      pass.forward(theta);
      const active = new Uint8Array(h * n);
      for (let k = 0; k < h; k++) for (let i = 0; i < n; i++) active[k * n + i] = isActive(k, i);
      return [{ layer: 0, hiddenWidth: h, inputCount: n, active }];
    },
  };
}
