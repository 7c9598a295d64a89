import { type Matrix, matrix } from "@lazyrich/linalg";

/** Pictures of bytes, one after another, each channel by channel, with a class each. */
export interface LabeledImages {
  /** How many there are. */
  readonly count: number;
  /** [channels, height, width]. */
  readonly shape: readonly [number, number, number];
  /** count x channels x height x width. */
  readonly pixels: Uint8Array;
  /** The class of each. */
  readonly labels: Uint8Array;
}

/** The mean and the deviation of the pixels of each channel. */
export interface PixelScale {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/**
 * The scale of the pictures of the given numbers; a channel that is all of one value has deviation 1.
 *
 * @param rows the numbers of the pictures that count
 * @example
 * import { pixelScale } from "@lazyrich/data";
 * const images = { count: 1, shape: [1, 1, 2], pixels: Uint8Array.of(0, 10), labels: Uint8Array.of(3) };
 * pixelScale(images, [0]); // { means: [5], deviations: [5] }
 */
export function pixelScale({ shape, pixels }: LabeledImages, rows: ArrayLike<number>): PixelScale {
  const [channels, height, width] = shape;
  const area = height * width;
  const means = new Float64Array(channels);
  const deviations = new Float64Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < rows.length; i++) {
      const first = (rows[i]! * channels + channel) * area;
      for (let k = first; k < first + area; k++) {
        sum += pixels[k]!;
        squares += pixels[k]! ** 2;
      }
    }
    // sums of bytes are exact
    const count = rows.length * area;
    means[channel] = sum / count;
    const variance = (squares - (sum * sum) / count) / count;
    deviations[channel] = variance > 0 ? Math.sqrt(variance) : 1;
  }
  return { means, deviations };
}

/**
 * Pictures of the given numbers as rows of inputs, minus the mean and over the deviation, and their classes.
 *
 * @param rows the numbers of the pictures to take
 * @example
 * import { imageSamples, pixelScale } from "@lazyrich/data";
 * const images = { count: 1, shape: [1, 1, 2], pixels: Uint8Array.of(0, 10), labels: Uint8Array.of(3) };
 * const { X, Y } = imageSamples(images, [0], pixelScale(images, [0]));
 * X.data; // [-1, 1]
 * Y.data; // [3]
 */
export function imageSamples(
  { shape, pixels, labels }: LabeledImages,
  rows: ArrayLike<number>,
  { means, deviations }: PixelScale,
): { readonly X: Matrix; readonly Y: Matrix } {
  const [channels, height, width] = shape;
  const area = height * width;
  const d = channels * area;
  const X = matrix(rows.length, d);
  const Y = matrix(rows.length, 1);
  for (let i = 0; i < rows.length; i++) {
    for (let channel = 0; channel < channels; channel++) {
      const [from, to] = [rows[i]! * d + channel * area, i * d + channel * area];
      for (let k = 0; k < area; k++) X.data[to + k] = (pixels[from + k]! - means[channel]!) / deviations[channel]!;
    }
    Y.data[i] = labels[rows[i]!]!;
  }
  return { X, Y };
}
