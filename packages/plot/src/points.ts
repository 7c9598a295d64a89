import * as Plot from "@observablehq/plot";
import { checkColumns, type Row } from "./lines.js";

export interface PointOptions {
  readonly x: string;
  readonly y: string;
  /** A colour, or a column for the colour scale; by default the ink. */
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  /** Radius in points. */
  readonly radius?: number;
  readonly symbol?: "circle" | "square" | "diamond" | "triangle" | "star" | "cross" | "times";
}

/** One symbol a row. */
export function points(rows: readonly Row[], options: PointOptions): Plot.Markish {
  checkColumns("points", rows, options.x, options.y);
  const { x, y, radius = 2.2, symbol = "circle", strokeWidth = 0.8 } = options;
  const open = options.fill === undefined && options.stroke !== undefined;
  return Plot.dot(rows as Row[], {
    x,
    y,
    r: radius,
    symbol,
    strokeWidth,
    fill: open ? "none" : (options.fill ?? "currentColor"),
    ...(options.stroke === undefined ? {} : { stroke: options.stroke }),
  });
}
