import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { npy, parseNpy } from "../src/npy.js";
import { forMutations } from "./mutations.js";

const file = readFileSync(new URL("references/X.npy", import.meta.url));

/** A .npy file with the given header's dictionary and bytes of data. */
function made(dictionary: string, data: Uint8Array, version = 1): Uint8Array {
  const header = new TextEncoder().encode(`${dictionary}\n`);
  const size = version === 1 ? [header.length, 0] : [header.length, 0, 0, 0];
  return Uint8Array.of(0x93, ...new TextEncoder().encode("NUMPY"), version, 0, ...size, ...header, ...data);
}
const dictionary = (descr: string, fortran: string, shape: string): string =>
  `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
const bytesOf = (array: Float32Array | Float64Array): Uint8Array => new Uint8Array(array.buffer);

test("a file of numpy is read, and written again with the same bytes", () => {
  const array = parseNpy(file, "X.npy");
  expect(array.shape).toEqual([100, 10]);
  for (let i = 0; i < 100; i++) {
    expect(array.data.subarray(10 * i, 10 * i + 10).reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 14);
  }
  expect(npy(array)).toEqual(new Uint8Array(file));
});

test("float32, vectors, single numbers and empty arrays are read, in every version of the format", () => {
  const single = made(dictionary("'<f4'", "False", "(2,)"), bytesOf(Float32Array.of(0.5, -0.25)));
  expect(parseNpy(single, "a")).toEqual({ shape: [2], data: Float64Array.of(0.5, -0.25) });
  const scalar = made(dictionary("'<f8'", "False", "()"), bytesOf(Float64Array.of(7)), 2);
  expect(parseNpy(scalar, "a")).toEqual({ shape: [], data: Float64Array.of(7) });
  const empty = made(dictionary("'<f8'", "False", "(0, 3)"), new Uint8Array(0), 3);
  expect(parseNpy(empty, "a")).toEqual({ shape: [0, 3], data: new Float64Array(0) });
  // a view into a larger buffer, not aligned to 8 bytes
  const moved = new Uint8Array(file.length + 3);
  moved.set(file, 3);
  expect(parseNpy(moved.subarray(3), "a")).toEqual(parseNpy(file, "a"));
});

test.each([
  [new Uint8Array(0), "a.npy is not a .npy file"],
  [new TextEncoder().encode("1,2,3\n4,5,6\n7,8,9\n"), "a.npy is not a .npy file"],
  [file.subarray(0, 60), "a.npy ends within its header"],
  [made("", new Uint8Array(0), 9), "a.npy is a .npy file of version 9; expected 1, 2 or 3"],
  [made("nonsense", new Uint8Array(8)), "a.npy has a header that cannot be read"],
  [file.subarray(0, 1000), "a.npy holds 872 bytes of data; expected 8000 for shape (100, 10) of <f8"],
  [
    made(dictionary("'<c16'", "False", "(1,)"), new Uint8Array(16)),
    "a.npy holds <c16; expected float16 to float64, integers of 8 to 64 bits or bool",
  ],
  [
    made(dictionary("[('a', '<f8'), ('b', '<f4')]", "False", "(1,)"), new Uint8Array(12)),
    "a.npy holds records; expected float16 to float64, integers of 8 to 64 bits or bool",
  ],
  [
    made(dictionary("'<i8'", "False", "(2,)"), new Uint8Array(BigInt64Array.of(1n, -(2n ** 53n)).buffer)),
    "a.npy holds -9007199254740992 as entry 1; expected integers below 2^53 in size",
  ],
  [
    made(dictionary("'<f8'", "False", "(4000000000, 4000000000)"), new Uint8Array(8)),
    "a.npy holds 8 bytes of data; expected 128000000000000000000 for shape (4000000000, 4000000000) of <f8",
  ],
])("%#: %s", (bytes, message) => {
  expect(() => parseNpy(bytes, "a.npy")).toThrow(new RangeError(message));
});

test("Fortran order of NumPy is read in C order", () => {
  const fortran = readFileSync(new URL("references/fortran.npy", import.meta.url));
  expect(parseNpy(fortran, "fortran.npy")).toEqual({
    shape: [2, 3, 4],
    data: Float64Array.from({ length: 24 }, (_, i) => i),
  });
});

test("any change of a file is an error of ours, or an array of the header's shape", () => {
  const files = ["X.npy", "fortran.npy"].map((name) => readFileSync(new URL(`references/${name}`, import.meta.url)));
  for (const original of files) {
    forMutations(original, (bytes) => {
      try {
        const { shape, data } = parseNpy(bytes, "a.npy");
        expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        expect((error as Error).message).toMatch(/^a\.npy [^\n]*$/);
      }
    });
  }
});
