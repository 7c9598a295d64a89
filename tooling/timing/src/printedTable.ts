/** Prints the heads of a table, and gives what prints a row of it, each column as wide as its head. */
export function printedTable(heads: readonly string[]): (cells: readonly (string | number)[]) => void {
  const row = (cells: readonly (string | number)[]): void =>
    console.log(cells.map((cell, k) => String(cell).padStart(Math.max(heads[k]!.length, 7) + (k && 2))).join(""));
  row(heads);
  return row;
}
