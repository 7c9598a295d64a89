import type { Matrix } from "@lazyrich/linalg";
import { readRegularFile } from "@lazyrich/tables/files";
import { parseTable } from "../checkpoint/parseTable.js";

/** Numbers, one row an input, from a `.npy`, `.npz` or `.csv` file. @throws RangeError in one line that begins with the path. */
export function readTable(path: string): Matrix {
  return parseTable(readRegularFile(path, { limit: 2 ** 32 }), path);
}
