import type { LayerKind, Node, Place } from "../layerKind.js";
import { rowLength } from "../shape.js";

/**
 * LayerNorm with gain and shift, of a vector or of each position of a sequence.
 *
 * @see Ba, Kiros and Hinton 2016
 */
export const layerNorm: LayerKind = {
  layer: "layer-norm",
  read(fields, input) {
    fields.require(input, "vector", "sequence");
    const epsilon = fields.finiteNumber("epsilon", 1e-5);
    const fans = { shape: [rowLength(input)], fanIn: 1, fanOut: 1 };
    return {
      kind: "layer-norm",
      output: input,
      parameters: [
        { name: "weight", role: "gain", ...fans },
        { name: "bias", role: "shift", ...fans },
      ],
      isRowwise: true,
      normalizes: true,
      keptOfInput: (kept) => kept,
      node: (place) => layerNormNode(place, epsilon),
    };
  },
};

function layerNormNode(place: Place, epsilon: number): Node {
  const { machine, batch, input, output, parameters, capacity, kernelOutputs: c, contraction } = place;
  const { kernels, size } = machine;
  const [gain, shift] = parameters as [Place["parameters"][0], Place["parameters"][0]];
  const { width } = output;
  const [means, inverses] = [0, 0].map(() => machine.moments(capacity * output.kept)) as [number, number];
  const [gainJacobian, shiftJacobian] = [0, 0].map(() => {
    return c > 0 ? machine.numbers(capacity * c * width) : 0;
  }) as [number, number];
  return {
    forward() {
      const { rows, value } = output;
      kernels.layerNorm(rows, width, epsilon, input.value, gain.value, shift.value, value, means, inverses);
    },
    addGradient() {
      const { rows, slope } = output;
      kernels.layerNormGradient(rows, width, input.value, means, inverses, slope, gain.gradient, shift.gradient);
    },
    backward() {
      const { rows, slope } = output;
      kernels.layerNormBackward(rows, width, input.value, means, inverses, gain.value, slope, input.slope);
    },
    keepSlope(a) {
      const { numbers, moments } = machine.memory;
      const n = batch.count;
      for (let i = 0; i < n; i++) {
        const to = (i * c + a) * width;
        for (let j = 0; j < width; j++) {
          let [sum, product] = [0, 0];
          for (let s = 0; s < output.kept; s++) {
            const row = s * n + i;
            const d = numbers[output.slope / size + row * width + j]!;
            const deviation = numbers[input.value / size + row * width + j]! - moments[means / 8 + row]!;
            sum += d;
            product += d * deviation * moments[inverses / 8 + row]!;
          }
          numbers[shiftJacobian / size + to + j] = sum;
          numbers[gainJacobian / size + to + j] = product;
        }
      }
    },
    addKernel(rowsOf) {
      contraction.addJacobian(gainJacobian, width, 1, rowsOf(gain.block));
      contraction.addJacobian(shiftJacobian, width, 1, rowsOf(shift.block));
    },
  };
}
