import { conservedDiagonal } from "@lazyrich/exact";
import { matrix, requireWhole } from "@lazyrich/linalg";
import { layersFrom, ratesOf } from "../layers.js";
import type { Model } from "../model.js";
import { requireInputs } from "../requireData.js";
import { boundSingleNeuron } from "./boundSingleNeuron.js";
import { gramMatrix, preActivation, singleNeuronKernel } from "./singleNeuronKernel.js";

/** One hidden neuron; its layers are w (d) and a (1). */
export type SingleNeuron = Model & Required<Pick<Model, "conservedQuantities">>;

/**
 * One hidden neuron $f(x) = a w.x$. With the slopes $r_i = dL/df(x_i)$ and $g = X^T r$,
 *
 * $dL/dw = a g,   dL/da = w.g,   K = etaW a^2 X X^T + etaA (X w)(X w)^T,   delta = etaW a^2 - etaA |w|^2$.
 *
 * A gradient takes O(n d); an NTK matrix $O(n d + n^2)$ once $X X^T$ is formed, $O(n^2 d)$ before.
 *
 * @param options d, the length of an input
 * @throws RangeError if `inputDimension` is not a whole number above 0.
 * @see Kunin et al. 2024, section 3; theory.md sections 1 to 3.
 * @example
 * import { singleNeuronModel } from "@lazyrich/networks";
 * const model = singleNeuronModel({ inputDimension: 2 });
 * const theta = [1, 0, 2]; // w, then a
 * const X = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * model.ntkMatrix(theta, X).data; // [5, 0, 0, 4]
 * model.conservedQuantities(theta)[0].values; // [3]
 */
export function singleNeuronModel({ inputDimension: d }: { readonly inputDimension: number }): SingleNeuron {
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
      return singleNeuronKernel(theta, inputs, gramMatrix(inputs), ratesOf(layers, learningRates), out);
    },
    ntkByLayer(theta, inputs) {
      requireInputs(inputs, d);
      const gram = gramMatrix(inputs);
      return [singleNeuronKernel(theta, inputs, gram, [1, 0]), singleNeuronKernel(theta, inputs, gram, [0, 1])];
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
    bind: (data) => boundSingleNeuron(model, data),
  };
  return model;
}
