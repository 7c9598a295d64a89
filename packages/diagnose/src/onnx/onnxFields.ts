import { PbfReader } from "pbf";

/** A field of a protobuf message: its number, and its value one way or another. */
export interface OnnxField {
  readonly tag: number;
  /** Of a field with a length; what it holds stands within the message. */
  bytes(): Uint8Array;
  /** A name, of one line. */
  text(): string;
  /** A whole number, signed in 64 bits. */
  whole(): number;
  /** Whole numbers, packed or one by one. */
  wholes(): number[];
  /** Numbers of 4 or 8 bytes, packed or one by one. */
  floats(): number[];
  doubles(): number[];
}

const LENGTH_DELIMITED = 2;

/**
 * Calls `visit` with every field of a message. No field reaches beyond its message: each is cut out before it is read.
 *
 * @throws RangeError in one line that begins with the name if the bytes are no message.
 */
export function onnxFields(bytes: Uint8Array, name: string, visit: (field: OnnxField) => void): void {
  const fail = (): never => {
    throw new RangeError(`${name} is no ONNX model, or is damaged`);
  };
  const reader = new PbfReader(bytes);
  const cut = (): Uint8Array => {
    const length = reader.readVarint();
    const end = reader.pos + length;
    if (reader.type !== LENGTH_DELIMITED || !(length >= 0 && end <= bytes.length)) fail();
    const part = bytes.subarray(reader.pos, end);
    reader.pos = end;
    return part;
  };
  const many = (read: (from: PbfReader) => number, size: number): number[] => {
    if (reader.type !== LENGTH_DELIMITED) return [read(reader)];
    const part = cut();
    if (part.length % size !== 0) fail();
    const from = new PbfReader(part);
    const numbers: number[] = [];
    while (from.pos < part.length) numbers.push(read(from));
    return numbers;
  };
  try {
    reader.readFields((tag) => {
      visit({
        tag,
        bytes: cut,
        text: () => {
          const text = new TextDecoder("utf-8", { fatal: true }).decode(cut());
          return /\p{Cc}/u.test(text) ? fail() : text;
        },
        whole: () => reader.readVarint(true),
        wholes: () => many((from) => from.readVarint(true), 1),
        floats: () => many((from) => from.readFloat(), 4),
        doubles: () => many((from) => from.readDouble(), 8),
      });
    }, undefined);
  } catch (error) {
    // what visit throws says more than that a number ends beyond its message
    if (error instanceof RangeError && error.message.startsWith(name)) throw error;
    fail();
  }
  if (reader.pos !== bytes.length) fail();
}
