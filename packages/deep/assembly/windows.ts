import { SIZE } from "./lanes";
import { addVector } from "./rows";

// Images lie one after the other, height x width x channels.

/**
 * The windows of images as rows [kernelHeight][kernelWidth][channels], one for each place (image, y, x) of the output;
 * 0 where a window reaches beyond the image.
 */
export function unfold(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
  padding: i32,
  outHeight: i32,
  outWidth: i32,
  x: usize,
  windows: usize,
): void {
  const pixelBytes = <usize>channels * SIZE;
  const rowBytes = <usize>kernelWidth * pixelBytes;
  for (let image: usize = 0; image < images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const left = ox * stride - padding;
        const first = max(0, -left);
        const last = max(first, min(kernelWidth, width - left));
        for (let ky = 0; ky < kernelHeight; ky++) {
          const y = oy * stride + ky - padding;
          if (y < 0 || y >= height) {
            fillZeros(windows, rowBytes);
          } else if (last - first == kernelWidth) {
            copyRun(windows, x + <usize>(y * width + left) * pixelBytes, rowBytes);
          } else {
            fillZeros(windows, <usize>first * pixelBytes);
            const from = x + <usize>(y * width + left + first) * pixelBytes;
            copyRun(windows + <usize>first * pixelBytes, from, <usize>(last - first) * pixelBytes);
            fillZeros(windows + <usize>last * pixelBytes, <usize>(kernelWidth - last) * pixelBytes);
          }
          windows += rowBytes;
        }
      }
    }
    x += <usize>(height * width) * pixelBytes;
  }
}

/** Adds each window to where it came from. */
export function fold(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
  padding: i32,
  outHeight: i32,
  outWidth: i32,
  windows: usize,
  x: usize,
): void {
  const pixelBytes = <usize>channels * SIZE;
  const rowBytes = <usize>kernelWidth * pixelBytes;
  for (let image: usize = 0; image < images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const left = ox * stride - padding;
        const first = max(0, -left);
        const last = max(first, min(kernelWidth, width - left));
        for (let ky = 0; ky < kernelHeight; ky++) {
          const y = oy * stride + ky - padding;
          if (y >= 0 && y < height) {
            const to = x + <usize>(y * width + left + first) * pixelBytes;
            addVector(<usize>((last - first) * channels), windows + <usize>first * pixelBytes, to);
          }
          windows += rowBytes;
        }
      }
    }
    x += <usize>(height * width) * pixelBytes;
  }
}

/** The runs are short: memory.copy costs more. */
function copyRun(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  while (to + 16 <= end) {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
  }
  while (to < end) {
    store<Float>(to, load<Float>(from));
    to += SIZE;
    from += SIZE;
  }
}

function fillZeros(to: usize, bytes: usize): void {
  for (const end = to + bytes; to < end; to += SIZE) store<Float>(to, 0);
}

/** The largest of each window (the first of equal ones), and where it lies. */
export function maxPool(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  outHeight: i32,
  outWidth: i32,
  x: usize,
  y: usize,
  places: usize,
): void {
  let image: usize = 0;
  for (let k: usize = 0; k < images; k++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const corner = image + <usize>((oy * stride * width + ox * stride) * channels);
        for (let c = 0; c < channels; c++) {
          let place = corner + c;
          let largest = load<Float>(x + place * SIZE);
          for (let wy = 0; wy < windowHeight; wy++) {
            let at = corner + <usize>(wy * width * channels + c);
            for (let wx = 0; wx < windowWidth; wx++) {
              const value = load<Float>(x + at * SIZE);
              // without a branch, which would be mispredicted; a NaN is carried on
              const isLarger = (value > largest) | (value != value);
              largest = select<Float>(value, largest, isLarger);
              place = select<usize>(at, place, isLarger);
              at += channels;
            }
          }
          store<Float>(y, largest);
          store<u32>(places, <u32>place);
          y += SIZE;
          places += 4;
        }
      }
    }
    image += <usize>(height * width * channels);
  }
}

/** Adds n slopes to the places of their largest. */
export function maxPoolBackward(n: usize, places: usize, dy: usize, dx: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const to = dx + <usize>load<u32>(places + i * 4) * SIZE;
    store<Float>(to, load<Float>(to) + load<Float>(dy + i * SIZE));
  }
}

/** The mean of each window. */
export function meanPool(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  outHeight: i32,
  outWidth: i32,
  x: usize,
  y: usize,
): void {
  const pixelBytes = <usize>channels * SIZE;
  const share = <Float>(1 / <f64>(windowHeight * windowWidth));
  for (let image: usize = 0; image < images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        fillZeros(y, pixelBytes);
        for (let wy = 0; wy < windowHeight; wy++) {
          for (let wx = 0; wx < windowWidth; wx++) {
            const from = x + <usize>((oy * stride + wy) * width + ox * stride + wx) * pixelBytes;
            addVector(channels, from, y);
          }
        }
        for (let c = 0; c < channels; c++) store<Float>(y + c * SIZE, share * load<Float>(y + c * SIZE));
        y += pixelBytes;
      }
    }
    x += <usize>(height * width) * pixelBytes;
  }
}

/** Adds to each place its share of the slopes of the windows it is in. */
export function meanPoolBackward(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  outHeight: i32,
  outWidth: i32,
  dy: usize,
  dx: usize,
): void {
  const pixelBytes = <usize>channels * SIZE;
  const share = <Float>(1 / <f64>(windowHeight * windowWidth));
  for (let image: usize = 0; image < images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let wy = 0; wy < windowHeight; wy++) {
          for (let wx = 0; wx < windowWidth; wx++) {
            const to = dx + <usize>((oy * stride + wy) * width + ox * stride + wx) * pixelBytes;
            for (let c: usize = 0; c < pixelBytes; c += SIZE) {
              store<Float>(to + c, load<Float>(to + c) + share * load<Float>(dy + c));
            }
          }
        }
        dy += pixelBytes;
      }
    }
    dx += <usize>(height * width) * pixelBytes;
  }
}
