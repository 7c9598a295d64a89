import type { Row } from "@lazyrich/tables";

type Value = string | number | boolean;

/** What the columns of stored rows of runs hold. */
export interface RunColumns {
  /** The values of a column, each once. */
  valuesOf(column: string): readonly Value[];
  /** Them as numbers, ascending. */
  numbersOf(column: string): number[];
  /** The value that all rows have. */
  one(column: string): Value;
}

/**
 * Reads columns of rows that a figure is to be drawn from.
 *
 * @param expected what the rows should be of, for errors. The functions throw RangeErrors that name the column that is missing or that
 *   has several values.
 */
export function runColumns(rows: readonly Row[], expected: string): RunColumns {
  const valuesOf = (column: string): Value[] => {
    const values = [...new Set(rows.map((row) => row[column] ?? null))].filter((value) => value !== null);
    if (values.length === 0) throw new RangeError(`the rows have no ${column}; expected ${expected}`);
    return values;
  };
  return {
    valuesOf,
    numbersOf: (column) =>
      valuesOf(column)
        .map(Number)
        .sort((a, b) => a - b),
    one(column) {
      const values = valuesOf(column);
      if (values.length > 1)
        throw new RangeError(`${column} has ${values.length} values in the rows; expected one, or \`lazyrich map\``);
      return values[0]!;
    },
  };
}
