import { keptPositions } from "../keptPositions.js";
import { backwardThrough, type LayerKind } from "../layerKind.js";
import { shownShape } from "../shape.js";

/** x + layers(x). */
export const residual: LayerKind = {
  layer: "residual",
  read(fields, input, { readLayers }) {
    fields.require(input, "vector", "image", "sequence");
    const inner = readLayers(fields.raw("layers"), input, `${fields.where}.layers`);
    const output = inner[inner.length - 1]!.output;
    if (shownShape(output) !== shownShape(input)) {
      throw new RangeError(`${fields.where}.layers give ${shownShape(output)}; expected ${shownShape(input)}`);
    }
    const isRowwise = inner.every((form) => form.isRowwise);
    return {
      kind: "residual",
      output,
      parameters: [],
      isRowwise,
      inner,
      keptOfInput: (kept) => keptPositions(inner, kept)[0]!,
      node({ machine: { kernels }, batch, input: x, output: y, nodes, slot }) {
        // the sum passes its slope on as it is
        const body = slot(output, y.kept, y.isDistinct, y.slope);
        const list = nodes(inner, x, body);
        const gathers = x.isDistinct && !y.isDistinct;
        return {
          inner: list,
          isComposite: true,
          forward() {
            for (const node of list) node.forward();
            kernels.copyRows(1, y.rows * y.width, body.value, 0, y.value, 0);
            if (gathers) kernels.gatherSums(y.rows, y.width, 1, batch.rowOf, x.value, y.value, true);
            else kernels.addVector(y.rows * y.width, x.value, y.value);
          },
          backward() {
            backwardThrough(list, batch.isLearning, 0, true);
            if (gathers) kernels.scatterSums(y.rows, y.width, 1, batch.rowOf, y.slope, x.slope);
            else kernels.addVector(y.rows * y.width, y.slope, x.slope);
          },
        };
      },
    };
  },
};
