import { readFileSync } from "node:fs";
import { type Matrix, matrix } from "@lazyrich/linalg";

/** A float64 .npy file under references/ as a matrix; a vector is one column. */
export function readNpy(name: string): Matrix {
  const bytes = readFileSync(new URL(`references/${name}`, import.meta.url));
  const start = 10 + bytes.readUInt16LE(8);
  const [, rows, columns = "1"] = /'<f8'.*False.*\((\d+), ?(\d+)?\)/.exec(bytes.toString("latin1", 10, start))!;
  const data = new Float64Array(new Uint8Array(bytes.subarray(start)).buffer);
  return matrix(Number(rows), Number(columns), data);
}
