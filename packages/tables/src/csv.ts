import type { Cell, Row } from "./row.js";
import { valueOfWord } from "./valueOfWord.js";

/**
 * Rows as CSV (RFC 4180 quoting, a header line, lines end in \n), so that `parseCsv` gives back the same rows: numbers with every
 * digit that tells them apart from their neighbours, NaN, Infinity, -Infinity and -0 as such, null as an empty field. A text that
 * could be taken for something else, such as "1" or "", is quoted.
 *
 * @param rows the table
 * @param columns by default those of the rows, in the order they first appear.
 * @example
 * import { csv } from "@lazyrich/tables";
 * csv([{ t: 0, regime: "lazy" }, { t: 1, regime: null }]); // "t,regime\n0,lazy\n1,\n"
 */
export function csv(rows: readonly Row[], columns: readonly string[] = columnsOf(rows)): string {
  const lines = rows.map((row) => columns.map((column) => field(row[column] ?? null)).join(","));
  return `${[columns.map(quotedIfNeeded).join(","), ...lines].join("\n")}\n`;
}

/**
 * The columns of a table, in the order they first appear.
 *
 * @param rows the table
 * @example
 * import { columnsOf } from "@lazyrich/tables";
 * columnsOf([{ t: 0 }, { t: 1, mu: 2 }]); // ["t", "mu"]
 */
export function columnsOf(rows: readonly Row[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const column in row) columns.add(column);
  return [...columns];
}

function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return Object.is(cell, -0) ? "-0" : String(cell);
  return typeof valueOfWord(cell) === "string" ? quotedIfNeeded(cell) : quoted(cell);
}

const quotedIfNeeded = (text: string): string => (/[",\r\n]/.test(text) ? quoted(text) : text);
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
