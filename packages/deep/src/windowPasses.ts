import type { Kernels } from "./kernels.js";

/** How windows lie on an image: the sides of the image, of a window and of the output. */
export interface WindowGrid {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly stride: number;
  readonly padding: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** A pass between images at x and what a layer makes of their windows at y, and the way back of the slopes. */
export interface PoolingPasses {
  forward(images: number, x: number, y: number): void;
  backward(images: number, x: number, y: number, dy: number, dx: number): void;
}

/** The kernels of windows on one grid. Written out: arguments that are spread would be allocated at every call. */
export function windowPasses(
  kernels: Kernels,
  {
    height: h,
    width: w,
    channels: c,
    windowHeight: wy,
    windowWidth: wx,
    stride,
    padding,
    outHeight: oy,
    outWidth: ox,
  }: WindowGrid,
): {
  readonly unfold: (images: number, x: number, windows: number) => void;
  readonly fold: (images: number, windows: number, x: number) => void;
  readonly largest: PoolingPasses;
  readonly mean: PoolingPasses;
} {
  return {
    unfold: (images, x, windows) => kernels.unfold(images, h, w, c, wy, wx, stride, padding, oy, ox, x, windows),
    fold: (images, windows, x) => kernels.fold(images, h, w, c, wy, wx, stride, padding, oy, ox, windows, x),
    largest: {
      forward: (images, x, y) => kernels.maxPool(images, h, w, c, wy, wx, stride, padding, oy, ox, x, y),
      backward: (images, x, y, dy, dx) =>
        kernels.maxPoolBackward(images, h, w, c, wy, wx, stride, padding, oy, ox, x, y, dy, dx),
    },
    mean: {
      forward: (images, x, y) => kernels.meanPool(images, h, w, c, wy, wx, stride, oy, ox, x, y),
      backward: (images, _x, _y, dy, dx) => kernels.meanPoolBackward(images, h, w, c, wy, wx, stride, oy, ox, dy, dx),
    },
  };
}
