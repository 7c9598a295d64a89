import { keptSlopes } from "../keptSlopes.js";
import type { LayerKind, Node, Place } from "../layerKind.js";

/** A row of a table (vocabulary x units) for each token. */
export const embedding: LayerKind = {
  layer: "embedding",
  read(fields, input) {
    const { positions, vocabulary } = fields.require(input, "tokens");
    const units = fields.wholeNumber("units", 1);
    return {
      kind: "embedding",
      output: { of: "sequence", positions, width: units },
      parameters: [{ name: "weight", shape: [vocabulary, units], role: "embedding", fanIn: vocabulary, fanOut: units }],
      isRowwise: true,
      keptOfInput: (kept) => kept,
      node: embeddingNode,
    };
  },
};

function embeddingNode(place: Place): Node {
  const { machine, batch, output, parameters, contraction } = place;
  const { kernels } = machine;
  const table = parameters[0]!;
  const { width } = output;
  const slopes = keptSlopes(place, width, output.kept);
  return {
    forward() {
      kernels.gatherSums(output.rows, width, 1, batch.rowTokens, table.value, output.value, false);
    },
    addGradient() {
      kernels.scatterSums(output.rows, width, 1, batch.rowTokens, output.slope, table.gradient);
    },
    backward() {},
    keepSlope: (a) => slopes.keep(output.slope, a),
    addKernel(rowsOf) {
      const { indices } = machine.memory;
      const n = batch.count;
      const token = (s: number, i: number): number => indices[batch.tokens / 4 + s * n + i]!;
      const isSame = new Float64Array(n * n);
      for (let s = 0; s < output.kept; s++) {
        for (let t = 0; t < output.kept; t++) {
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) isSame[i * n + j] = token(s, i) === token(t, j) ? 1 : 0;
          }
          const [d, e] = [slopes.at(s), slopes.at(t)];
          contraction.addMasked(isSame, d, e, width, 1, rowsOf(table.block));
        }
      }
    },
  };
}
