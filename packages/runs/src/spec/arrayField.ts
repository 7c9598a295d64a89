import { listField, SpecError, shownValue, type ValueField } from "@lazyrich/specs";
import { type NamedArrays, type NumericArray, parseCsv, parseNpy, parseNpz } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { ReadFile } from "../task.js";

/** An array of a spec: numbers inline, or a file. */
export type ArrayValue = string | ArrayFile | readonly number[] | readonly (readonly number[])[];

/** An array in a file, by its name from the folder of the spec. */
export interface ArrayFile {
  /** Ends in `.npy`, `.npz` or `.csv`. */
  readonly file: string;
  /** The name of an array in a `.npz` file; the name of the field if not given. */
  readonly array?: string | undefined;
  /** Columns of a `.csv` file; all if not given. */
  readonly columns?: readonly string[] | undefined;
  /** Of the file, where the spec has been completed with it: another file of this name is another array. */
  readonly sha256?: string | undefined;
}

const text = z.string().check(z.minLength(1));
const vector = z.array(z.number()).check(z.minLength(1));
const schema: z.ZodMiniType<ArrayValue> = z.union([
  text,
  vector,
  z.array(vector).check(z.minLength(1)),
  z.strictObject({ file: text, array: z.optional(text), columns: z.optional(z.array(text)), sha256: z.optional(text) }),
]) as z.ZodMiniType<ArrayValue>;

/** A field that takes an array: numbers inline or the name of a file. */
export function arrayField(about: string, options: { readonly default?: null } = {}): ValueField<ArrayValue | null> {
  const optional = "default" in options;
  return listField(`${about}: inline, or a file .npy, .npz or .csv`, optional ? z.nullable(schema) : schema, options);
}

/** The file that a field of arrays names, if it names one. */
export function arrayFileOf(value: ArrayValue): ArrayFile | undefined {
  if (typeof value === "string") return { file: value };
  return Array.isArray(value) ? undefined : (value as ArrayFile);
}

/**
 * The array of a spec's field, of the given number of dimensions (a vector is also a matrix of one column), from the spec or from its file.
 *
 * @throws SpecError in one line if the file cannot be read or used, or has another number of dimensions, if rows differ
 *   in length or a number is not finite.
 */
export function resolveArray(
  path: readonly PropertyKey[],
  value: ArrayValue,
  dimensions: 1 | 2,
  readFile: ReadFile,
): NumericArray {
  const file = arrayFileOf(value);
  const array = file === undefined ? inlineArray(path, value as readonly number[]) : arrayOfFile(path, file, readFile);
  const { shape, data } = withDimensions(array, dimensions);
  const found = file === undefined ? "has" : `names ${file.file}, which has`;
  if (shape.length !== dimensions) {
    throw new SpecError(path, `${found} shape (${array.shape.join(", ")}); expected ${dimensions} dimension(s)`);
  }
  if (data.length === 0) throw new SpecError(path, `${found} no entries; expected some numbers`);
  const bad = data.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) {
    const columns = shape[1] ?? 1;
    const index = dimensions === 1 ? [bad] : [Math.floor(bad / columns), bad % columns];
    throw new SpecError(path, `${found} ${data[bad]} at [${index.join(", ")}]; expected finite numbers`);
  }
  return { shape, data };
}

/** A vector as a matrix of one column, and the reverse. */
function withDimensions({ shape, data }: NumericArray, dimensions: 1 | 2): NumericArray {
  if (dimensions === 2 && shape.length === 1) return { shape: [shape[0]!, 1], data };
  if (dimensions === 1 && shape.length === 2 && shape[1] === 1) return { shape: [shape[0]!], data };
  return { shape, data };
}

function arrayOfFile(
  path: readonly PropertyKey[],
  { file, array, columns }: ArrayFile,
  readFile: ReadFile,
): NumericArray {
  let bytes: Uint8Array;
  try {
    bytes = readFile(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new SpecError(path, `names ${file}, which cannot be read (${reason})`);
  }
  try {
    return parsed(bytes, { file, array: array ?? String(path.at(-1)), columns });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SpecError(path, error.message);
  }
}

interface Wanted {
  readonly file: string;
  readonly array: string;
  readonly columns: readonly string[] | undefined;
}

function parsed(bytes: Uint8Array, { file, array, columns }: Wanted): NumericArray {
  const name = `names ${file}, which`;
  const ending = /\.[^.]*$/.exec(file.toLowerCase())?.[0];
  if (ending === ".npy") return parseNpy(bytes, name);
  if (ending === ".npz") return ofName(parseNpz(bytes, name), array, file);
  if (ending === ".csv") return ofColumns(bytes, file, columns);
  throw new RangeError(`names ${file}; expected a file that ends in .npy, .npz or .csv`);
}

function ofName(arrays: NamedArrays, name: string, file: string): NumericArray {
  const names = Object.keys(arrays);
  const found = arrays[name] ?? (names.length === 1 ? arrays[names[0]!] : undefined);
  if (found !== undefined) return found;
  throw new RangeError(`names ${file}, which has no array ${shownValue(name)}; expected one of ${names.join(", ")}`);
}

function ofColumns(bytes: Uint8Array, file: string, wanted: readonly string[] | undefined): NumericArray {
  const rows = parseCsv(new TextDecoder().decode(bytes), `names ${file}, which`);
  const names = Object.keys(rows[0] ?? {});
  const columns = wanted ?? names;
  for (const column of columns) {
    if (names.includes(column)) continue;
    throw new RangeError(
      `names ${file}, which has no column ${shownValue(column)}; expected some of ${names.join(", ")}`,
    );
  }
  const data = new Float64Array(rows.length * columns.length);
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) {
      const value = row[column];
      if (typeof value !== "number") {
        throw new RangeError(
          `names ${file}, whose row ${i + 1} has ${shownValue(value)} in ${column}; expected a number`,
        );
      }
      data[i * columns.length + j] = value;
    }
  }
  return { shape: [rows.length, columns.length], data };
}

function inlineArray(
  path: readonly PropertyKey[],
  value: readonly number[] | readonly (readonly number[])[],
): NumericArray {
  const isMatrix = (rows: readonly unknown[]): rows is readonly (readonly number[])[] => Array.isArray(rows[0]);
  if (!isMatrix(value)) return { shape: [value.length], data: Float64Array.from(value as readonly number[]) };
  const columns = value[0]!.length;
  for (const [i, row] of value.entries()) {
    if (row.length !== columns) {
      throw new SpecError([...path, i], `has length ${row.length}; expected ${columns}, the length of the first row`);
    }
  }
  return { shape: [value.length, columns], data: Float64Array.from(value.flat()) };
}
