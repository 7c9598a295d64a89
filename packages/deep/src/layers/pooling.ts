import type { Fields } from "../fields.js";
import type { LayerForm, LayerKind, Node, Place } from "../layerKind.js";
import type { Shape } from "../shape.js";
import { type PoolingPasses, windowPasses } from "../windowPasses.js";

type Image = Extract<Shape, { of: "image" }>;

/** The largest of each window; `size` is its side or "global", `stride` the side by default, `padding` 0: nothing there is largest. */
export const maxPool: LayerKind = {
  layer: "max-pool",
  read(fields, input) {
    const padding = fields.wholeNumber("padding", 0, 0);
    const form = poolForm("max-pool", "largest", fields, input, padding);
    // so that no window is outside of the image, as PyTorch has it
    const size = fields.raw("size");
    const side = typeof size === "number" ? size : 1;
    if (2 * padding > side) {
      throw new RangeError(`${fields.where}.padding is ${padding}; expected at most half of the side ${side}`);
    }
    return form;
  },
};

/** The mean of each window; `size` is its side or "global", `stride` the side by default. */
export const meanPool: LayerKind = {
  layer: "mean-pool",
  read: (fields, input) => poolForm("mean-pool", "mean", fields, input),
};

function poolForm(kind: string, of: "largest" | "mean", fields: Fields, input: Shape, padding = 0): LayerForm {
  const from = fields.require(input, "image");
  const isGlobal = fields.raw("size") === "global";
  const side = isGlobal ? 1 : fields.wholeNumber("size", 1);
  const window: [number, number] = isGlobal ? [from.height, from.width] : [side, side];
  const stride = fields.wholeNumber("stride", 1, side);
  const [outHeight, outWidth] = [from.height, from.width].map((length, k) => {
    return isGlobal ? 1 : Math.floor((length + 2 * padding - window[k]!) / stride) + 1;
  }) as [number, number];
  if (outHeight < 1 || outWidth < 1) {
    throw new RangeError(`${fields.where}.size is ${side}; expected at most the sides of the image`);
  }
  const [windowHeight, windowWidth] = window;
  const grid = { ...from, windowHeight, windowWidth, stride, padding, outHeight, outWidth };
  const image: Image = { of: "image", height: outHeight, width: outWidth, channels: from.channels };
  return {
    kind,
    output: isGlobal ? { of: "vector", width: from.channels } : image,
    parameters: [],
    isRowwise: true,
    isHomogeneous: true,
    keptOfInput: (kept) => kept,
    node: (place) => poolNode(place, windowPasses(place.machine.kernels, grid)[of]),
  };
}

function poolNode({ machine: { kernels }, batch, input, output }: Place, passes: PoolingPasses): Node {
  return {
    forward: () => passes.forward(batch.count, input.value, output.value),
    backward() {
      kernels.clear(batch.count * input.width, input.slope);
      passes.backward(batch.count, input.value, output.value, output.slope, input.slope);
    },
  };
}
