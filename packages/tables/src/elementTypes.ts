/** How the entries of a numeric array lie in a file. */
export interface ElementType {
  readonly bytes: number;
  /** The entry at a byte; a bigint where not every one is a double. */
  readonly read: (view: DataView, at: number, littleEndian: boolean) => number | bigint;
}

export const float64: ElementType = { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) };
export const float32: ElementType = { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) };
export const float16: ElementType = { bytes: 2, read: (view, at, little) => halfPrecision(view.getUint16(at, little)) };
/** The upper half of a float32. */
export const bfloat16: ElementType = { bytes: 2, read: (view, at, little) => upperHalf(view.getUint16(at, little)) };
export const int64: ElementType = { bytes: 8, read: (view, at, little) => view.getBigInt64(at, little) };
export const uint64: ElementType = { bytes: 8, read: (view, at, little) => view.getBigUint64(at, little) };
export const int32: ElementType = { bytes: 4, read: (view, at, little) => view.getInt32(at, little) };
export const uint32: ElementType = { bytes: 4, read: (view, at, little) => view.getUint32(at, little) };
export const int16: ElementType = { bytes: 2, read: (view, at, little) => view.getInt16(at, little) };
export const uint16: ElementType = { bytes: 2, read: (view, at, little) => view.getUint16(at, little) };
export const int8: ElementType = { bytes: 1, read: (view, at) => view.getInt8(at) };
export const uint8: ElementType = { bytes: 1, read: (view, at) => view.getUint8(at) };
/** A byte that is 0 for false. */
export const boolean: ElementType = { bytes: 1, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) };

/** @see IEEE 754-2019, binary16: a sign, 5 bits of exponent, 10 of fraction. */
function halfPrecision(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function upperHalf(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}

/** Entries from a place of a file on. */
export interface Elements {
  readonly view: DataView;
  readonly start: number;
  readonly count: number;
  readonly type: ElementType;
  readonly littleEndian: boolean;
}

/**
 * Entries as doubles, in the order of the file.
 *
 * @throws RangeError that begins with the name if an integer is beyond 2^53, where doubles skip some.
 */
export function doublesOf({ view, start, count, type, littleEndian }: Elements, name: string): Float64Array {
  const data = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const entry = type.read(view, start + i * type.bytes, littleEndian);
    data[i] = Number(entry);
    if (typeof entry === "bigint" && !Number.isSafeInteger(data[i])) {
      throw new RangeError(`${name} holds ${entry} as entry ${i}; expected integers below 2^53 in size`);
    }
  }
  return data;
}
