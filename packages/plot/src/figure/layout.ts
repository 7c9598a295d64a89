import type { Domains, Margins, PanelContext, PanelMeasure } from "./figurePanel.js";
import type { Cell, Grid } from "./grid.js";
import { type Sharing, sharedDomains } from "./sharedDomains.js";

/** Sizes in points: margins and frames of each column, margins and frames of each row. */
export interface Layout {
  readonly left: readonly number[];
  readonly frames: readonly number[];
  readonly right: readonly number[];
  readonly top: readonly number[];
  readonly heights: readonly number[];
  readonly bottom: readonly number[];
  /** One a cell. */
  readonly domains: readonly Domains[];
}

export interface LayoutOptions {
  /** The width of the panels together, and the space between them. */
  readonly width: number;
  readonly gap: number;
  readonly frameAspect: number;
  readonly rowHeights: readonly number[] | undefined;
  readonly shareX: Sharing;
  readonly shareY: Sharing;
  /** What every panel is told but its sizes. */
  readonly context: Pick<PanelContext, "document" | "theme" | "color">;
}

const noMargins: Margins = { left: 0, right: 0, top: 0, bottom: 0 };
const unknown: Domains = { x: undefined, y: undefined };
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Frames of one size in each column and row, with the margins that their panels need. How wide the labels of ticks are depends on the width of the frames, and
 * the other way round: measured with a guess first, then with what it gave.
 *
 * @throws RangeError if there is no room for the frames.
 */
export function layOut(grid: Grid, options: LayoutOptions): Layout {
  const { cells, rows, weights } = grid;
  const { rowHeights, frameAspect } = options;
  const heightsOf = (frames: readonly number[]): readonly number[] =>
    rowHeights ?? Array.from({ length: rows }, () => frames[0]! / frameAspect);
  const guess = weights.map((weight) => (available(grid, options) * weight * 0.85) / sum(weights));
  const first = framesFor(grid, options, measureAll(guess));
  const measures = measureAll(first.frames);
  const { frames, left, right } = framesFor(grid, options, measures);
  const domains = sharedDomains(cells, measures, options.shareX, options.shareY);
  const ofRow = (side: "top" | "bottom"): number[] =>
    Array.from({ length: rows }, (_, row) => most(cells, measures, side, (cell) => cell.row === row));
  return { left, frames, right, top: ofRow("top"), heights: heightsOf(frames), bottom: ofRow("bottom"), domains };

  function measureAll(frames: readonly number[]): PanelMeasure[] {
    const heights = heightsOf(frames);
    return cells.map(({ panel, row, column }) => {
      const sizes = { width: frames[column]!, height: heights[row]!, margins: noMargins, domains: unknown };
      return panel.measure({ ...options.context, ...sizes });
    });
  }
}

const available = ({ columns }: Grid, { width, gap }: LayoutOptions): number => width - gap * (columns - 1);

function framesFor(
  grid: Grid,
  options: LayoutOptions,
  measures: readonly PanelMeasure[],
): Pick<Layout, "left" | "frames" | "right"> {
  const ofColumn = (side: "left" | "right"): number[] =>
    grid.weights.map((_, column) => most(grid.cells, measures, side, (cell) => cell.column === column));
  const [left, right] = [ofColumn("left"), ofColumn("right")];
  const free = available(grid, options) - sum(left) - sum(right);
  const total = sum(grid.weights);
  if (!(free / total > 10))
    throw new RangeError(`width is ${options.width} points; expected room for ${grid.columns} columns`);
  return { left, right, frames: grid.weights.map((weight) => (free * weight) / total) };
}

const most = (
  cells: readonly Cell[],
  measures: readonly PanelMeasure[],
  side: keyof Margins,
  where: (cell: Cell) => boolean,
): number => Math.max(0, ...cells.flatMap((cell, i) => (where(cell) ? [measures[i]!.margins[side]] : [])));
