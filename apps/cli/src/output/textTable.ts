import { type Row, shortNumber } from "@lazyrich/tables";

/** Rows as text: columns under their names, aligned right, numbers with six significant digits, - for null. */
export function textTable(rows: readonly Row[], columns: readonly string[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column] ?? null)))];
  const widths = columns.map((_, j) => lines.reduce((width, line) => Math.max(width, line[j]!.length), 0));
  return lines.map((line) => `${line.map((text, j) => text.padStart(widths[j]!)).join("  ")}\n`).join("");
}

const cell = (value: Row[string]): string =>
  value === null ? "-" : typeof value === "number" ? shortNumber(value) : String(value);
