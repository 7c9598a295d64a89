import * as Plot from "@observablehq/plot";
import { strokes } from "../theme.js";
import { checkColors, checkColumns, checkNumbers, type Row } from "./columns.js";
import type { Mark } from "./mark.js";

export interface BandOptions {
  /** Column of the place across. */
  readonly x: string;
  /** Columns of the lower and upper edge. */
  readonly low: string;
  /** Column of the upper edge. */
  readonly high: string;
  /** Column that tells one band from another. */
  readonly z?: string | undefined;
  /** A colour, or a column for the colour scale. */
  readonly fill?: string | undefined;
  /** From 0 to 1, 0.2 by default. */
  readonly fillOpacity?: number | undefined;
}

/**
 * A band between two columns: the spread over seeds around a line.
 *
 * @param rows the table
 * @param options columns and look
 * @throws RangeError if the rows lack a column or hold something else than numbers in it.
 * @example
 * import { band, figure, line, panel } from "@lazyrich/plot";
 * const rows = [{ t: 0, low: 0, mean: 1, high: 2 }, { t: 1, low: 1, mean: 2, high: 3 }];
 * const marks = [band(rows, { x: "t", low: "low", high: "high" }), line(rows, { x: "t", y: "mean" })];
 * figure({ panels: [panel({ marks })] }).includes("fill-opacity"); // true
 */
export function band(rows: readonly Row[], options: BandOptions): Mark {
  const { x, low, high, z, fill = "currentColor", fillOpacity = 0.2 } = options;
  checkNumbers("band", rows, { x, low, high });
  checkColors("band", rows, { fill });
  if (z !== undefined) checkColumns("band", rows, { z });
  return Plot.areaY(rows as Row[], {
    x,
    y1: low,
    y2: high,
    ...(z === undefined ? {} : { z }),
    fill,
    fillOpacity,
    clip: "frame",
  });
}

export interface RegionOptions {
  /** Column of the place across. */
  readonly x: string;
  /** Column of the place upward. */
  readonly y: string;
  /** Column that tells one polygon from another. */
  readonly z: string;
  /** A colour, or a column for the colour scale. */
  readonly fill?: string | undefined;
  /** From 0 to 1, 1 by default. */
  readonly fillOpacity?: number | undefined;
  /** A colour of the edges; none by default. */
  readonly stroke?: string | undefined;
  /** In points. */
  readonly strokeWidth?: number | undefined;
}

/**
 * Filled polygons, one corner a row, in order.
 *
 * @param rows the table
 * @param options columns and look
 * @throws RangeError if the rows lack a column or hold something else than numbers in it.
 * @example
 * import { figure, panel, regions } from "@lazyrich/plot";
 * const corners = [[0, 0], [1, 0], [0, 1]].map(([x, y]) => ({ x, y, region: 1 }));
 * const marks = [regions(corners, { x: "x", y: "y", z: "region", fill: "#d3dcf2" })];
 * figure({ panels: [panel({ marks })] }).includes("#d3dcf2"); // true
 */
export function regions(rows: readonly Row[], options: RegionOptions): Mark {
  const { x, y, z, fill = "currentColor", fillOpacity = 1, stroke = "none", strokeWidth = strokes.hairline } = options;
  checkNumbers("regions", rows, { x, y });
  checkColumns("regions", rows, { z });
  checkColors("regions", rows, { fill, stroke });
  return Plot.line(rows as Row[], {
    x,
    y,
    z,
    fill,
    fillOpacity,
    stroke,
    strokeWidth,
    curve: "linear-closed",
    clip: "frame",
  });
}
