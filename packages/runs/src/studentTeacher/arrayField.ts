import { finiteVector, matrixRows, SpecError } from "@lazyrich/specs";
import type { NumericArray } from "@lazyrich/tables";
import { parseNpy } from "@lazyrich/tables";
import * as z from "zod/mini";

/** An array of a spec: a vector or the rows of a matrix inline, or the path of a .npy file. */
export type ArrayField = string | number[] | number[][];

export const vectorField: z.ZodMiniType<string | number[], string | number[]> = z.union([
  z.string().check(z.minLength(1)),
  finiteVector,
]);
export const matrixField: z.ZodMiniType<string | number[][], string | number[][]> = z.union([
  z.string().check(z.minLength(1)),
  matrixRows,
]);

/** The bytes of a file that a spec names. */
export type ReadFile = (path: string) => Uint8Array;

/**
 * The array of a spec's field, of the given number of dimensions, from the spec or from its file.
 *
 * @throws SpecError in one line if the file cannot be read, is not a .npy file of float32 or float64 in C order, or has
 *   another number of dimensions, if rows differ in length or a number is not finite.
 */
export function resolveArray(field: string, value: ArrayField, dimensions: 1 | 2, readFile: ReadFile): NumericArray {
  if (typeof value !== "string") return inlineArray(field, value);
  const array = arrayOfFile(field, value, readFile);
  if (array.shape.length !== dimensions) {
    const shape = `(${array.shape.join(", ")})`;
    throw new SpecError([field], `names ${value}, which has shape ${shape}; expected ${dimensions} dimension(s)`);
  }
  const bad = array.data.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) {
    const index = dimensions === 1 ? [bad] : [Math.floor(bad / array.shape[1]!), bad % array.shape[1]!];
    const place = `[${index.join(", ")}]`;
    throw new SpecError([field], `names ${value}, where ${place} is ${array.data[bad]}; expected finite numbers`);
  }
  return array;
}

function arrayOfFile(field: string, path: string, readFile: ReadFile): NumericArray {
  let bytes: Uint8Array;
  try {
    bytes = readFile(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new SpecError([field], `names ${path}, which cannot be read (${reason})`);
  }
  try {
    return parseNpy(bytes, `names ${path}, which`);
  } catch (error) {
    throw new SpecError([field], (error as Error).message);
  }
}

function inlineArray(field: string, value: number[] | number[][]): NumericArray {
  const isMatrix = (rows: number[] | number[][]): rows is number[][] => Array.isArray(rows[0]);
  if (!isMatrix(value)) return { shape: [value.length], data: Float64Array.from(value) };
  const columns = value[0]!.length;
  for (const [i, row] of value.entries()) {
    if (row.length !== columns) {
      throw new SpecError([field, i], `has length ${row.length}; expected ${columns}, the length of the first row`);
    }
  }
  return { shape: [value.length, columns], data: Float64Array.from(value.flat()) };
}
