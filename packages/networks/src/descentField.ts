import { parameterCountOf, ratesOf, sizeOf } from "./layers.js";
import type { BoundModel } from "./model.js";

/**
 * Rates, batches, and who is told the loss.
 */
export interface DescentFieldOptions {
  /** One a layer, at least 0; all 1 if not given. */
  readonly learningRates?: readonly number[] | undefined;
  /** The places of the inputs of the batch at a time; all inputs if not given. */
  readonly rows?: ((t: number) => ArrayLike<number>) | undefined;
  /** Told the loss at every point where the field is evaluated, which the same pass finds. */
  readonly onLoss?: ((loss: number) => void) | undefined;
}

/**
 * The right-hand side of gradient flow, $theta' = -eta dL/dtheta$ with a learning rate for each layer, as an integrator takes it. Gradient descent
 * is Euler's method on it.
 *
 * @param bound the model on its data
 * @param options learning rates, batches, and who is told the loss
 * @throws RangeError if there is not one learning rate a layer, or one is below 0 or not finite.
 * @see Kunin et al. 2024, section 3; theory.md section 1.
 * @example
 * import { descentField, halfSumSquared, singleNeuronModel } from "@lazyrich/networks";
 * const X = { rows: 1, columns: 2, data: Float64Array.of(1, 0) };
 * const Y = { rows: 1, columns: 1, data: Float64Array.of(2) };
 * const field = descentField(singleNeuronModel({ inputDimension: 2 }).bind({ X, Y, loss: halfSumSquared }));
 * const velocity = new Float64Array(3);
 * field(0, Float64Array.of(1, 0, 0.5), velocity);
 * velocity; // [0.75, 0, 1.5]: what `integrate` of @lazyrich/flow follows
 */
export function descentField(
  { model, gradient, lossAndGradient }: BoundModel,
  { learningRates, rows, onLoss }: DescentFieldOptions = {},
): (t: number, theta: Float64Array, out: Float64Array) => void {
  const rates = ratesOf(model.layers, learningRates);
  const ends = model.layers.map((layer) => layer.offset + sizeOf(layer));
  const count = parameterCountOf(model.layers);
  return (t, theta, out) => {
    if (rows === undefined && onLoss === undefined) gradient(theta, out);
    else {
      const loss = lossAndGradient(theta, out, rows?.(t));
      onLoss?.(loss);
    }
    for (let l = 0, k = 0; k < count; l++) {
      const [rate, end] = [rates[l]!, ends[l]!];
      for (; k < end; k++) out[k] = -rate * out[k]!;
    }
  };
}
