import { resolve } from "node:path";
import { readRegularFile } from "@lazyrich/tables/files";

/** The most bytes that Node reads at once. */
const LARGEST_FILE = 2 ** 31 - 1;

/**
 * Reads the files that a spec names from its folder: regular files of at most 2 GiB.
 *
 * @returns a function that throws a RangeError in one line for a pipe, a device, or what cannot be read.
 */
export const readFilesIn =
  (folder: string): ((path: string) => Uint8Array) =>
  (path) =>
    readRegularFile(resolve(folder, path), { limit: LARGEST_FILE });
