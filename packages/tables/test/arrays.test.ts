import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import type { NumericArray } from "../src/npy.js";
import { npz, parseNpz } from "../src/npz.js";
import { parseSafetensors, safetensors } from "../src/safetensors.js";
import { parseShardedSafetensors } from "../src/shardedSafetensors.js";
import { forMutations } from "./mutations.js";

const reference = (name: string): Uint8Array => readFileSync(new URL(`references/${name}`, import.meta.url));
// as make.py has them; NumPy rounds 6e-8 to the smallest half, 3.4e38 and 0.1 to float32
const expected: Readonly<Record<string, readonly number[]>> = {
  f2: [0.5, -0, 65504, 2 ** -24, Infinity, -Infinity],
  f4: [Math.fround(0.1), -0, 2 ** -149, Math.fround(3.4e38), Infinity, -1],
  f8: [0.1, -0, 5e-324, 1.7e308, Infinity, -1],
  ...{ i1: [-128, 127, 0, 1, 2, 3], i2: [-32768, 32767, 0, 1, 2, 3], i4: [-(2 ** 31), 2 ** 31 - 1, 0, 1, 2, 3] },
  ...{ i8: [-(2 ** 53) + 1, 2 ** 53 - 1, 0, 1, 2, 3], u1: [255, 0, 1, 2, 3, 4], u2: [65535, 0, 1, 2, 3, 4] },
  ...{ u4: [2 ** 32 - 1, 0, 1, 2, 3, 4], u8: [2 ** 53 - 1, 0, 1, 2, 3, 4], b1: [1, 0, 1, 1, 0, 0] },
};

test.each(["stored.npz", "deflated.npz"])("%s of NumPy: every type, byte order and layout", (file) => {
  const arrays = parseNpz(reference(file), file);
  expect(Object.keys(arrays)).toHaveLength(48);
  for (const [name, array] of Object.entries(arrays)) {
    expect(array, name).toEqual({ shape: [1, 2, 3], data: Float64Array.from(expected[name.slice(0, 2)]!) });
  }
});

const entries: [string, NumericArray][] = [
  ["layers.0.weight", { shape: [2, 3], data: Float64Array.of(0.1, -0, NaN, Infinity, 5e-324, -1) }],
  ["ü", { shape: [], data: Float64Array.of(7) }],
  ["empty", { shape: [0, 3], data: new Float64Array(0) }],
];
const arrays = Object.fromEntries(entries);

test("arrays come back to the bit, and the same arrays give the same bytes", () => {
  expect(Object.entries(parseNpz(npz(arrays), "a.npz"))).toEqual(entries);
  expect(npz(arrays)).toEqual(npz(arrays));
  const again = parseSafetensors(safetensors(arrays, { made: "here" }), "a.safetensors");
  expect(Object.entries(again.arrays)).toEqual(entries);
  expect(again.metadata).toEqual({ made: "here" });
});

/** A safetensors file with a header and bytes of data. */
function made(header: object | string, data: ArrayBuffer | Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.byteLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data instanceof Uint8Array ? data : new Uint8Array(data), 8 + text.length);
  return bytes;
}

test("half precision, bfloat16 and integers of safetensors", () => {
  const halves = { dtype: "F16", shape: [2], data_offsets: [0, 4] };
  const brains = { dtype: "BF16", shape: [2], data_offsets: [4, 8] };
  const integers = { dtype: "I64", shape: [1], data_offsets: [8, 16] };
  // 1 and -2 in half precision, 1 and -3 in bfloat16
  const data = Uint8Array.of(0x00, 0x3c, 0x00, 0xc0, 0x80, 0x3f, 0x40, 0xc0, 5, 0, 0, 0, 0, 0, 0, 0);
  const { arrays } = parseSafetensors(made({ integers, halves, brains }, data), "a");
  expect(arrays.halves?.data).toEqual(Float64Array.of(1, -2));
  expect(arrays.brains?.data).toEqual(Float64Array.of(1, -3));
  expect(arrays.integers?.data).toEqual(Float64Array.of(5));
});

const entry = (begin: number, end: number, shape = [(end - begin) / 8], dtype = "F64") => ({
  ...{ dtype, shape, data_offsets: [begin, end] },
});
test.each([
  [new Uint8Array(3), "a is not a safetensors file: it has less than 8 bytes"],
  [new Uint8Array(12).fill(255), "a has a header of 18446744073709552000 bytes; expected at most 100000000"],
  [
    made({ x: entry(0, 8) }, new Uint8Array(0)).subarray(0, 30),
    "a is cut: it has a header of 54 bytes, of which 22 are there",
  ],
  [Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0), "a is a zip archive by its first bytes, not safetensors"],
  [Uint8Array.of(0x80, 2, 0x7d, 0x71, 0, 0x28, 0x58, 1, 0, 0, 0), "a is a pickle by its first bytes, not safetensors"],
  [made("{]", new Uint8Array(0)), "a has a header that is not JSON"],
  [made("[]", new Uint8Array(0)), "a has a header that is not an object"],
  [
    made({ x: entry(0, 16), y: entry(8, 24) }, new Uint8Array(24)),
    'a has "y" at byte 8 of its data; expected 16, where the one before ends',
  ],
  [
    made({ x: entry(8, 16) }, new Uint8Array(16)),
    'a has "x" at byte 8 of its data; expected 0, where the one before ends',
  ],
  [made({ x: entry(0, 8) }, new Uint8Array(16)), "a holds 16 bytes of data; expected 8"],
  [made({ x: entry(0, 8e15) }, new Uint8Array(16)), "a holds 16 bytes of data; expected 8000000000000000"],
  [made({ x: entry(0, 8, [2]) }, new Uint8Array(8)), 'a has "x" in 8 bytes; expected 16 for shape (2) of F64'],
  [made({ x: entry(0, 8, [-1]) }, new Uint8Array(8)), 'a has "x" of a shape that is not sizes'],
  [
    made({ x: entry(0, 8, [8], "F8_E4M3") }, new Uint8Array(8)),
    'a holds "x" as "F8_E4M3"; expected one of F64, F32, F16, BF16, BOOL, I64, I32, I16, I8, U64, U32, U16, U8',
  ],
  [
    made({ x: entry(0, 8, [1], "I64") }, new Uint8Array(8).fill(127)),
    'a, "x", holds 9187201950435737471 as entry 0; expected integers below 2^53 in size',
  ],
])("%#: %s", (bytes, message) => {
  expect(() => parseSafetensors(bytes, "a")).toThrow(new RangeError(message));
});

test("a model in several files: the index names them, plainly", () => {
  const files: Record<string, Uint8Array> = {
    "a-1.safetensors": safetensors(Object.fromEntries(entries.slice(0, 1))),
    "a-2.safetensors": safetensors(Object.fromEntries(entries.slice(1))),
  };
  const map = { ü: "a-2.safetensors", "layers.0.weight": "a-1.safetensors" };
  const read = (weights: object) =>
    parseShardedSafetensors(JSON.stringify({ weight_map: weights }), "i.json", (file) => files[file]!);
  expect(Object.entries(read(map))).toEqual([entries[1], entries[0]]);
  expect(() => read({ b: "a-1.safetensors" })).toThrow('i.json looks for "b" in a-1.safetensors, which lacks it');
  for (const path of ["../a.safetensors", "/a.safetensors", "a/b.safetensors", "a\\b.safetensors", "a.json", ""]) {
    expect(() => read({ b: path })).toThrow("expected the plain name of a .safetensors file");
  }
});

test("a size that deflate cannot reach, and a foreign file, are refused before memory is taken", () => {
  const bomb = zipSync({ "x.npy": new Uint8Array(1000) });
  const view = new DataView(bomb.buffer);
  const list = view.getUint32(bomb.length - 22 + 16, true);
  view.setUint32(list + 24, 4_000_000_000, true);
  expect(() => parseNpz(bomb, "a.npz")).toThrow(
    /^a.npz says that "x.npy" has 4000000000 bytes in \d+, which cannot be$/,
  );
  expect(() => parseNpz(zipSync({ "x.txt": new Uint8Array(3) }), "a.npz")).toThrow(
    'a.npz holds "x.txt"; expected .npy files',
  );
});

test("any change of an archive is an error of ours, or the same arrays", () => {
  for (const file of ["stored.npz", "deflated.npz"]) {
    const original = parseNpz(reference(file), file);
    forMutations(reference(file), (bytes) => {
      try {
        // names stand twice in an archive and are no part of a checksum
        for (const [name, array] of Object.entries(parseNpz(bytes, "a.npz"))) {
          if (Object.hasOwn(original, name)) expect(array).toEqual(original[name]);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        expect((error as Error).message).toMatch(/^a\.npz[ ,][^\n]*$/);
      }
    });
  }
});

test("any change of a safetensors file is an error of ours, or arrays of the shapes in its header", () => {
  forMutations(safetensors(arrays, { made: "here" }), (bytes) => {
    try {
      for (const { shape, data } of Object.values(parseSafetensors(bytes, "a.safetensors").arrays)) {
        expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
      }
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      expect((error as Error).message).toMatch(/^a\.safetensors[ ,][^\n]*$/);
    }
  });
});

test("a zip archive whose files lie upon each other, and would take more than deflate can gain, is refused", () => {
  const archive = npz({ a: { shape: [500], data: new Float64Array(500).fill(1) } });
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.length - 22;
  const list = view.getUint32(end + 16, true);
  const entry = archive.subarray(list, end);
  const letters = [..."abcdefgh"];
  const bytes = new Uint8Array(list + letters.length * entry.length + 22);
  bytes.set(archive.subarray(0, list));
  for (const [k, letter] of letters.entries()) {
    bytes.set(entry, list + k * entry.length);
    bytes[list + k * entry.length + 46] = letter.charCodeAt(0);
  }
  const last = new DataView(bytes.buffer, bytes.length - 22);
  bytes.set(archive.subarray(end), bytes.length - 22);
  last.setUint16(8, letters.length, true);
  last.setUint16(10, letters.length, true);
  last.setUint32(12, letters.length * entry.length, true);
  expect(() => parseNpz(bytes, "a.npz")).toThrow("a.npz holds files that overlap");
});
