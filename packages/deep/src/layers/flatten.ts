import type { LayerKind } from "../layerKind.js";
import { rowLength } from "../shape.js";

/** An image as a vector, channel by channel as in PyTorch. */
export const flatten: LayerKind = {
  layer: "flatten",
  read(fields, input) {
    const { height, width, channels } = fields.require(input, "image");
    const pixels = height * width;
    return {
      kind: "flatten",
      output: { of: "vector", width: rowLength(input) },
      parameters: [],
      isRowwise: true,
      isHomogeneous: true,
      keptOfInput: (kept) => kept,
      node: ({ machine: { kernels }, batch, input: from, output }) => ({
        forward: () => kernels.transpose(batch.count, pixels, channels, from.value, output.value),
        backward: () => kernels.transpose(batch.count, channels, pixels, output.slope, from.slope),
      }),
    };
  },
};
