import * as Plot from "@observablehq/plot";
import { interpolateGrid } from "./gridInterpolation.js";
import { checkColumns, type Row } from "./lines.js";

export interface ContourMapOptions {
  readonly x: string;
  readonly y: string;
  /** Column of the values, coloured by the figure's or panel's colour scale. */
  readonly value: string;
  /** The values at which colours change, or about how many. */
  readonly thresholds?: readonly number[] | number;
  /** Colour of thin lines between the bands. */
  readonly stroke?: string;
}

/**
 * A filled contour map of values on a rectangular grid of rows, bilinear between them, on axes of any type.
 *
 * @throws RangeError if the rows lack a column, or (when drawn) do not form a grid.
 */
export function contourMap(rows: readonly Row[], options: ContourMapOptions): Plot.Markish {
  checkColumns("contourMap", rows, options.x, options.y, options.value);
  const { x, y, value, thresholds = 16, stroke } = options;
  return Plot.contour(rows as Row[], {
    x,
    y,
    fill: value,
    thresholds: thresholds as never,
    interpolate: interpolateGrid as never,
    pixelSize: 1,
    ...(stroke === undefined ? { strokeWidth: 0 } : { stroke, strokeWidth: 0.3 }),
    clip: "frame",
  });
}

/** Contour lines of values on a rectangular grid of rows, as `contourMap`, without fill. */
export function contourLines(
  rows: readonly Row[],
  options: ContourMapOptions & { readonly strokeWidth?: number },
): Plot.Markish {
  checkColumns("contourLines", rows, options.x, options.y, options.value);
  const { x, y, value, thresholds = 10, stroke = "currentColor", strokeWidth = 0.5 } = options;
  return Plot.contour(rows as Row[], {
    x,
    y,
    value,
    stroke,
    strokeWidth,
    thresholds: thresholds as never,
    interpolate: interpolateGrid as never,
    pixelSize: 1,
    clip: "frame",
  });
}
