import type { Matrix } from "@lazyrich/linalg";
import { type NumericArray, parseCsv, parseNpy, parseNpz } from "@lazyrich/tables";

/** Rows of numbers, and the shape that they had in their file. */
export interface Table extends Matrix {
  /** In its file: one number an axis, that of the rows first. */
  readonly shape: readonly number[];
  /** [channels, height, width] of a row, where the file has four axes. */
  readonly image?: readonly [number, number, number] | undefined;
}

/**
 * Numbers, one row an input, from `.npy`, `.npz` of one array, or `.csv` with names of columns in its first line. An array of more
 * than two axes has one row for each of its first; one of one axis gives a column.
 *
 * @param bytes of the file
 * @param name of the file; its ending says the format.
 * @throws RangeError in one line that begins with the name.
 * @example
 * import { parseTable } from "@lazyrich/diagnose";
 * const { rows, columns, data } = parseTable(new TextEncoder().encode("x1,x2\n1,0\n0,1\n"), "X.csv");
 * [rows, columns]; // [2, 2]
 * data; // [1, 0, 0, 1]
 */
export function parseTable(bytes: Uint8Array, name: string): Table {
  const { shape, data } = arrayIn(bytes, name);
  if (shape.length === 0) throw new RangeError(`${name} holds a single number; expected one row an input`);
  const at = data.findIndex((entry) => !Number.isFinite(entry));
  if (at >= 0) throw new RangeError(`${name} holds ${data[at]} as entry ${at}; expected finite numbers`);
  const rows = shape[0]!;
  if (data.length === 0) throw new RangeError(`${name} has shape (${shape.join(", ")}); expected at least one number`);
  const image = shape.length === 4 ? (shape.slice(1) as [number, number, number]) : undefined;
  return { rows, columns: data.length / rows, data, shape, image };
}

function arrayIn(bytes: Uint8Array, name: string): NumericArray {
  if (/\.npy$/i.test(name)) return parseNpy(bytes, name);
  if (/\.npz$/i.test(name)) {
    const arrays = Object.entries(parseNpz(bytes, name));
    if (arrays.length === 1) return arrays[0]![1];
    const names = arrays.map(([each]) => each).join(", ");
    throw new RangeError(`${name} holds ${arrays.length} arrays (${names.slice(0, 200)}); expected one`);
  }
  if (/\.csv$/i.test(name)) return csvArray(new TextDecoder().decode(bytes), name);
  throw new RangeError(`${name} has no known ending; expected .npy, .npz or .csv`);
}

function csvArray(text: string, name: string): NumericArray {
  const header = text.split(/\r?\n/, 1)[0]!.split(",");
  if (header.every((field, i) => field.trim() !== "" && Number.isFinite(Number(field)) && Number(field) !== i)) {
    throw new RangeError(`${name} begins with numbers; expected a first line of names of columns`);
  }
  const rows = parseCsv(text, name);
  const columns = Object.keys(rows[0] ?? {});
  const data = new Float64Array(rows.length * columns.length);
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) {
      const cell = row[column];
      if (typeof cell !== "number") {
        throw new RangeError(`${name}: ${column} of row ${i + 1} is ${JSON.stringify(cell)}; expected a number`);
      }
      data[i * columns.length + j] = cell;
    }
  }
  return { shape: [rows.length, columns.length], data };
}
