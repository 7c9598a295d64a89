import type { LayerKind } from "../layerKind.js";

/** The first position of a sequence, as that of a class token. */
export const firstPosition: LayerKind = {
  layer: "first-position",
  read(fields, input) {
    const { positions, width } = fields.require(input, "sequence");
    return {
      kind: "first-position",
      output: { of: "vector", width },
      parameters: [],
      isRowwise: false,
      needsEveryRow: true,
      isHomogeneous: true,
      keptOfInput: () => positions,
      node: ({ machine: { kernels, size }, batch, input: from, output }) => {
        // rows of the last position come first
        const at = (address: number): number => address + (positions - 1) * batch.count * width * size;
        return {
          forward: () => kernels.copyRows(1, output.rows * width, at(from.value), 0, output.value, 0),
          backward() {
            kernels.clear(from.rows * width, from.slope);
            kernels.copyRows(1, output.rows * width, output.slope, 0, at(from.slope), 0);
          },
        };
      },
    };
  },
};
