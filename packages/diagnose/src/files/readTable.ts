import { readRegularFile } from "@lazyrich/tables/files";
import { parseTable, type Table } from "../checkpoint/parseTable.js";

/** Numbers, one row an input, from a `.npy`, `.npz` or `.csv` file. @throws RangeError in one line that begins with the path. */
export function readTable(path: string): Table {
  return parseTable(readRegularFile(path, { limit: 2 ** 32 }), path);
}
