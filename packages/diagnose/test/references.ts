import { readFileSync } from "node:fs";
import { type NumericArray, parseNpz } from "@lazyrich/tables";
import { type Checkpoint, parseCheckpoint, parseTable } from "../src/index.js";

const folder = new URL("references/", import.meta.url);

/** Bytes of a file of `references`. */
export const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
export const checkpointOf = (name: string): Checkpoint => parseCheckpoint(bytesOf(name), name);
export const tableOf = (name: string) => parseTable(bytesOf(name), name);
export const jsonOf = (name: string) => JSON.parse(new TextDecoder().decode(bytesOf(name)));

/** The inputs of a network of make.py, flattened, its labels and what its diagnosis must find. */
export function dataOf(name: string) {
  const X = parseNpz(bytesOf(`${name}-data.npz`), "data").X as NumericArray;
  const { labels, ...expected } = jsonOf(`${name}-expected.json`);
  const [rows, columns] = [X.shape[0]!, X.data.length / X.shape[0]!];
  return {
    inputs: { rows, columns, data: X.data },
    labels: { rows, columns: 1, data: Float64Array.from(labels as number[]) },
    expected,
  };
}
