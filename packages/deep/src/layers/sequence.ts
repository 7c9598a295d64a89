import type { LayerKind } from "../layerKind.js";

/** The places of an image as positions of a sequence, row by row: after a convolution of patches, each is one patch. */
export const sequence: LayerKind = {
  layer: "sequence",
  read(fields, input) {
    const { height, width, channels } = fields.require(input, "image");
    const positions = height * width;
    return {
      kind: "sequence",
      output: { of: "sequence", positions, width: channels },
      parameters: [],
      isRowwise: false,
      keptOfInput: () => 1,
      node({ machine: { kernels, size }, batch, input: from, output }) {
        // of an image, its places lie together; of a sequence, the inputs of one position, the last position first
        const place = (s: number, image: number): number => image + (positions - 1 - s) * channels * size;
        const position = (s: number, rows: number): number => rows + s * batch.count * channels * size;
        return {
          forward() {
            for (let s = 0; s < output.kept; s++) {
              const x = place(s, from.value);
              const y = position(s, output.value);
              kernels.copyRows(batch.count, channels, x, positions * channels, y, channels);
            }
          },
          backward() {
            kernels.clear(batch.count * positions * channels, from.slope);
            for (let s = 0; s < output.kept; s++) {
              const dy = position(s, output.slope);
              const dx = place(s, from.slope);
              kernels.copyRows(batch.count, channels, dy, channels, dx, positions * channels);
            }
          },
        };
      },
    };
  },
};
