import { conservedMatrix } from "@lazyrich/exact";
import { type Matrix, product, productTransposed, requireWidths, transpose } from "@lazyrich/linalg";
import { layersFrom, matricesFromTheta, parameterCountOf, ratesOf } from "../layers.js";
import { requireInputs } from "../requireData.js";
import { boundDeepLinear } from "./boundDeepLinear.js";
import { deepLinearNtk } from "./deepLinearKernel.js";
import type { DeepLinear } from "./deepLinearModel.js";

/**
 * The deep linear network $f(x) = W_m ... W_1 x$ of any depth and widths; without hidden layers it is linear regression.
 *
 * With $B_l = W_m ... W_(l+1)$ and $T_0 = sum_i (dL/df(x_i)) x_i^T$, $T_l = T_(l-1) W_l^T$, the gradient is $dL/dW_l = B_l^T T_(l-1)$. Under a squared error
 * it takes $O(p c + d^2 c)$, since the inputs enter through $X^T X$ and $X^T Y$, formed once. A kernel takes $O(n p + n^2 (s + m c^2))$, s being the sum of the widths.
 *
 * @throws RangeError if there are fewer than two widths or one is not a whole number above 0.
 * @see Kunin et al. 2024, section 4 and appendix B; Saxe et al. 2014; theory.md sections 5 and 6.
 * @example
 * import { deepLinearModel } from "@lazyrich/networks";
 * const model = deepLinearModel({ widths: [2, 1, 1, 1] });
 * model.parameterCount; // 4
 * model.beta([1, 2, 3, 4]).data; // [12, 24]: 3 times 4 times W1
 */
export function deepLinearModel({ widths }: { readonly widths: readonly number[] }): DeepLinear {
  if (widths.length < 2) {
    throw new RangeError(`widths has length ${widths.length}; expected at least 2, the inputs and the outputs`);
  }
  requireWidths("widths", widths);
  const layers = layersFrom(widths.slice(1).map((width, l) => [`W${l + 1}`, [width, widths[l]!]] as const));
  const [d, c] = [widths[0]!, widths.at(-1)!];

  /** $B_0 = beta^T$. */
  const betaTransposed = (theta: ArrayLike<number>): Matrix => {
    const [first, ...rest] = matricesFromTheta(theta, layers);
    return rest.reduce((before, W) => product(W, before), first!);
  };
  const conservedMatrices = (theta: ArrayLike<number>, learningRates?: readonly number[]): Matrix[] => {
    const rates = ratesOf(layers, learningRates, "positive");
    const weights = matricesFromTheta(theta, layers);
    return weights.slice(1).map((next, l) => {
      return conservedMatrix({ W: weights[l]!, A: transpose(next), etaW: rates[l], etaA: rates[l + 1] });
    });
  };

  const model: DeepLinear = {
    inputDimension: d,
    outputDimension: c,
    parameterCount: parameterCountOf(layers),
    layers,
    widths,
    value(theta, inputs, out) {
      requireInputs(inputs, d);
      out.set(productTransposed(inputs, betaTransposed(theta)).data);
    },
    ntkMatrix(theta, inputs, { learningRates, out } = {}) {
      requireInputs(inputs, d);
      return deepLinearNtk(matricesFromTheta(theta, layers), inputs, ratesOf(layers, learningRates), out);
    },
    ntkByLayer(theta, inputs) {
      requireInputs(inputs, d);
      const weights = matricesFromTheta(theta, layers);
      return layers.map((_, l) =>
        deepLinearNtk(
          weights,
          inputs,
          layers.map((_other, other) => (other === l ? 1 : 0)),
        ),
      );
    },
    conservedQuantities: (theta, learningRates) =>
      conservedMatrices(theta, learningRates).map(({ rows, data }, l) => ({
        layers: [l, l + 1],
        values: Float64Array.from({ length: rows }, (_, k) => data[k * rows + k]!),
      })),
    bind: (data) => boundDeepLinear(model, data),
    beta: (theta) => transpose(betaTransposed(theta)),
    conservedMatrices,
  };
  return model;
}
