import { gunzipSync } from "fflate";
import type { LabeledImages } from "./images.js";

const IMAGES = 0x00000803;
const LABELS = 0x00000801;

/** A file as it was read, with its name for errors. */
export interface ReadBytes {
  readonly name: string;
  /** All of the file. */
  readonly bytes: Uint8Array;
}

/**
 * Pictures of one channel and their classes from two IDX files, gzipped or not, such as MNIST's.
 *
 * @param images the file of the pictures
 * @param labels the file of their classes
 * @param classes how many there are
 * @throws RangeError that begins with a file's name if its magic number is another, it is shorter or longer than its header says, a label is not
 *   below `classes`, or there are not as many labels as pictures.
 * @see LeCun, Cortes and Burges, "The MNIST database of handwritten digits", for the format
 * @example
 * import { idxImages } from "@lazyrich/data";
 * const head = (kind, ...sizes) => [0, 0, 8, kind, ...sizes.flatMap((size) => [0, 0, 0, size])];
 * const images = { name: "images", bytes: Uint8Array.from([...head(3, 1, 1, 2), 7, 255]) };
 * const labels = { name: "labels", bytes: Uint8Array.from([...head(1, 1), 3]) };
 * idxImages(images, labels, 10); // { count: 1, shape: [1, 1, 2], pixels: [7, 255], labels: [3] }
 */
export function idxImages(images: ReadBytes, labels: ReadBytes, classes: number): LabeledImages {
  const [pixels, [count, height, width]] = idxBytes(images, IMAGES, 3) as [Uint8Array, [number, number, number]];
  const [classOf, [labelCount]] = idxBytes(labels, LABELS, 1) as [Uint8Array, [number]];
  if (labelCount !== count) {
    throw new RangeError(`${labels.name} has ${labelCount} labels; expected ${count}, one a picture of ${images.name}`);
  }
  requireLabels(labels.name, classOf, classes);
  return { count, shape: [1, height, width], pixels, labels: classOf };
}

/** @throws RangeError that names the first label that is no class. */
export function requireLabels(name: string, labels: Uint8Array, classes: number): void {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw new RangeError(
      `${name} has the label ${labels[wrong]} at ${wrong}; expected a class, a whole number from 0 to ${classes - 1}`,
    );
  }
}

function idxBytes(file: ReadBytes, magic: number, dimensions: number): [Uint8Array, number[]] {
  const { name } = file;
  const bytes = unzipped(file);
  const header = 4 + 4 * dimensions;
  const tooShort = `${name} has ${bytes.length} bytes; expected a header of ${header}`;
  if (bytes.length < 4) throw new RangeError(tooShort);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic) {
    const hex = (value: number): string => `0x${value.toString(16).padStart(8, "0")}`;
    const what = magic === IMAGES ? "pictures of bytes" : "labels of bytes";
    throw new RangeError(`${name} has the magic number ${hex(found)}; expected ${hex(magic)}, ${what}`);
  }
  if (bytes.length < header) throw new RangeError(tooShort);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((product, side) => product * side, 1);
  if (size === 0) throw new RangeError(`${name} is ${shape.join(" x ")}; expected something in it`);
  if (bytes.length !== header + size) {
    const fault = bytes.length < header + size ? "is cut off: it has" : "has";
    throw new RangeError(`${name} ${fault} ${bytes.length} bytes; expected ${header + size} for ${shape.join(" x ")}`);
  }
  return [bytes.subarray(header), shape];
}

/** What a gzipped file holds, or the file itself. */
function unzipped({ name, bytes }: ReadBytes): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new RangeError(`${name} is not a whole gzip file (${(error as Error).message})`);
  }
}
