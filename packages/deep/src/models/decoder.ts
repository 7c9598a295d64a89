import type { LayerDescription } from "../layerKind.js";
import type { DeepDescription } from "../outline.js";

export interface DecoderOptions {
  /** How many tokens there are. */
  readonly vocabulary: number;
  /** Tokens of an input. */
  readonly positions: number;
  /** d, the width of a position. */
  readonly width: number;
  /** Of the attention; they divide the width. */
  readonly heads: number;
  /** Blocks, 1 by default. */
  readonly depth?: number | undefined;
  /** Units of the feed-forward layer, 4d by default. */
  readonly feedForwardWidth?: number | undefined;
  /** Of the feed-forward layer, `"relu"` by default. */
  readonly activation?: string | undefined;
  /** What the logits are multiplied by (tau). */
  readonly outputScale?: number | undefined;
}

/**
 * A decoder of post-norm blocks, causal attention and a feed-forward layer without biases, whose last position gives the
 * logits of the vocabulary. Of one block, names are those of its layers; of more, block `k` has the prefix `blocks.k.`.
 *
 * @example
 * import { decoder, deepNetwork } from "@lazyrich/deep";
 * const network = deepNetwork(decoder({ vocabulary: 7, positions: 4, width: 8, heads: 2 }));
 * network.layers.slice(0, 2).map(({ role, shape }) => [role, ...shape]); // [["embedding", 7, 8], ["embedding", 4, 8]]
 */
export function decoder({
  vocabulary,
  positions,
  width,
  heads,
  depth = 1,
  feedForwardWidth = 4 * width,
  activation = "relu",
  outputScale = 1,
}: DecoderOptions): DeepDescription {
  const block = (prefix: string): LayerDescription[] => [
    { layer: "residual", layers: [{ layer: "attention", name: `${prefix}attention`, heads }] },
    { layer: "layer-norm", name: `${prefix}norm1` },
    {
      layer: "residual",
      layers: [
        { layer: "dense", name: `${prefix}up`, units: feedForwardWidth, bias: false },
        { layer: activation },
        { layer: "dense", name: `${prefix}down`, units: width, bias: false },
      ],
    },
    { layer: "layer-norm", name: `${prefix}norm2` },
  ];
  return {
    input: { vocabulary, positions },
    layers: [
      { layer: "embedding", name: "token", units: width },
      { layer: "position", name: "position" },
      ...Array.from({ length: depth }, (_, k) => block(depth === 1 ? "" : `blocks.${k}.`)).flat(),
      { layer: "last-position" },
      { layer: "dense", name: "logits", units: vocabulary, bias: false, scale: outputScale },
    ],
  };
}
