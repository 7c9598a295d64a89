import { zipSync } from "fflate";
import { type NumericArray, npy, parseNpy } from "./npy.js";
import { zipEntries } from "./zipEntries.js";

/** Arrays by name. */
export type NamedArrays = Readonly<Record<string, NumericArray>>;

/**
 * The arrays in a .npz file of numpy.savez or numpy.savez_compressed, by name, each as `parseNpy` reads it.
 *
 * @param bytes of the file
 * @param name of the file, for errors.
 * @throws RangeError in one line that begins with the name if the archive is damaged or holds anything but .npy files.
 * @example
 * import { npz, parseNpz } from "@lazyrich/tables";
 * const vector = { shape: [1], data: Float64Array.of(1) };
 * Object.keys(parseNpz(npz({ K0: vector, K1: vector }), "kernels.npz")); // ["K0", "K1"]
 */
export function parseNpz(bytes: Uint8Array, name: string): NamedArrays {
  const arrays: [string, NumericArray][] = [];
  for (const [entry, content] of zipEntries(bytes, name)) {
    const shown = JSON.stringify(entry.slice(0, 60));
    if (!entry.endsWith(".npy")) throw new RangeError(`${name} holds ${shown}; expected .npy files`);
    arrays.push([entry.slice(0, -".npy".length), parseNpy(content, `${name}, ${shown},`)]);
  }
  return Object.fromEntries(arrays);
}

/** Any day, as long as it is always the same. */
const DATE = new Date(1980, 0, 1);

/**
 * A .npz file of float64 arrays, stored as numpy.savez does; the same arrays give the same bytes.
 *
 * @param arrays by name
 * @example
 * import { npz, parseNpz } from "@lazyrich/tables";
 * const bytes = npz({ X: { shape: [1, 2], data: Float64Array.of(1, 2) } });
 * parseNpz(bytes, "x.npz").X.data; // [1, 2]
 */
export function npz(arrays: NamedArrays): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npy(array)] as const);
  return zipSync(Object.fromEntries(files), { level: 0, mtime: DATE });
}
