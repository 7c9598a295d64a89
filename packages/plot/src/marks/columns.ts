import { color } from "d3-color";

/** One observation: a row of a table. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Refuses a column that the rows lack, or that holds anything but numbers and gaps (null, undefined, NaN), before a mark draws nothing
 * or draws it upside down.
 *
 * @param columns the mark's options by name: `{ x: "t" }`.
 * @throws RangeError naming the mark, the option or the row.
 */
export function checkNumbers(
  mark: string,
  rows: readonly Row[],
  columns: Readonly<Record<string, string | undefined>>,
): void {
  checkColumns(mark, rows, columns);
  for (const column of new Set(Object.values(columns)))
    for (const [index, row] of rows.entries()) {
      const value = row[column!];
      if (typeof value !== "number" && value !== null && value !== undefined)
        throw new RangeError(`${mark}: rows[${index}].${column} is ${shown(value)}; expected a number`);
    }
}

/** Refuses a column that the rows lack, whatever it holds. */
export function checkColumns(
  mark: string,
  rows: readonly Row[],
  columns: Readonly<Record<string, string | undefined>>,
): void {
  const first = rows[0];
  for (const [option, column] of Object.entries(columns)) {
    if (typeof column === "string" && (first === undefined || column in first)) continue;
    const known = first === undefined ? "a column of the rows" : `one of the columns ${Object.keys(first).join(", ")}`;
    throw new RangeError(`${mark}: ${option} is ${shown(column)}; expected ${known}`);
  }
}

/**
 * Refuses what is neither a colour nor a column of numbers, before a mark draws it in black.
 *
 * @param colors the mark's options by name: `{ stroke: "delta" }`; undefined ones pass.
 */
export function checkColors(
  mark: string,
  rows: readonly Row[],
  colors: Readonly<Record<string, string | undefined>>,
): void {
  const first = rows[0];
  if (first === undefined) return;
  for (const [option, value] of Object.entries(colors)) {
    if (value === undefined) continue;
    if (value in first) checkNumbers(mark, rows, { [option]: value });
    else if (!isColor(value))
      throw new RangeError(
        `${mark}: ${option} is ${shown(value)}; expected a colour or one of the columns ${Object.keys(first).join(", ")}`,
      );
  }
}

const isColor = (value: string): boolean =>
  /^(none|inherit|currentcolor|transparent|[a-z-]+\(.*\))$/i.test(value) || color(value) !== null;

const shown = (value: unknown): string =>
  typeof value === "bigint"
    ? `${value}n`
    : typeof value === "object"
      ? typeof value
      : (JSON.stringify(value) ?? "undefined");
