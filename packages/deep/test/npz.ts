import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

export interface NumericArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** The arrays of a .npz of references, float64 or int64 in C order. */
export function references(name: string): Record<string, NumericArray> {
  const bytes = readFileSync(new URL(`./references/${name}.npz`, import.meta.url));
  const arrays: Record<string, NumericArray> = {};
  let entry = bytes.lastIndexOf("PK\x05\x06");
  const count = bytes.readUInt16LE(entry + 10);
  entry = bytes.readUInt32LE(entry + 16);
  for (let k = 0; k < count; k++) {
    const [nameLength, extraLength] = [bytes.readUInt16LE(entry + 28), bytes.readUInt16LE(entry + 30)];
    const file = bytes.toString("latin1", entry + 46, entry + 46 + nameLength);
    const local = bytes.readUInt32LE(entry + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const stored = bytes.subarray(start, start + bytes.readUInt32LE(entry + 20));
    arrays[file.replace(/\.npy$/, "")] = npy(bytes.readUInt16LE(entry + 10) === 8 ? inflateRawSync(stored) : stored);
    entry += 46 + nameLength + extraLength + bytes.readUInt16LE(entry + 32);
  }
  return arrays;
}

function npy(bytes: Buffer): NumericArray {
  const length = bytes.readUInt16LE(8);
  const header = bytes.toString("latin1", 10, 10 + length);
  const shape = [.../'shape': \(([^)]*)\)/.exec(header)![1]!.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const body = bytes.subarray(10 + length);
  const size = shape.reduce((product, side) => product * side, 1);
  const read = header.includes("<i8")
    ? (k: number) => Number(body.readBigInt64LE(8 * k))
    : (k: number) => body.readDoubleLE(8 * k);
  if (!/'descr': '<(i8|f8)', 'fortran_order': False/.test(header)) throw new Error(header);
  return { shape, data: Float64Array.from({ length: size }, (_, k) => read(k)) };
}
