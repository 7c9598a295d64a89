import type { LayerForm, LayerKind, Node, ParameterBlock, Place } from "../layerKind.js";
import type { Shape } from "../shape.js";
import { windowPasses } from "../windowPasses.js";
import { scaleOf } from "./dense.js";

type Image = Extract<Shape, { of: "image" }>;

interface Convolution {
  readonly kernel: readonly [height: number, width: number];
  readonly stride: number;
  readonly padding: number;
  readonly factor: number;
}

/** Images over patches of the input, channels x kernel height x kernel width, by PyTorch's Conv2d. */
export const convolution: LayerKind = {
  layer: "convolution",
  read(fields, input) {
    const image = fields.require(input, "image");
    const units = fields.wholeNumber("channels", 1);
    const kernel = kernelOf(fields.raw("kernel"), fields.where);
    const stride = fields.wholeNumber("stride", 1, 1);
    const padding = fields.wholeNumber("padding", 0, 0);
    const hasBias = fields.flag("bias", true);
    const fanIn = image.channels * kernel[0] * kernel[1];
    const factor = scaleOf(fields, fanIn);
    const [height, width] = [image.height, image.width].map((length, k) => {
      return Math.floor((length + 2 * padding - kernel[k]!) / stride) + 1;
    }) as [number, number];
    if (height < 1 || width < 1) {
      throw new RangeError(
        `${fields.where}.kernel is ${kernel.join(" x ")}; expected at most ${image.height + 2 * padding} x ${image.width + 2 * padding}, the padded image`,
      );
    }
    const fans = { fanIn, fanOut: units * kernel[0] * kernel[1] };
    const shape = [units, image.channels, ...kernel];
    const parameters: ParameterBlock[] = [{ name: "weight", shape, role: "weight", ...fans }];
    if (hasBias) parameters.push({ name: "bias", shape: [units], role: "bias", ...fans });
    const output: Image = { of: "image", height, width, channels: units };
    return {
      kind: "convolution",
      output,
      parameters,
      isRowwise: true,
      keptOfInput: (kept) => kept,
      node: (place) => convolutionNode(place, image, output, { kernel, stride, padding, factor }),
    } satisfies LayerForm;
  },
};

function kernelOf(kernel: unknown, where: string): [number, number] {
  const sides = Array.isArray(kernel) ? kernel : [kernel, kernel];
  if (sides.length === 2 && sides.every((side) => Number.isSafeInteger(side) && side > 0)) {
    return sides as [number, number];
  }
  throw new RangeError(`${where}.kernel is ${JSON.stringify(kernel)}; expected a whole number > 0, or [height, width]`);
}

/** Numbers of the windows that are unfolded at a time: they stay in the second-level cache. */
const UNFOLDED = 32768;

function convolutionNode(place: Place, from: Image, to: Image, { kernel, stride, padding, factor }: Convolution): Node {
  const { machine, input, output, parameters, batch, capacity, kernelOutputs: c, contraction } = place;
  const { kernels, size } = machine;
  const [weight, bias] = parameters as [Place["parameters"][0], Place["parameters"][0] | undefined];
  const depth = from.channels * kernel[0] * kernel[1];
  const units = to.channels;
  const pixels = to.height * to.width;
  const images = Math.max(1, Math.min(capacity, Math.floor(UNFOLDED / (pixels * depth))));
  const windows = machine.numbers(images * pixels * depth);
  // out x kernel height x kernel width x in, scaled, and where its entries come from and go
  const weights = machine.numbers(units * depth);
  const ofWeights = machine.numbers(units * depth);
  const ordered = machine.numbers(units * depth);
  const toInner = machine.indices(units * depth);
  const toOuter = machine.indices(units * depth);
  const jacobian = c > 0 ? machine.numbers(capacity * c * units * depth) : 0;
  const biasJacobian = c > 0 && bias ? machine.numbers(capacity * c * units) : 0;
  const [windowHeight, windowWidth] = kernel;
  const sides = { windowHeight, windowWidth, stride, padding, outHeight: to.height, outWidth: to.width };
  const passes = windowPasses(kernels, { ...from, ...sides });
  const unfold = (first: number, count: number): void =>
    passes.unfold(count, input.value + first * input.width * size, windows);
  let isOrdered = false;
  return {
    prepare() {
      if (!isOrdered) writeOrders(machine.memory.indices, { units, channels: from.channels, kernel, toInner, toOuter });
      isOrdered = true;
      kernels.permute(units * depth, toInner, factor, weight.value, weights);
    },
    forward() {
      for (let first = 0; first < batch.count; first += images) {
        const count = Math.min(images, batch.count - first);
        unfold(first, count);
        const y = output.value + first * output.width * size;
        kernels.multiply(count * pixels, depth, units, windows, depth, 1, weights, 1, depth, y, units, false);
      }
      if (bias) kernels.addRow(batch.count * pixels, units, bias.value, output.value);
    },
    addGradient() {
      if (bias) kernels.addColumnSums(batch.count * pixels, units, output.slope, bias.gradient);
      for (let first = 0; first < batch.count; first += images) {
        const count = Math.min(images, batch.count - first);
        unfold(first, count);
        const dy = output.slope + first * output.width * size;
        const proceed = first > 0;
        kernels.multiply(units, count * pixels, depth, dy, 1, units, windows, depth, 1, ofWeights, depth, proceed);
      }
      kernels.permute(units * depth, toOuter, factor, ofWeights, ordered);
      kernels.addVector(units * depth, ordered, weight.gradient);
    },
    backward() {
      kernels.clear(batch.count * input.width, input.slope);
      for (let first = 0; first < batch.count; first += images) {
        const count = Math.min(images, batch.count - first);
        const dy = output.slope + first * output.width * size;
        kernels.multiply(count * pixels, units, depth, dy, units, 1, weights, depth, 1, windows, depth, false);
        passes.fold(count, windows, input.slope + first * input.width * size);
      }
    },
    keepSlope(a) {
      // J = D^T (windows) of each input: the Jacobian is summed over the places of the image first
      const n = batch.count;
      if (bias && a === 0) kernels.clear(n * c * units, biasJacobian);
      for (let first = 0; first < n; first += images) {
        const count = Math.min(images, n - first);
        unfold(first, count);
        for (let k = 0; k < count; k++) {
          const row = (first + k) * c + a;
          const dy = output.slope + (first + k) * output.width * size;
          const of = windows + k * pixels * depth * size;
          const target = jacobian + row * units * depth * size;
          kernels.multiply(units, pixels, depth, dy, 1, units, of, depth, 1, target, depth, false);
          if (bias) kernels.addColumnSums(pixels, units, dy, biasJacobian + row * units * size);
        }
      }
    },
    addKernel(rowsOf) {
      contraction.addJacobian(jacobian, units * depth, factor * factor, rowsOf(weight.block));
      if (bias) contraction.addJacobian(biasJacobian, units, 1, rowsOf(bias.block));
    },
  };
}

interface WeightOrders {
  readonly units: number;
  readonly channels: number;
  readonly kernel: readonly [height: number, width: number];
  /** Where the two orders stand, in bytes. */
  readonly toInner: number;
  readonly toOuter: number;
}

/** Where entries of weights with the channels inside come from, and where they go: PyTorch has the kernel's places inside. */
function writeOrders(indices: Uint32Array, { units, channels, kernel, toInner, toOuter }: WeightOrders): void {
  const area = kernel[0] * kernel[1];
  for (let o = 0; o < units; o++) {
    for (let k = 0; k < area; k++) {
      for (let channel = 0; channel < channels; channel++) {
        const inner = (o * area + k) * channels + channel;
        const outer = (o * channels + channel) * area + k;
        indices[toInner / 4 + inner] = outer;
        indices[toOuter / 4 + outer] = inner;
      }
    }
  }
}
