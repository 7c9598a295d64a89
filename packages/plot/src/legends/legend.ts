import type { ColorScale } from "../scales/colorScale.js";
import type { Theme } from "../theme.js";

/**
 * What a figure tells a legend.
 */
export interface LegendContext {
  /** The document to build in. */
  readonly document: Document;
  readonly theme: Theme;
  /** The figure's colour scale. */
  readonly color: ColorScale | undefined;
  /** Whether legends stand beside the panels rather than above or below. */
  readonly vertical: boolean;
  /** The room across, in points. */
  readonly room: number;
}

/**
 * A legend as it was drawn, with its size.
 */
export interface DrawnLegend {
  /** A group whose origin is its top left corner. */
  readonly element: SVGElement;
  /** In points. */
  readonly width: number;
  /** In points. */
  readonly height: number;
  /** How far below its top the line lies that legends in a row are aligned by. */
  readonly middle: number;
}

/** Something that explains colours or strokes, with its size in points. */
export interface Legend {
  draw(context: LegendContext): DrawnLegend;
}

/** @throws RangeError if neither the legend nor the figure has a colour scale. */
export function legendScale(scale: ColorScale | undefined, context: LegendContext): ColorScale {
  const found = scale ?? context.color;
  if (found === undefined)
    throw new RangeError("scale is undefined; expected one, or a figure that has a color scale for its legends");
  return found;
}
