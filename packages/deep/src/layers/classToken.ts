import { keptSlopes } from "../keptSlopes.js";
import type { LayerKind, Node, Place } from "../layerKind.js";

/** A learnt row before the first position of a sequence. */
export const classToken: LayerKind = {
  layer: "class-token",
  read(fields, input) {
    const { positions, width } = fields.require(input, "sequence");
    return {
      kind: "class-token",
      output: { of: "sequence", positions: positions + 1, width },
      parameters: [{ name: "weight", shape: [width], role: "embedding", fanIn: 1, fanOut: width }],
      isRowwise: false,
      needsEveryRow: true,
      keptOfInput: (kept) => Math.min(kept, positions),
      node: (place) => classTokenNode(place, positions),
    };
  },
};

function classTokenNode(place: Place, positions: number): Node {
  const { machine, batch, input, output, parameters, contraction } = place;
  const { kernels, size } = machine;
  const token = parameters[0]!;
  const { width } = output;
  const slopes = keptSlopes(place, width, 1);
  // rows of the last position come first, so that those of the token come last
  const isKept = output.kept > positions;
  const at = (rows: number): number => rows + positions * batch.count * width * size;
  return {
    forward() {
      kernels.copyRows(1, input.rows * width, input.value, 0, output.value, 0);
      if (isKept) kernels.copyRows(batch.count, width, token.value, 0, at(output.value), width);
    },
    addGradient() {
      if (isKept) kernels.addColumnSums(batch.count, width, at(output.slope), token.gradient);
    },
    backward() {
      kernels.copyRows(1, input.rows * width, output.slope, 0, input.slope, 0);
    },
    keepSlope(a) {
      if (isKept) slopes.keep(at(output.slope), a);
    },
    addKernel(rowsOf) {
      const rows = rowsOf(token.block);
      if (isKept) contraction.addJacobian(slopes.summed(), width, 1, rows);
    },
  };
}
