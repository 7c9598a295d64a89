import type { Fields } from "../fields.js";
import type { LayerForm, LayerKind, Node, Place } from "../layerKind.js";
import type { Shape } from "../shape.js";

type Image = Extract<Shape, { of: "image" }>;

/** The largest of each window; `size` is its side or "global", `stride` the side by default, `padding` 0: nothing there is largest. */
export const maxPool: LayerKind = {
  layer: "max-pool",
  read(fields, input) {
    const padding = fields.wholeNumber("padding", 0, 0);
    const form = poolForm("max-pool", fields, input, maxPoolNode, padding);
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
  read: (fields, input) => poolForm("mean-pool", fields, input, meanPoolNode),
};

interface Pool {
  readonly from: Image;
  readonly window: readonly [height: number, width: number];
  readonly stride: number;
  readonly padding: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

function poolForm(
  kind: string,
  fields: Fields,
  input: Shape,
  node: (place: Place, pool: Pool) => Node,
  padding = 0,
): LayerForm {
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
  const image: Image = { of: "image", height: outHeight, width: outWidth, channels: from.channels };
  return {
    kind,
    output: isGlobal ? { of: "vector", width: from.channels } : image,
    parameters: [],
    isRowwise: true,
    isHomogeneous: true,
    keptOfInput: (kept) => kept,
    node: (place) => node(place, { from, window, stride, padding, outHeight, outWidth }),
  };
}

function maxPoolNode({ machine: { kernels }, batch, input, output }: Place, pool: Pool): Node {
  const { from, window, stride, padding, outHeight, outWidth } = pool;
  const { height, width, channels } = from;
  const [wy, wx] = window;
  return {
    forward: () =>
      kernels.maxPool(
        batch.count,
        height,
        width,
        channels,
        wy,
        wx,
        stride,
        padding,
        outHeight,
        outWidth,
        input.value,
        output.value,
      ),
    backward() {
      const { count } = batch;
      kernels.clear(count * input.width, input.slope);
      kernels.maxPoolBackward(
        count,
        height,
        width,
        channels,
        wy,
        wx,
        stride,
        padding,
        outHeight,
        outWidth,
        input.value,
        output.value,
        output.slope,
        input.slope,
      );
    },
  };
}

function meanPoolNode({ machine: { kernels }, batch, input, output }: Place, pool: Pool): Node {
  const { from, window, stride, outHeight, outWidth } = pool;
  const { height, width, channels } = from;
  const [wy, wx] = window;
  return {
    forward: () =>
      kernels.meanPool(
        batch.count,
        height,
        width,
        channels,
        wy,
        wx,
        stride,
        outHeight,
        outWidth,
        input.value,
        output.value,
      ),
    backward() {
      const { count } = batch;
      kernels.clear(count * input.width, input.slope);
      kernels.meanPoolBackward(
        count,
        height,
        width,
        channels,
        wy,
        wx,
        stride,
        outHeight,
        outWidth,
        output.slope,
        input.slope,
      );
    },
  };
}
