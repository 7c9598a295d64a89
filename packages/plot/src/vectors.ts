import * as Plot from "@observablehq/plot";
import { checkColumns, type Row } from "./lines.js";

export interface VectorOptions {
  /** Columns of the foot of each arrow. */
  readonly x: string;
  readonly y: string;
  /** Columns of its components. */
  readonly u: string;
  readonly v: string;
  /** Units of x and y that a vector of length 1 is drawn with. */
  readonly scale?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeOpacity?: number;
}

/** One arrow a row, from (x, y) to (x, y) + scale (u, v) in the units of the axes. */
export function vectors(rows: readonly Row[], options: VectorOptions): Plot.Markish {
  checkColumns("vectors", rows, options.x, options.y, options.u, options.v);
  const { x, y, u, v, scale = 1, stroke = "currentColor", strokeWidth = 0.8, strokeOpacity = 1 } = options;
  const end = (foot: string, component: string) => (row: Row) => Number(row[foot]) + scale * Number(row[component]);
  return Plot.arrow(rows as Row[], {
    x1: x,
    y1: y,
    x2: end(x, u),
    y2: end(y, v),
    stroke,
    strokeWidth,
    strokeOpacity,
    headLength: 6,
    headAngle: 50,
    strokeLinejoin: "round",
  });
}
