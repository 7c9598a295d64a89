import type { Fields } from "../fields.js";
import { keptSlopes } from "../keptSlopes.js";
import type { LayerForm, LayerKind, Node, Place } from "../layerKind.js";

/** y = scale W x + b on vectors, or on each position of a sequence; W is out x in. */
export const dense: LayerKind = {
  layer: "dense",
  read(fields, input) {
    const shape = fields.require(input, "vector", "sequence");
    const units = fields.wholeNumber("units", 1);
    const hasBias = fields.flag("bias", true);
    const factor = scaleOf(fields, shape.width);
    const weight = { name: "weight", shape: [units, shape.width], role: "weight", fanIn: shape.width, fanOut: units };
    const bias = { name: "bias", shape: [units], role: "bias", fanIn: shape.width, fanOut: units };
    return {
      kind: "dense",
      output: { ...shape, width: units },
      parameters: hasBias ? [weight, bias] : [weight],
      isRowwise: true,
      keptOfInput: (kept) => kept,
      node: (place) => denseNode(place, factor),
    } as LayerForm;
  },
};

/** The factor of the forward pass: a number, or of the fan-in, "sqrt-fan-in" or "fan-in". */
export function scaleOf(fields: Fields, fanIn: number): number {
  const scale = fields.raw("scale") ?? 1;
  if (scale === "sqrt-fan-in") return 1 / Math.sqrt(fanIn);
  if (scale === "fan-in") return 1 / fanIn;
  if (typeof scale === "number" && Number.isFinite(scale)) return scale;
  throw new RangeError(
    `${fields.where}.scale is ${JSON.stringify(scale)}; expected a number, "sqrt-fan-in" or "fan-in"`,
  );
}

function denseNode(place: Place, factor: number): Node {
  const { machine, input, output, parameters, batch, contraction } = place;
  const { kernels, size } = machine;
  const [weight, bias] = parameters as [Place["parameters"][0], Place["parameters"][0] | undefined];
  const [fanIn, units] = [input.width, output.width];
  const { ones } = input;
  const scaled = factor === 1 ? weight.value : machine.numbers(units * fanIn);
  // W^T where the input is one-hot: its rows are what a one picks
  const transposed = ones ? machine.numbers(units * fanIn) : 0;
  const ofTransposed = ones ? machine.numbers(units * fanIn) : 0;
  const ofWeight = ones || factor !== 1 ? machine.numbers(units * fanIn) : 0;
  const slopes = keptSlopes(place, units, output.kept);

  return {
    prepare() {
      if (factor !== 1) kernels.scale(units * fanIn, factor, weight.value, scaled, false);
      if (ones) kernels.transpose(1, units, fanIn, scaled, transposed);
    },
    forward() {
      const { rows } = output;
      if (ones) kernels.gatherSums(rows, units, ones.each, ones.index, transposed, output.value, false);
      else kernels.multiply(rows, fanIn, units, input.value, fanIn, 1, scaled, 1, fanIn, output.value, units, false);
      if (bias) kernels.addRow(rows, units, bias.value, output.value);
    },
    addGradient() {
      const { rows } = output;
      if (bias) kernels.addColumnSums(rows, units, output.slope, bias.gradient);
      if (ones) {
        kernels.clear(units * fanIn, ofTransposed);
        kernels.scatterSums(rows, units, ones.each, ones.index, output.slope, ofTransposed);
        kernels.transpose(1, fanIn, units, ofTransposed, ofWeight);
      } else {
        const target = ofWeight === 0 ? weight.gradient : ofWeight;
        const x = input.value;
        kernels.multiply(units, rows, fanIn, output.slope, 1, units, x, fanIn, 1, target, fanIn, ofWeight === 0);
      }
      if (ofWeight !== 0) kernels.scale(units * fanIn, factor, ofWeight, weight.gradient, true);
    },
    backward() {
      kernels.multiply(output.rows, units, fanIn, output.slope, units, 1, scaled, fanIn, 1, input.slope, fanIn, false);
    },
    keepSlope: (a) => slopes.keep(output.slope, a),
    addKernel(rowsOf) {
      const rowBytes = batch.count * fanIn * size;
      const K = rowsOf(weight.block);
      const ofBias = bias && rowsOf(bias.block);
      // D D^T, the kernel of the bias, is a factor of that of the weight
      const shared = output.kept === 1 ? ofBias : undefined;
      for (let s = 0; s < output.kept; s++) {
        for (let t = 0; t < output.kept; t++) {
          const [a, b] = [input.value + s * rowBytes, input.value + t * rowBytes];
          contraction.addProduct(a, b, fanIn, slopes.at(s), slopes.at(t), units, factor * factor, K, shared);
        }
      }
      if (ofBias && !shared) contraction.addJacobian(slopes.summed(), units, 1, ofBias);
    },
  };
}
