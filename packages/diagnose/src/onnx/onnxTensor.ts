import { type NumericArray, parseSafetensors } from "@lazyrich/tables";
import { onnxFields } from "./onnxFields.js";

/** Gives the bytes of a file beside the model; it is called with plain names only. */
export type ReadBeside = (file: string) => Uint8Array;

/** The type of a tensor as safetensors names it, whose layout of bytes is the same. */
const TYPES: Readonly<Record<number, string>> = {
  ...{ 1: "F32", 10: "F16", 11: "F64", 16: "BF16" },
  ...{ 2: "U8", 3: "I8", 4: "U16", 5: "I16", 6: "I32", 7: "I64", 9: "BOOL", 12: "U32", 13: "U64" },
};
const EXTERNAL = 1;
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/**
 * A tensor of an ONNX model.
 *
 * @throws RangeError that begins with the name of the file if its type is none of numbers, or its data and shape do not fit.
 */
export function onnxTensor(
  bytes: Uint8Array,
  file: string,
  readBeside?: ReadBeside,
): { name: string; array: NumericArray } {
  const shape: number[] = [];
  const numbers: number[] = [];
  const external = new Map<string, string>();
  let [name, type, location] = ["", 0, 0];
  let raw: Uint8Array | undefined;
  onnxFields(bytes, file, (field) => {
    if (field.tag === 1) shape.push(...field.wholes());
    else if (field.tag === 2) type = field.whole();
    else if (field.tag === 4) append(numbers, field.floats());
    else if (field.tag === 5 || field.tag === 7) append(numbers, field.wholes());
    else if (field.tag === 8) name = field.text();
    else if (field.tag === 9) raw = field.bytes();
    else if (field.tag === 10) append(numbers, field.doubles());
    else if (field.tag === 13) {
      const [key, value] = pairOf(field.bytes(), file);
      external.set(key, value);
    } else if (field.tag === 14) location = field.whole();
  });
  const shown = JSON.stringify(name.slice(0, 60));
  const dtype = TYPES[type];
  if (dtype === undefined) throw new RangeError(`${file} holds ${shown} of type ${type}; expected numbers`);
  if (shape.some((size) => !(Number.isSafeInteger(size) && size >= 0))) {
    throw new RangeError(`${file} holds ${shown} of shape (${shape.join(", ")}); expected whole numbers`);
  }
  if (location === EXTERNAL) raw = externalBytes(external, `${file}: ${shown}`, readBeside);
  if (raw !== undefined) return { name, array: fromBytes(raw, dtype, shape, file) };
  const count = shape.reduce((product, size) => product * size, 1);
  if (numbers.length !== count || dtype.endsWith("F16")) {
    throw new RangeError(
      `${file} holds ${numbers.length} numbers of ${shown}; expected ${count}, as bytes if they are of 16 bits`,
    );
  }
  return { name, array: { shape, data: Float64Array.from(numbers) } };
}

const append = (to: number[], more: readonly number[]): void => {
  for (const each of more) to.push(each);
};

/** Bytes of a tensor as doubles, read as the one tensor of a safetensors file. */
function fromBytes(raw: Uint8Array, dtype: string, shape: readonly number[], file: string): NumericArray {
  const text = JSON.stringify({ tensor: { dtype, shape, data_offsets: [0, raw.length] } });
  const header = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + header.length + raw.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(raw, 8 + header.length);
  return parseSafetensors(bytes, file).arrays.tensor!;
}

function pairOf(bytes: Uint8Array, file: string): [string, string] {
  const pair: [string, string] = ["", ""];
  onnxFields(bytes, file, (field) => {
    if (field.tag === 1 || field.tag === 2) pair[field.tag - 1] = field.text();
  });
  return pair;
}

function externalBytes(external: ReadonlyMap<string, string>, where: string, readBeside?: ReadBeside): Uint8Array {
  const location = external.get("location") ?? "";
  if (!PLAIN_NAME.test(location)) {
    throw new RangeError(
      `${where} lies in ${JSON.stringify(location.slice(0, 60))}; expected the plain name of a file beside the model`,
    );
  }
  if (readBeside === undefined)
    throw new RangeError(`${where} lies in ${location}; expected all weights in the model itself`);
  const all = readBeside(location);
  const offset = Number(external.get("offset") ?? 0);
  const length = Number(external.get("length") ?? all.length - offset);
  if (
    !(
      Number.isSafeInteger(offset) &&
      Number.isSafeInteger(length) &&
      offset >= 0 &&
      length >= 0 &&
      offset + length <= all.length
    )
  ) {
    throw new RangeError(
      `${where} lies at byte ${offset} of ${location}, ${length} long; expected a part of its ${all.length} bytes`,
    );
  }
  return all.subarray(offset, offset + length);
}
