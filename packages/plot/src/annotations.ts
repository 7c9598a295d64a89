import * as Plot from "@observablehq/plot";
import { checkColumns, type Row } from "./lines.js";
import { groundColor } from "./theme.js";

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
  const place = { x, y, text, fontSize, textAnchor: anchor, dx, dy } as const;
  // the halo is a text of its own: not every reader of SVG can paint a text's stroke before its fill
  const halo = {
    fill: groundColor,
    stroke: groundColor,
    strokeWidth: 1.8,
    strokeLinejoin: "round",
    ariaHidden: "true",
  } as const;
  return [Plot.text(rows as Row[], { ...place, ...halo }), Plot.text(rows as Row[], { ...place, fill })];
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
