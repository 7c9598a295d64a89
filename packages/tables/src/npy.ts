/** An array of numbers of any number of dimensions. */
export interface NumericArray {
  /** Its sizes; empty for a single number. */
  readonly shape: readonly number[];
  /** Its entries in C order, the last index fastest. */
  readonly data: Float64Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const ENTRY_BYTES: Readonly<Record<string, number>> = { "<f4": 4, "<f8": 8 };

/**
 * The array in a .npy file: float32 or float64, little-endian, C order, of format versions 1 to 3.
 *
 * @param name of the file, for errors.
 * @throws RangeError in one line that begins with the name, if the file is not a whole .npy file or holds anything else.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
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

  const type = /'descr'\s*:\s*(?:'([^']*)'|(\[[^}]*?\])\s*,\s*')/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header);
  const tuple = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(header);
  if (type === null || order === null || tuple === null) return fail("has a header that cannot be read");
  const descr = type[1] ?? "records";
  const entryBytes =
    ENTRY_BYTES[descr] ?? fail(`holds ${descr}; expected float32 or float64, little-endian (<f4, <f8)`);
  if (order[1] === "True") fail("is in Fortran order; expected C order (save numpy.ascontiguousarray of it)");

  const shape = tuple[1]!
    .split(",")
    .filter((size) => size.trim() !== "")
    .map(Number);
  const count = shape.reduce((product, size) => product * size, 1);
  const held = bytes.length - start;
  if (held !== count * entryBytes) {
    fail(`holds ${held} bytes of data; expected ${count * entryBytes} for shape (${shape.join(", ")}) of ${descr}`);
  }
  const data = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = start + i * entryBytes;
    data[i] = entryBytes === 8 ? view.getFloat64(at, true) : view.getFloat32(at, true);
  }
  return { shape, data };
}

/** A .npy file of float64 in C order, format version 1, byte for byte what numpy.save writes. */
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
