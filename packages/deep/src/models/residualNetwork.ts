import type { LayerDescription } from "../layerKind.js";
import type { DeepDescription } from "../outline.js";

export interface ResidualNetworkOptions {
  /** [channels, height, width]. */
  readonly input: readonly [number, number, number];
  /** c. */
  readonly outputDimension: number;
  /** Filters of the first layer and their side, stride and padding (half the side by default). */
  readonly filters: number;
  /** The side of a first filter. */
  readonly filterSize: number;
  /** Of the first layer, 1 by default. */
  readonly stride?: number | undefined;
  /** Of the first layer, half the side of its filters by default. */
  readonly padding?: number | undefined;
  /** Channels of each stage after the first layer. */
  readonly widths: readonly number[];
  /** Side of a max pooling after each stage's convolution; 1, none, by default. */
  readonly pool?: number | undefined;
  /** Convolutions in the residual sum after the last stage; 2 by default. */
  readonly residualConvolutions?: number | undefined;
  /** After each convolution, `"batch"` by default. */
  readonly normalization?: "batch" | "none" | undefined;
  /** What the last stage is pooled by, `"max"` by default. */
  readonly globalPool?: "max" | "mean" | undefined;
  /** What the readout is multiplied by. */
  readonly outputScale?: number | undefined;
}

/**
 * A small ResNet with first filters of any size: convolution, normalisation, ReLU; $3 x 3$ stages of the same; a residual sum
 * over $3 x 3$ convolutions; global pooling; a readout without bias. Names are those of a ResNet-9.
 *
 * @example
 * import { deepNetwork, residualNetwork } from "@lazyrich/deep";
 * const options = { input: [3, 32, 32], outputDimension: 10, filters: 16, filterSize: 7, stride: 2, widths: [32] };
 * const network = deepNetwork(residualNetwork(options));
 * network.layers[0].shape; // [16, 3, 7, 7]
 * network.statistics.length; // 8: means and variances of BatchNorm
 */
export function residualNetwork({
  input,
  outputDimension,
  filters,
  filterSize,
  stride = 1,
  padding = Math.floor(filterSize / 2),
  widths,
  pool = 1,
  residualConvolutions = 2,
  normalization = "batch",
  globalPool = "max",
  outputScale = 1,
}: ResidualNetworkOptions): DeepDescription {
  let normalizations = 0;
  const block = (name: string, channels: number, kernel: number, by: number, around: number): LayerDescription[] => [
    { layer: "convolution", name, channels, kernel, stride: by, padding: around, bias: false },
    ...(normalization === "batch" ? [{ layer: "batch-norm", name: `bn${normalizations++}` }] : []),
    { layer: "relu" },
  ];
  const layers = block("prep", filters, filterSize, stride, padding);
  for (const [k, channels] of widths.entries()) {
    layers.push(...block(`conv${k + 1}`, channels, 3, 1, 1));
    if (pool > 1) layers.push({ layer: "max-pool", size: pool });
  }
  const last = widths[widths.length - 1] ?? filters;
  const inner = Array.from({ length: residualConvolutions }, (_, k) => block(`res${k + 1}`, last, 3, 1, 1));
  if (inner.length > 0) layers.push({ layer: "residual", layers: inner.flat() });
  layers.push({ layer: `${globalPool}-pool`, size: "global" });
  layers.push({ layer: "dense", name: "linear", units: outputDimension, bias: false, scale: outputScale });
  return { input, layers };
}
