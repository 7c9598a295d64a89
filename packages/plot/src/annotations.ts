import * as Plot from "@observablehq/plot";
import { checkColumns, type Row } from "./lines.js";

export interface AnnotationOptions {
  readonly x: string;
  readonly y: string;
  /** Column of the labels, read as math labels. */
  readonly text: string;
  readonly fill?: string;
  readonly fontSize?: number;
  readonly anchor?: "start" | "middle" | "end";
  /** Offset in points. */
  readonly dx?: number;
  readonly dy?: number;
}

/** Labels beside points, with a halo in the background's colour so that they read over lines. */
export function annotations(rows: readonly Row[], options: AnnotationOptions): Plot.Markish {
  checkColumns("annotations", rows, options.x, options.y, options.text);
  const { x, y, text, fill = "currentColor", fontSize = 7, anchor = "middle", dx = 0, dy = 0 } = options;
  return Plot.text(rows as Row[], { x, y, text, fill, fontSize, textAnchor: anchor, dx, dy });
}

export interface ReferenceOptions {
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: string;
}

/** Thin vertical lines at values of x. */
export function verticalLines(values: readonly number[], options: ReferenceOptions = {}): Plot.Markish {
  return Plot.ruleX(values as number[], ruleStyle(options));
}

/** Thin horizontal lines at values of y. */
export function horizontalLines(values: readonly number[], options: ReferenceOptions = {}): Plot.Markish {
  return Plot.ruleY(values as number[], ruleStyle(options));
}

const ruleStyle = ({ stroke = "currentColor", strokeWidth = 0.5, dash }: ReferenceOptions): Plot.RuleXOptions => ({
  stroke,
  strokeWidth,
  ...(dash === undefined ? {} : { strokeDasharray: dash }),
});
