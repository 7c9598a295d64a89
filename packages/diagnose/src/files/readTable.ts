import { readRegularFile } from "@lazyrich/tables/files";
import { parseTable, type Table } from "../checkpoint/parseTable.js";

/**
 * Numbers, one row an input, from a `.npy`, `.npz` or `.csv` file. @throws RangeError in one line that begins with the path.
 *
 * @param path of the file
 * @example
 * import { writeFileSync } from "node:fs";
 * import { readTable } from "@lazyrich/diagnose/files";
 * writeFileSync("inputs.csv", "x1,x2\n1,0\n0,1\n");
 * readTable("inputs.csv").data; // [1, 0, 0, 1]
 */
export function readTable(path: string): Table {
  return parseTable(readRegularFile(path, { limit: 2 ** 32 }), path);
}
