import { resolve } from "node:path";
import { readRegularFile } from "@lazyrich/tables/files";

/** The most bytes that Node reads at once. */
const LARGEST_FILE = 2 ** 31 - 1;

/**
 * Reads the files that a spec names from its folder: regular files of at most 2 GiB.
 *
 * @param folder from which they are named
 * @returns a function that throws a RangeError in one line for a pipe, a device, or what cannot be read.
 * @example
 * import { writeFileSync } from "node:fs";
 * import { readFilesIn } from "@lazyrich/runs/files";
 * writeFileSync("labels.csv", "y\n1\n");
 * readFilesIn(".")("labels.csv").length; // 4
 */
export const readFilesIn =
  (folder: string): ((path: string) => Uint8Array) =>
  (path) =>
    readRegularFile(resolve(folder, path), { limit: LARGEST_FILE });
