import { type ReadBytes, requireLabels } from "./idxImages.js";
import type { LabeledImages } from "./images.js";

const SHAPE = [3, 32, 32] as const;
const PIXELS = 3 * 32 * 32;
const CLASSES = 10;

/**
 * Pictures and classes of files of CIFAR-10's binary version: records of a label and $3 x 32 x 32$ bytes.
 *
 * @param files of the binary version, in order
 * @throws RangeError that begins with a file's name if it is no whole number of records or a label is not below 10.
 * @see Krizhevsky 2009
 * @example
 * import { cifarImages } from "@lazyrich/data";
 * const record = new Uint8Array(1 + 3 * 32 * 32);
 * record[0] = 6;
 * const { shape, labels } = cifarImages([{ name: "data_batch_1.bin", bytes: record }]);
 * shape; // [3, 32, 32]
 * labels; // [6]
 */
export function cifarImages(files: readonly ReadBytes[]): LabeledImages {
  const record = PIXELS + 1;
  for (const { name, bytes } of files) {
    if (bytes.length === 0 || bytes.length % record !== 0) {
      throw new RangeError(
        `${name} has ${bytes.length} bytes; expected a multiple of ${record}, a label and 3 x 32 x 32 pixels`,
      );
    }
  }
  const count = files.reduce((sum, { bytes }) => sum + bytes.length / record, 0);
  const pixels = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  let i = 0;
  for (const { name, bytes } of files) {
    const first = i;
    for (let at = 0; at < bytes.length; at += record, i++) {
      labels[i] = bytes[at]!;
      pixels.set(bytes.subarray(at + 1, at + record), i * PIXELS);
    }
    requireLabels(name, labels.subarray(first, i), CLASSES);
  }
  return { count, shape: SHAPE, pixels, labels };
}
