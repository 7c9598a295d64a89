import {
  bfloat16,
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
import type { NumericArray } from "./npy.js";
import type { NamedArrays } from "./npz.js";

/** What a safetensors file holds. */
export interface Safetensors {
  readonly arrays: NamedArrays;
  /** Texts by name; empty if there are none. */
  readonly metadata: Readonly<Record<string, string>>;
}

const TYPES: ReadonlyMap<string, ElementType> = new Map([
  ...([
    ["F64", float64],
    ["F32", float32],
    ["F16", float16],
    ["BF16", bfloat16],
    ["BOOL", boolean],
  ] as const),
  ...([
    ["I64", int64],
    ["I32", int32],
    ["I16", int16],
    ["I8", int8],
  ] as const),
  ...([
    ["U64", uint64],
    ["U32", uint32],
    ["U16", uint16],
    ["U8", uint8],
  ] as const),
]);
/** As the format's own reader has it. */
const LONGEST_HEADER = 100_000_000;

interface Place {
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly count: number;
  readonly type: ElementType;
  readonly begin: number;
  readonly end: number;
}

/**
 * The arrays in a safetensors file, by name, as doubles. Header, types, shapes and places are compared with the length of the
 * file before memory is taken; places must follow each other without gaps or overlaps.
 *
 * @param bytes of the file
 * @param name of the file, for errors.
 * @throws RangeError in one line that begins with the name if the file is not as the format says, or holds integers beyond 2^53.
 * @see https://github.com/huggingface/safetensors#format
 * @example
 * import { parseSafetensors, safetensors } from "@lazyrich/tables";
 * const bytes = safetensors({ w: { shape: [2], data: Float64Array.of(1, 2) } });
 * parseSafetensors(bytes, "w.safetensors").arrays.w; // { shape: [2], data: [1, 2] }
 */
export function parseSafetensors(bytes: Uint8Array, name: string): Safetensors {
  const fail = (problem: string): never => {
    throw new RangeError(`${name} ${problem}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) fail("is not a safetensors file: it has less than 8 bytes");
  const headerLength = Number(view.getBigUint64(0, true));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) {
    fail("is a zip archive by its first bytes, not safetensors");
  }
  if (bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && headerLength > LONGEST_HEADER) {
    fail("is a pickle by its first bytes, not safetensors");
  }
  if (headerLength <= LONGEST_HEADER && headerLength > bytes.length - 8) {
    fail(`is cut: it has a header of ${headerLength} bytes, of which ${bytes.length - 8} are there`);
  }
  if (headerLength > LONGEST_HEADER) fail(`has a header of ${headerLength} bytes; expected at most ${LONGEST_HEADER}`);
  const { __metadata__: texts = {}, ...tensors } = headerOf(bytes.subarray(8, 8 + headerLength), fail);
  if (!isRecord(texts) || Object.values(texts).some((text) => typeof text !== "string")) {
    fail("has metadata that is not texts by name");
  }
  const places = Object.entries(tensors).map(([tensor, entry]) => placeOf(tensor, entry, fail));
  places.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { tensor, begin, end } of places) {
    if (begin !== at)
      fail(`has ${shown(tensor)} at byte ${begin} of its data; expected ${at}, where the one before ends`);
    at = end;
  }
  if (at !== bytes.length - 8 - headerLength) {
    fail(`holds ${bytes.length - 8 - headerLength} bytes of data; expected ${at}`);
  }
  const arrays: [string, NumericArray][] = [];
  for (const { tensor, shape, count, type, begin } of places) {
    const elements = { view, start: 8 + headerLength + begin, count, type, littleEndian: true };
    arrays.push([tensor, { shape, data: doublesOf(elements, `${name}, ${shown(tensor)},`) }]);
  }
  return { arrays: Object.fromEntries(arrays), metadata: texts as Record<string, string> };
}

const shown = (tensor: string): string => JSON.stringify(tensor.slice(0, 60));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function headerOf(bytes: Uint8Array, fail: (problem: string) => never): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return fail("has a header that is not JSON");
  }
  return isRecord(header) ? header : fail("has a header that is not an object");
}

function placeOf(tensor: string, entry: unknown, fail: (problem: string) => never): Place {
  if (!isRecord(entry)) return fail(`describes ${shown(tensor)} by no object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  const type = TYPES.get(String(dtype));
  if (type === undefined) {
    return fail(`holds ${shown(tensor)} as ${shown(String(dtype))}; expected one of ${[...TYPES.keys()].join(", ")}`);
  }
  if (!Array.isArray(shape) || !shape.every(isSize)) return fail(`has ${shown(tensor)} of a shape that is not sizes`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    return fail(`has ${shown(tensor)} at no place; expected data_offsets of two numbers`);
  }
  const [begin, end] = offsets as [number, number];
  const count = shape.reduce((product, size) => product * size, 1);
  if (end - begin !== count * type.bytes) {
    return fail(
      `has ${shown(tensor)} in ${end - begin} bytes; expected ${count * type.bytes} for shape (${shape.join(", ")}) of ${String(dtype)}`,
    );
  }
  return { tensor, shape: shape as number[], count, type, begin, end };
}

/**
 * A safetensors file of F64 arrays, in the order given.
 *
 * @param arrays by name
 * @param metadata texts that stand in the file beside them
 * @example
 * import { parseSafetensors, safetensors } from "@lazyrich/tables";
 * const bytes = safetensors({ w: { shape: [2], data: Float64Array.of(1, 2) } }, { step: "100" });
 * parseSafetensors(bytes, "w.safetensors").metadata; // { step: "100" }
 */
export function safetensors(arrays: NamedArrays, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const list = Object.entries(arrays);
  let at = 0;
  const entries = list.map(([tensor, { shape, data }]) => {
    const begin = at;
    at += 8 * data.length;
    return [tensor, { dtype: "F64", shape, data_offsets: [begin, at] }] as const;
  });
  const texts = Object.keys(metadata).length === 0 ? {} : { __metadata__: metadata };
  const header = new TextEncoder().encode(JSON.stringify({ ...texts, ...Object.fromEntries(entries) }));
  // blanks at the end, so that the data begins at a multiple of 8
  const length = Math.ceil(header.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + at).fill(0x20, 8, 8 + length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.set(header, 8);
  let place = 8 + length;
  for (const [, { data }] of list) {
    for (const entry of data) {
      view.setFloat64(place, entry, true);
      place += 8;
    }
  }
  return bytes;
}
