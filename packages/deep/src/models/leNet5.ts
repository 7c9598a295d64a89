import type { LayerDescription } from "../layerKind.js";
import type { DeepDescription } from "../outline.js";

export interface LeNet5Options {
  /** [channels, height, width], $1 x 28 x 28$ by default. */
  readonly input?: readonly [number, number, number] | undefined;
  /** c, 10 by default. */
  readonly outputDimension?: number | undefined;
  /** Whether layers have biases; true by default. */
  readonly bias?: boolean | undefined;
  /** `"relu"` by default, `"leaky"`, `"tanh"`, `"gelu"` or `"linear"`. */
  readonly activation?: string | undefined;
}

/**
 * LeNet-5 with ReLU and max pooling: $5 x 5$ convolutions of 6 (padded by 2) and 16 channels, then 120, 84 and 10 units.
 *
 * @see LeCun et al. 1998
 * @example
 * import { deepNetwork, leNet5 } from "@lazyrich/deep";
 * deepNetwork(leNet5()).parameterCount; // 61706
 */
export function leNet5({
  input = [1, 28, 28],
  outputDimension = 10,
  bias = true,
  activation = "relu",
}: LeNet5Options = {}): DeepDescription {
  const block = (name: string, channels: number, padding: number): LayerDescription[] => [
    { layer: "convolution", name, channels, kernel: 5, padding, bias },
    { layer: activation },
    { layer: "max-pool", size: 2 },
  ];
  return {
    input,
    layers: [
      ...block("conv1", 6, 2),
      ...block("conv2", 16, 0),
      { layer: "flatten" },
      { layer: "dense", name: "fc1", units: 120, bias },
      { layer: activation },
      { layer: "dense", name: "fc2", units: 84, bias },
      { layer: activation },
      { layer: "dense", name: "fc3", units: outputDimension, bias },
    ],
  };
}
