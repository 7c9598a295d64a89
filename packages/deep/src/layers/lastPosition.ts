import type { LayerKind } from "../layerKind.js";

/** The last position of a sequence. What does not reach it is not computed. */
export const lastPosition: LayerKind = {
  layer: "last-position",
  read(fields, input) {
    const { width } = fields.require(input, "sequence");
    return {
      kind: "last-position",
      output: { of: "vector", width },
      parameters: [],
      isRowwise: false,
      isHomogeneous: true,
      keptOfInput: () => 1,
      node: ({ machine: { kernels }, batch, input: from, output }) => ({
        forward() {
          if (from.isDistinct) {
            kernels.gatherSums(output.rows, width, 1, batch.rowOf, from.value, output.value, false);
          } else kernels.copyRows(1, output.rows * width, from.value, 0, output.value, 0);
        },
        backward() {
          if (from.isDistinct) {
            kernels.clear(from.rows * width, from.slope);
            kernels.scatterSums(output.rows, width, 1, batch.rowOf, output.slope, from.slope);
          } else kernels.copyRows(1, output.rows * width, output.slope, 0, from.slope, 0);
        },
      }),
    };
  },
};
