import * as Plot from "@observablehq/plot";
import { strokes, symbolRadius } from "../theme.js";
import { checkColors, checkNumbers, type Row } from "./columns.js";
import type { Mark } from "./mark.js";

export interface PointOptions {
  /** Column of the place across. */
  readonly x: string;
  /** Column of the place upward. */
  readonly y: string;
  /** A colour, or a column for the colour scale; by default the ink. */
  readonly fill?: string | undefined;
  /** A colour of the outline, or a column for the colour scale. */
  readonly stroke?: string | undefined;
  /** In points. */
  readonly strokeWidth?: number | undefined;
  /** Radius in points. */
  readonly radius?: number | undefined;
  /** What is drawn at a point; "circle" by default. */
  readonly symbol?: "circle" | "square" | "diamond" | "triangle" | "star" | "cross" | "times" | undefined;
}

/**
 * One symbol a row.
 *
 * @param rows the table
 * @param options columns and look
 * @throws RangeError if the rows lack a column or hold something else than numbers in it.
 * @example
 * import { figure, panel, points } from "@lazyrich/plot";
 * const rows = [{ tau: 1, loss: 2 }, { tau: 2, loss: 1 }];
 * figure({ panels: [panel({ marks: [points(rows, { x: "tau", y: "loss", symbol: "star" })] })] }).includes("<path"); // true
 */
export function points(rows: readonly Row[], options: PointOptions): Mark {
  const { x, y, radius = symbolRadius, symbol = "circle", strokeWidth = strokes.outline, fill, stroke } = options;
  checkNumbers("points", rows, { x, y });
  checkColors("points", rows, { fill, stroke });
  const open = fill === undefined && stroke !== undefined;
  return Plot.dot(rows as Row[], {
    x,
    y,
    r: radius,
    symbol,
    strokeWidth,
    fill: open ? "none" : (fill ?? "currentColor"),
    ...(stroke === undefined ? {} : { stroke }),
  });
}
