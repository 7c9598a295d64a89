import { keptSlopes } from "../keptSlopes.js";
import type { LayerKind, Node, Place } from "../layerKind.js";

/** A sequence plus a table (rows x width) of learnt positions, of which the first are used; as many rows as positions by default. */
export const position: LayerKind = {
  layer: "position",
  read(fields, input) {
    const { positions, width } = fields.require(input, "sequence");
    const rows = fields.wholeNumber("rows", positions, positions);
    return {
      kind: "position",
      output: input,
      parameters: [{ name: "weight", shape: [rows, width], role: "embedding", fanIn: rows, fanOut: width }],
      isRowwise: true,
      keptOfInput: (kept) => kept,
      node: (place) => positionNode(place, positions),
    };
  },
};

function positionNode(place: Place, positions: number): Node {
  const { machine, batch, input, output, parameters, contraction, capacity } = place;
  const { kernels } = machine;
  const table = parameters[0]!;
  const { width } = output;
  const slopes = keptSlopes(place, width, output.kept);
  // positions of rows where there is one for every position and input
  const own = input.isDistinct ? 0 : machine.indices(capacity * output.kept);
  const places = (): number => {
    if (input.isDistinct) return batch.rowPositions;
    const { indices } = machine.memory;
    for (let k = 0; k < output.rows; k++) indices[own / 4 + k] = positions - 1 - Math.floor(k / batch.count);
    return own;
  };
  return {
    forward() {
      kernels.copyRows(1, output.rows * width, input.value, 0, output.value, 0);
      kernels.gatherSums(output.rows, width, 1, places(), table.value, output.value, true);
    },
    addGradient() {
      kernels.scatterSums(output.rows, width, 1, places(), output.slope, table.gradient);
    },
    backward() {
      kernels.copyRows(1, output.rows * width, output.slope, 0, input.slope, 0);
    },
    keepSlope: (a) => slopes.keep(output.slope, a),
    addKernel(rowsOf) {
      for (let s = 0; s < output.kept; s++) {
        contraction.addJacobian(slopes.at(s), width, 1, rowsOf(table.block));
      }
    },
  };
}
