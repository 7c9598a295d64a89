import { csvFormat } from "d3-dsv";
import type { Row } from "./row.js";

/**
 * Rows as CSV (RFC 4180 quoting, a header line, lines end in \n): numbers with every digit that tells them apart from
 * their neighbours, null as an empty field.
 *
 * @param columns by default those of the rows, in the order they first appear.
 */
export function csv(rows: readonly Row[], columns: readonly string[] = columnsOf(rows)): string {
  return `${csvFormat(rows as Row[], columns as string[])}\n`;
}

/** The columns of a table, in the order they first appear. */
export function columnsOf(rows: readonly Row[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const column in row) columns.add(column);
  return [...columns];
}
