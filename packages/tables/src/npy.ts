import {
  boolean,
  doublesOf,
  type ElementType,
  float16,
  float32,
  float64,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
} from "./elementTypes.js";

/** An array of numbers of any number of dimensions. */
export interface NumericArray {
  /** Its sizes; empty for a single number. */
  readonly shape: readonly number[];
  /** Its entries in C order, the last index fastest. */
  readonly data: Float64Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** By what stands behind the byte order in `descr`. */
const TYPES: Readonly<Record<string, ElementType>> = {
  ...{ f8: float64, f4: float32, f2: float16, b1: boolean },
  ...{ i8: int64, i4: int32, i2: int16, i1: int8 },
  ...{ u8: uint64, u4: uint32, u2: uint16, u1: uint8 },
};
const EXPECTED = "float16 to float64, integers of 8 to 64 bits or bool";

/**
 * The array in a .npy file, of format versions 1 to 3: float16 to float64, integers of 8 to 64 bits or bool, in either byte order, in C
 * or Fortran order. What it holds is compared with its length before memory is taken.
 *
 * @param bytes of the file
 * @param name of the file, for errors.
 * @throws RangeError in one line that begins with the name, if the file is not a whole .npy file, holds anything else, or integers
 *   beyond 2^53.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @example
 * import { npy, parseNpy } from "@lazyrich/tables";
 * parseNpy(npy({ shape: [2], data: Float64Array.of(1, 2) }), "x.npy"); // { shape: [2], data: [1, 2] }
 * parseNpy(Uint8Array.of(1, 2), "x.npy"); // RangeError: x.npy is not a .npy file
 */
export function parseNpy(bytes: Uint8Array, name: string): NumericArray {
  const fail = (problem: string): never => {
    throw new RangeError(`${name} ${problem}`);
  };
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) fail("is not a .npy file");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6]!;
  if (version < 1 || version > 3) fail(`is a .npy file of version ${version}; expected 1, 2 or 3`);
  if (version > 1 && bytes.length < 12) fail("ends within its header");
  const start = version === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (start > bytes.length) fail("ends within its header");
  const header = new TextDecoder().decode(bytes.subarray(version === 1 ? 10 : 12, start));

  const descr = /'descr'\s*:\s*(?:'([^']*)'|(\[[^}]*?\])\s*,\s*')/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header);
  const tuple = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(header);
  if (descr === null || order === null || tuple === null) return fail("has a header that cannot be read");
  const [, byteOrder, code] = /^([<>|=])(\w+)$/.exec(descr[1] ?? "") ?? [];
  const type = code !== undefined && Object.hasOwn(TYPES, code) ? TYPES[code]! : undefined;
  if (type === undefined) return fail(`holds ${shown(descr[1] ?? "records")}; expected ${EXPECTED}`);

  const shape = tuple[1]!
    .split(",")
    .filter((size) => size.trim() !== "")
    .map(Number);
  const count = shape.reduce((product, size) => product * size, 1);
  const held = bytes.length - start;
  if (held !== count * type.bytes) {
    fail(`holds ${held} bytes of data; expected ${count * type.bytes} for shape (${shape.join(", ")}) of ${descr[1]}`);
  }
  const data = doublesOf({ view, start, count, type, littleEndian: byteOrder !== ">" }, name);
  return { shape, data: order[1] === "True" && shape.length > 1 ? cOrder(data, shape) : data };
}

const shown = (text: string): string => (/^[ -~]{0,40}$/.test(text) ? text : JSON.stringify(text.slice(0, 40)));

/** Entries whose first index is the fastest, with the last the fastest. */
function cOrder(data: Float64Array, shape: readonly number[]): Float64Array {
  const index = shape.map(() => 0);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const result = new Float64Array(data.length);
  for (let i = 0, from = 0; i < data.length; i++) {
    result[i] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      index[axis]!++;
      if (index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}

/**
 * A .npy file of float64 in C order, format version 1, byte for byte what numpy.save writes.
 *
 * @example
 * import { npy, parseNpy } from "@lazyrich/tables";
 * const bytes = npy({ shape: [2, 1], data: Float64Array.of(1, 2) });
 * bytes.length; // 144: as numpy.save writes it
 * parseNpy(bytes, "x.npy").shape; // [2, 1]
 */
export function npy({ shape, data }: NumericArray): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const header = `${dictionary.padEnd(length - 11)}\n`;
  const bytes = new Uint8Array(length + 8 * data.length);
  bytes.set([...MAGIC, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(header), 10);
  for (const [i, entry] of data.entries()) view.setFloat64(length + 8 * i, entry, true);
  return bytes;
}
