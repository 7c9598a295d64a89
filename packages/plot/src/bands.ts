import * as Plot from "@observablehq/plot";
import { checkColumns, type Row } from "./lines.js";

export interface BandOptions {
  readonly x: string;
  /** Columns of the lower and upper edge. */
  readonly low: string;
  readonly high: string;
  readonly z?: string;
  /** A colour, or a column for the colour scale. */
  readonly fill?: string;
  readonly fillOpacity?: number;
}

/** A band between two columns: the spread over seeds around a line. */
export function band(rows: readonly Row[], options: BandOptions): Plot.Markish {
  checkColumns("band", rows, options.x, options.low, options.high, options.z);
  const { x, low, high, z, fill = "currentColor", fillOpacity = 0.2 } = options;
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
  readonly x: string;
  readonly y: string;
  /** Column that tells one polygon from another. */
  readonly z: string;
  /** A colour, or a column for the colour scale. */
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
}

/** Filled polygons, one corner a row, in order. */
export function regions(rows: readonly Row[], options: RegionOptions): Plot.Markish {
  checkColumns("regions", rows, options.x, options.y, options.z);
  const { x, y, z, fill = "currentColor", fillOpacity = 1, stroke = "none", strokeWidth = 0.4 } = options;
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
