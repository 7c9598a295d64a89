import { keptPositions } from "../keptPositions.js";
import {
  backwardThrough,
  forwardThrough,
  type LayerForm,
  type LayerKind,
  type Node,
  type Place,
  type Slot,
} from "../layerKind.js";
import { shownShape } from "../shape.js";

/** x + layers(x), or shortcut(x) + layers(x) with layers of its own that change the shape as the others do. */
export const residual: LayerKind = {
  layer: "residual",
  read(fields, input, { readLayers }) {
    fields.require(input, "vector", "image", "sequence");
    if (fields.raw("shortcut") !== undefined) fields.require(input, "vector", "image");
    const body = readLayers(fields.raw("layers"), input, `${fields.where}.layers`);
    const given = fields.raw("shortcut");
    const shortcut = given === undefined ? [] : readLayers(given, input, `${fields.where}.shortcut`, "shortcut.");
    const output = body[body.length - 1]!.output;
    const expected = shortcut[shortcut.length - 1]?.output ?? input;
    if (shownShape(output) !== shownShape(expected)) {
      throw new RangeError(`${fields.where}.layers give ${shownShape(output)}; expected ${shownShape(expected)}`);
    }
    const inner = [...body, ...shortcut];
    const isRowwise = inner.every((form) => form.isRowwise);
    return {
      kind: "residual",
      output,
      parameters: [],
      isRowwise,
      inner,
      keptOfInput: (kept) => keptPositions(body, kept)[0]!,
      node(place) {
        const { input: x, output: y, nodes, slot } = place;
        // the sum passes its slope on as it is
        const sum = slot(output, y.kept, y.isDistinct, y.slope);
        const list = nodes(body, x, sum);
        return shortcut.length > 0 ? projectedNode(place, list, sum, shortcut) : identityNode(place, list, sum);
      },
    };
  },
};

function identityNode({ machine: { kernels }, batch, input: x, output: y }: Place, list: Node[], body: Slot): Node {
  const gathers = x.isDistinct && !y.isDistinct;
  return {
    inner: list,
    isComposite: true,
    forward() {
      forwardThrough(list);
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
}

function projectedNode(place: Place, list: Node[], body: Slot, shortcut: readonly LayerForm[]): Node {
  const { machine, batch, input: x, output: y, nodes, slot } = place;
  const { kernels } = machine;
  // the same input with a slope of its own, so that the second pass does not write over the first
  const from: Slot = { ...x, slope: machine.numbers(x.slope === 0 ? 0 : place.capacity * x.kept * x.width) };
  const beside = slot(y.shape, y.kept, y.isDistinct, y.slope);
  const other = nodes(shortcut, from, beside);
  const inner = [...list, ...other];
  return {
    inner,
    isComposite: true,
    forward() {
      from.rows = x.rows;
      forwardThrough(inner);
      kernels.copyRows(1, y.rows * y.width, body.value, 0, y.value, 0);
      kernels.addVector(y.rows * y.width, beside.value, y.value);
    },
    backward() {
      backwardThrough(list, batch.isLearning, 0, true);
      backwardThrough(other, batch.isLearning, 0, true);
      kernels.addVector(x.rows * x.width, from.slope, x.slope);
    },
  };
}
