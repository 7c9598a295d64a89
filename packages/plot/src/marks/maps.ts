import * as Plot from "@observablehq/plot";
import { strokes } from "../theme.js";
import { checkNumbers, type Row } from "./columns.js";
import { interpolateGrid } from "./gridInterpolation.js";
import type { Mark } from "./mark.js";

export interface ContourMapOptions {
  /** Column of the place across. */
  readonly x: string;
  /** Column of the place upward. */
  readonly y: string;
  /** Column of the values, coloured by the figure's or panel's colour scale. */
  readonly value: string;
  /** The values at which colours change, or about how many. */
  readonly thresholds?: readonly number[] | number | undefined;
  /** Colour of thin lines between the bands. */
  readonly stroke?: string | undefined;
}

/**
 * A filled contour map of values on a rectangular grid of rows, monotone cubic between them, on axes of any type.
 *
 * @param rows the table
 * @param options columns, thresholds and look
 * @throws RangeError if the rows lack a column or hold something else than numbers in it, or (when drawn) do not form a grid.
 * @example
 * import { contourMap, figure, panel, sequentialScale } from "@lazyrich/plot";
 * const axis = [0, 1, 2];
 * const rows = axis.flatMap((x) => axis.map((y) => ({ x, y, loss: (x - 1) ** 2 + y })));
 * const color = sequentialScale({ domain: [0, 3] });
 * figure({ panels: [panel({ marks: [contourMap(rows, { x: "x", y: "y", value: "loss" })] })], color }).includes("<path"); // true
 */
export function contourMap(rows: readonly Row[], options: ContourMapOptions): Mark {
  const { x, y, value, thresholds = 16, stroke } = options;
  checkNumbers("contourMap", rows, { x, y, value });
  return Plot.contour(rows as Row[], {
    x,
    y,
    fill: value,
    thresholds: thresholds as never,
    interpolate: interpolateGrid as never,
    pixelSize: 1,
    ...(stroke === undefined ? { strokeWidth: 0 } : { stroke, strokeWidth: 0.75 * strokes.hairline }),
    clip: "frame",
  });
}

/**
 * Contour lines of values on a rectangular grid of rows, as `contourMap`, without fill.
 *
 * @param rows the table
 * @param options columns, thresholds and look
 * @example
 * import { contourLines, figure, panel } from "@lazyrich/plot";
 * const axis = [0, 1, 2];
 * const rows = axis.flatMap((x) => axis.map((y) => ({ x, y, loss: (x - 1) ** 2 + y })));
 * const marks = [contourLines(rows, { x: "x", y: "y", value: "loss", thresholds: [1, 2] })];
 * figure({ panels: [panel({ marks })] }).includes("<path"); // true
 */
export function contourLines(
  rows: readonly Row[],
  options: ContourMapOptions & { readonly strokeWidth?: number | undefined },
): Mark {
  const { x, y, value, thresholds = 10, stroke = "currentColor", strokeWidth = strokes.reference } = options;
  checkNumbers("contourLines", rows, { x, y, value });
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
