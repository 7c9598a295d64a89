import { keptSlopes } from "../keptSlopes.js";
import type { LayerKind, Node, Place } from "../layerKind.js";

/** A sequence plus a table (positions x width) of learnt positions. */
export const position: LayerKind = {
  layer: "position",
  read(fields, input) {
    const { positions, width } = fields.require(input, "sequence");
    return {
      kind: "position",
      output: input,
      parameters: [{ name: "weight", shape: [positions, width], role: "embedding", fanIn: positions, fanOut: width }],
      isRowwise: true,
      keptOfInput: (kept) => kept,
      node: positionNode,
    };
  },
};

function positionNode(place: Place): Node {
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
    for (let k = 0; k < output.rows; k++) indices[own / 4 + k] = batch.positions - 1 - Math.floor(k / batch.count);
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
