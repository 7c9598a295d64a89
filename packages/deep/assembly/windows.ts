import { laneMask, SIZE } from "./lanes";
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
        const top = oy * stride - padding;
        const first = max(0, -left);
        const last = max(first, min(kernelWidth, width - left));
        if (top >= 0 && top + kernelHeight <= height && last - first == kernelWidth) {
          // the whole window is in the image
          let from = x + <usize>(top * width + left) * pixelBytes;
          for (let ky = 0; ky < kernelHeight; ky++) {
            let k: usize = 0;
            for (; k + 16 <= rowBytes; k += 16) v128.store(windows + k, v128.load(from + k));
            for (; k < rowBytes; k += SIZE) store<Float>(windows + k, load<Float>(from + k));
            windows += rowBytes;
            from += <usize>width * pixelBytes;
          }
          continue;
        }
        for (let ky = 0; ky < kernelHeight; ky++) {
          const y = top + ky;
          if (y < 0 || y >= height) {
            fillZeros(windows, rowBytes);
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

/** The largest of each window, of what is in the image. The last vector of a pixel may reach into the next, which is written later. */
export function maxPool(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  padding: i32,
  outHeight: i32,
  outWidth: i32,
  x: usize,
  y: usize,
): void {
  const pixelBytes = <usize>channels * SIZE;
  const rowBytes = <usize>width * pixelBytes;
  for (let image: usize = 0; image < images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = max(0, oy * stride - padding);
      const bottom = min(height, oy * stride - padding + windowHeight);
      for (let ox = 0; ox < outWidth; ox++) {
        const left = max(0, ox * stride - padding);
        const right = min(width, ox * stride - padding + windowWidth);
        const corner = x + <usize>top * rowBytes + <usize>left * pixelBytes;
        for (let c: usize = 0; c < pixelBytes; c += 16) {
          let row = corner + c;
          let largest = v128.load(row);
          for (let wy = top; wy < bottom; wy++) {
            let at = row;
            for (let wx = left; wx < right; wx++) {
              largest = v128.max<Float>(largest, v128.load(at));
              at += pixelBytes;
            }
            row += rowBytes;
          }
          v128.store(y + c, largest);
        }
        y += pixelBytes;
      }
    }
    x += <usize>height * rowBytes;
  }
}

/** Adds the slope of each window to the first of its largest. */
export function maxPoolBackward(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  padding: i32,
  outHeight: i32,
  outWidth: i32,
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
): void {
  const pixelBytes = <usize>channels * SIZE;
  const rowBytes = <usize>width * pixelBytes;
  for (let image: usize = 0; image < images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = max(0, oy * stride - padding);
      const bottom = min(height, oy * stride - padding + windowHeight);
      for (let ox = 0; ox < outWidth; ox++) {
        const left = max(0, ox * stride - padding);
        const right = min(width, ox * stride - padding + windowWidth);
        const corner = <usize>top * rowBytes + <usize>left * pixelBytes;
        for (let c: usize = 0; c < pixelBytes; c += 16) {
          // lanes that are still without a place
          let open = laneMask((pixelBytes - c) / SIZE);
          const largest = v128.load(y + c);
          const slope = v128.load(dy + c);
          let row = corner + c;
          for (let wy = top; wy < bottom; wy++) {
            let at = row;
            for (let wx = left; wx < right; wx++) {
              const here = v128.and(open, v128.eq<Float>(v128.load(x + at), largest));
              v128.store(dx + at, v128.add<Float>(v128.load(dx + at), v128.and(slope, here)));
              open = v128.andnot(open, here);
              at += pixelBytes;
            }
            row += rowBytes;
          }
        }
        y += pixelBytes;
        dy += pixelBytes;
      }
    }
    x += <usize>height * rowBytes;
    dx += <usize>height * rowBytes;
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
