import type { FigurePanel } from "./figurePanel.js";

/** A panel in its place. */
export interface Cell {
  readonly panel: FigurePanel;
  readonly row: number;
  readonly column: number;
}

/** The panels in rows and columns, with the relative widths of the columns' frames. */
export interface Grid {
  readonly cells: readonly Cell[];
  readonly rows: number;
  readonly columns: number;
  readonly weights: readonly number[];
}

/** @throws RangeError if there is no panel, or columns, widths or heights do not fit. */
export function gridOf(
  panels: readonly (FigurePanel | null)[],
  columns: number,
  columnWidths: readonly number[] | undefined,
  rowHeights: readonly number[] | undefined,
): Grid {
  if (panels.every((each) => each === null)) throw new RangeError("panels is empty; expected at least one panel");
  if (!(Number.isInteger(columns) && columns >= 1))
    throw new RangeError(`columns is ${columns}; expected a positive integer`);
  const rows = Math.ceil(panels.length / columns);
  const weights = columnWidths ?? Array.from({ length: columns }, () => 1);
  if (weights.length !== columns)
    throw new RangeError(`columnWidths has length ${weights.length}; expected ${columns}, the number of columns`);
  if (rowHeights !== undefined && rowHeights.length !== rows)
    throw new RangeError(`rowHeights has length ${rowHeights.length}; expected ${rows}, the number of rows`);
  const cells = panels.flatMap((panel, index) =>
    panel === null ? [] : [{ panel, row: Math.floor(index / columns), column: index % columns }],
  );
  return { cells, rows, columns, weights };
}
