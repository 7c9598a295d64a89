import { readFileSync } from "node:fs";
import { type Matrix, matrix } from "@lazyrich/linalg";
import { parseNpy } from "@lazyrich/tables";

const folder = new URL("references/relu-student-teacher/", import.meta.url);

/** A reference array as a matrix; a vector is one column. */
export function readReference(name: string): Matrix {
  const { shape, data } = parseNpy(readFileSync(new URL(`${name}.npy`, folder)), name);
  return matrix(shape[0]!, shape[1] ?? 1, data);
}

export function readReferenceJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
}

/** Reads the files that a spec names from the folder of the references. */
export const readReferenceFile = (path: string): Uint8Array => readFileSync(new URL(path, folder));
