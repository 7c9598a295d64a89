import { type NamedArrays, parseNpy, parseNpz } from "@lazyrich/tables";
import { readRegularFile } from "@lazyrich/tables/files";

/**
 * The arrays in a `.npy` file, under the name "array", or of a `.npz` file. @throws RangeError in one line that begins with the path.
 *
 * @param path of the file
 * @example
 * import { readArrays } from "@lazyrich/diagnose/files";
 * readArrays("missing.npy"); // RangeError: missing.npy cannot be used: there is no such file or folder
 */
export function readArrays(path: string): NamedArrays {
  const bytes = readRegularFile(path, { limit: 2 ** 32 });
  if (/\.npz$/i.test(path)) return parseNpz(bytes, path);
  if (/\.npy$/i.test(path)) return { array: parseNpy(bytes, path) };
  throw new RangeError(`${path} has no known ending; expected .npy or .npz`);
}
