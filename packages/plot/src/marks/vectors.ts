import * as Plot from "@observablehq/plot";
import { strokes } from "../theme.js";
import { checkColors, checkNumbers, type Row } from "./columns.js";
import type { Mark } from "./mark.js";

export interface VectorOptions {
  /** Columns of the foot of each arrow. */
  readonly x: string;
  /** Column of the foot, upward. */
  readonly y: string;
  /** Columns of its components. */
  readonly u: string;
  /** Column of the component upward. */
  readonly v: string;
  /** Units of x and y that a vector of length 1 is drawn with, 1 by default. */
  readonly scale?: number | undefined;
  /** A colour; the ink by default. */
  readonly stroke?: string | undefined;
  /** In points. */
  readonly strokeWidth?: number | undefined;
  /** From 0 to 1, 1 by default. */
  readonly strokeOpacity?: number | undefined;
}

/**
 * One arrow a row, from (x, y) to (x, y) + scale (u, v) in the units of the axes.
 *
 * @param rows the table
 * @param options columns and look
 * @throws RangeError if the rows lack a column or hold something else than numbers in it.
 * @example
 * import { figure, panel, vectors } from "@lazyrich/plot";
 * const rows = [{ x: 0, y: 0, u: 1, v: 0 }, { x: 1, y: 1, u: 0, v: -1 }];
 * figure({ panels: [panel({ marks: [vectors(rows, { x: "x", y: "y", u: "u", v: "v" })] })] }).includes("<path"); // true
 */
export function vectors(rows: readonly Row[], options: VectorOptions): Mark {
  const { x, y, u, v, scale = 1, stroke = "currentColor", strokeWidth = strokes.outline, strokeOpacity = 1 } = options;
  checkNumbers("vectors", rows, { x, y, u, v });
  checkColors("vectors", rows, { stroke });
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
