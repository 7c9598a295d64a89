import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

type PatchKernels = Pick<Kernels, "unfold" | "fold">;
type MaxPoolKernels = Pick<Kernels, "maxPool" | "maxPoolBackward">;
type MeanPoolKernels = Pick<Kernels, "meanPool" | "meanPoolBackward">;

/** Windows of images, which lie one after the other, height x width x channels. */
export const windowKernels = (memory: Memory, size: number): PatchKernels & MaxPoolKernels & MeanPoolKernels => ({
  ...patchKernels(memory, size),
  ...maxPoolKernels(memory, size),
  ...meanPoolKernels(memory, size),
});

function patchKernels(memory: Memory, size: number): PatchKernels {
  return {
    unfold(
      images,
      height,
      width,
      channels,
      kernelHeight,
      kernelWidth,
      stride,
      padding,
      outHeight,
      outWidth,
      x,
      windows,
    ) {
      const v = memory.numbers;
      let to = windows / size;
      for (let image = x / size, k = 0; k < images; k++, image += height * width * channels) {
        for (let oy = 0; oy < outHeight; oy++) {
          for (let ox = 0; ox < outWidth; ox++) {
            for (let ky = 0; ky < kernelHeight; ky++) {
              const row = oy * stride + ky - padding;
              for (let kx = 0; kx < kernelWidth; kx++) {
                const column = ox * stride + kx - padding;
                const isInside = row >= 0 && row < height && column >= 0 && column < width;
                const from = image + (row * width + column) * channels;
                for (let c = 0; c < channels; c++) v[to++] = isInside ? v[from + c]! : 0;
              }
            }
          }
        }
      }
    },
    fold(images, height, width, channels, kernelHeight, kernelWidth, stride, padding, outHeight, outWidth, windows, x) {
      const v = memory.numbers;
      let from = windows / size;
      for (let image = x / size, k = 0; k < images; k++, image += height * width * channels) {
        for (let oy = 0; oy < outHeight; oy++) {
          for (let ox = 0; ox < outWidth; ox++) {
            for (let ky = 0; ky < kernelHeight; ky++) {
              const row = oy * stride + ky - padding;
              for (let kx = 0; kx < kernelWidth; kx++, from += channels) {
                const column = ox * stride + kx - padding;
                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                const to = image + (row * width + column) * channels;
                for (let c = 0; c < channels; c++) v[to + c]! += v[from + c]!;
              }
            }
          }
        }
      }
    },
  };
}

function maxPoolKernels(memory: Memory, size: number): MaxPoolKernels {
  return {
    maxPool(images, height, width, channels, windowHeight, windowWidth, stride, padding, outHeight, outWidth, x, y) {
      const v = memory.numbers;
      let to = y / size;
      for (let image = x / size, k = 0; k < images; k++, image += height * width * channels) {
        for (let oy = 0; oy < outHeight; oy++) {
          const [top, bottom] = within(oy * stride - padding, windowHeight, height);
          for (let ox = 0; ox < outWidth; ox++) {
            const [left, right] = within(ox * stride - padding, windowWidth, width);
            for (let c = 0; c < channels; c++) {
              let largest = v[image + (top * width + left) * channels + c]!;
              for (let row = top; row < bottom; row++) {
                for (let column = left; column < right; column++) {
                  largest = Math.max(largest, v[image + (row * width + column) * channels + c]!);
                }
              }
              v[to++] = largest;
            }
          }
        }
      }
    },
    maxPoolBackward(
      images,
      height,
      width,
      channels,
      windowHeight,
      windowWidth,
      stride,
      padding,
      outHeight,
      outWidth,
      x,
      y,
      dy,
      dx,
    ) {
      const v = memory.numbers;
      const toSlope = (dx - x) / size;
      let [largest, slope] = [y / size, dy / size];
      for (let image = x / size, k = 0; k < images; k++, image += height * width * channels) {
        for (let oy = 0; oy < outHeight; oy++) {
          const [top, bottom] = within(oy * stride - padding, windowHeight, height);
          for (let ox = 0; ox < outWidth; ox++) {
            const [left, right] = within(ox * stride - padding, windowWidth, width);
            for (let c = 0; c < channels; c++, largest++, slope++) {
              let isOpen = true;
              for (let row = top; row < bottom; row++) {
                for (let column = left; column < right; column++) {
                  const at = image + (row * width + column) * channels + c;
                  if (!isOpen || v[at]! !== v[largest]!) continue;
                  v[toSlope + at]! += v[slope]!;
                  isOpen = false;
                }
              }
            }
          }
        }
      }
    },
  };
}

/** Where a window begins and ends in the image. */
const within = (first: number, length: number, side: number): [number, number] => [
  Math.max(0, first),
  Math.min(side, first + length),
];

function meanPoolKernels(memory: Memory, size: number): MeanPoolKernels {
  return {
    meanPool(images, height, width, channels, windowHeight, windowWidth, stride, outHeight, outWidth, x, y) {
      const v = memory.numbers;
      const share = 1 / (windowHeight * windowWidth);
      let to = y / size;
      for (let image = x / size, k = 0; k < images; k++, image += height * width * channels) {
        for (let oy = 0; oy < outHeight; oy++) {
          for (let ox = 0; ox < outWidth; ox++) {
            const corner = image + (oy * stride * width + ox * stride) * channels;
            for (let c = 0; c < channels; c++) {
              let sum = 0;
              for (let wy = 0; wy < windowHeight; wy++) {
                for (let wx = 0; wx < windowWidth; wx++) sum += v[corner + (wy * width + wx) * channels + c]!;
              }
              v[to++] = share * sum;
            }
          }
        }
      }
    },
    meanPoolBackward(images, height, width, channels, windowHeight, windowWidth, stride, outHeight, outWidth, dy, dx) {
      const v = memory.numbers;
      const share = 1 / (windowHeight * windowWidth);
      let from = dy / size;
      for (let image = dx / size, k = 0; k < images; k++, image += height * width * channels) {
        for (let oy = 0; oy < outHeight; oy++) {
          for (let ox = 0; ox < outWidth; ox++) {
            const corner = image + (oy * stride * width + ox * stride) * channels;
            for (let c = 0; c < channels; c++) {
              const slope = share * v[from++]!;
              for (let wy = 0; wy < windowHeight; wy++) {
                for (let wx = 0; wx < windowWidth; wx++) v[corner + (wy * width + wx) * channels + c]! += slope;
              }
            }
          }
        }
      }
    },
  };
}
