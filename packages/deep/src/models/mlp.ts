import type { LayerDescription } from "../layerKind.js";
import type { DeepDescription } from "../outline.js";

export interface MlpOptions {
  /** d. */
  readonly inputDimension: number;
  /** Widths of the hidden layers. */
  readonly widths: readonly number[];
  /** c. */
  readonly outputDimension: number;
  /**
   * What the forward pass divides a layer by: nothing; the square root of its fan-in ("ntk"); the same in hidden layers and
   * the fan-in itself in the readout ("mean-field").
   */
  readonly parameterization?: "standard" | "ntk" | "mean-field" | undefined;
  /** After each layer but the last: `"relu"`, the default, `"leaky"`, `"tanh"`, `"gelu"` or `"linear"`. */
  readonly activation?: string | undefined;
  /** Whether layers have biases; false if not given. */
  readonly bias?: boolean | undefined;
}

/**
 * A multilayer perceptron of any widths. ReLU without biases by default.
 *
 * @example
 * import { deepNetwork, mlp } from "@lazyrich/deep";
 * const network = deepNetwork(mlp({ inputDimension: 10, widths: [32, 32], outputDimension: 1 }));
 * network.parameterCount; // 1376: 10 x 32 + 32 x 32 + 32
 */
export function mlp({
  inputDimension,
  widths,
  outputDimension,
  parameterization = "standard",
  activation = "relu",
  bias = false,
}: MlpOptions): DeepDescription {
  const scale = parameterization === "standard" ? 1 : "sqrt-fan-in";
  const hidden = widths.flatMap((units): LayerDescription[] => [
    { layer: "dense", units, bias, scale },
    { layer: activation },
  ]);
  const last = parameterization === "mean-field" ? "fan-in" : scale;
  return { input: inputDimension, layers: [...hidden, { layer: "dense", units: outputDimension, bias, scale: last }] };
}
