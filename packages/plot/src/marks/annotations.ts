import * as Plot from "@observablehq/plot";
import { groundColor, paperTheme, strokes } from "../theme.js";
import { checkColors, checkColumns, checkNumbers, type Row } from "./columns.js";
import type { Mark } from "./mark.js";

export interface AnnotationOptions {
  /** Column of the place across. */
  readonly x: string;
  /** Column of the place upward. */
  readonly y: string;
  /** Column of the labels, read as math labels. */
  readonly text: string;
  /** A colour; the ink by default. */
  readonly fill?: string | undefined;
  /** In points; that of labels by default. */
  readonly fontSize?: number | undefined;
  /** Which part of the text stands at the point; "middle" by default. */
  readonly anchor?: "start" | "middle" | "end" | undefined;
  /** Offset in points. */
  readonly dx?: number | undefined;
  /** Offset downward, in points, 0 by default. */
  readonly dy?: number | undefined;
}

/**
 * Labels beside points, with a halo in the background's colour so that they read over lines.
 *
 * @param rows the table
 * @param options columns and look
 * @throws RangeError if the rows lack a column, or x or y holds something else than numbers.
 * @example
 * import { annotations, figure, panel } from "@lazyrich/plot";
 * const rows = [{ x: 0, y: 0, name: "saddle" }, { x: 1, y: 1, name: "minimum" }];
 * figure({ panels: [panel({ marks: [annotations(rows, { x: "x", y: "y", text: "name" })] })] }).includes("saddle"); // true
 */
export function annotations(rows: readonly Row[], options: AnnotationOptions): Mark {
  const { x, y, text, fill = "currentColor", anchor = "middle", dx = 0, dy = 0 } = options;
  const { fontSize = paperTheme.fontSize.tick } = options;
  checkNumbers("annotations", rows, { x, y });
  checkColumns("annotations", rows, { text });
  checkColors("annotations", rows, { fill });
  const place = { x, y, text, fontSize, textAnchor: anchor, dx, dy } as const;
  // the halo is a text of its own: not every reader of SVG can paint a text's stroke before its fill
  const halo = {
    fill: groundColor,
    stroke: groundColor,
    strokeWidth: strokes.halo,
    strokeLinejoin: "round",
    ariaHidden: "true",
  } as const;
  return [Plot.text(rows as Row[], { ...place, ...halo }), Plot.text(rows as Row[], { ...place, fill })];
}

export interface ReferenceOptions {
  readonly stroke?: string | undefined;
  readonly strokeWidth?: number | undefined;
  readonly dash?: string | undefined;
}

/**
 * Thin vertical lines at values of x.
 *
 * @param values of x
 * @param options look
 * @example
 * import { figure, panel, verticalLines } from "@lazyrich/plot";
 * const axis = { domain: [0, 2] };
 * figure({ panels: [panel({ x: axis, y: axis, marks: [verticalLines([1])] })] }).includes("<line"); // true
 */
export function verticalLines(values: readonly number[], options: ReferenceOptions = {}): Mark {
  return Plot.ruleX(values as number[], ruleStyle(options));
}

/**
 * Thin horizontal lines at values of y.
 *
 * @param values of y
 * @param options look
 * @example
 * import { figure, horizontalLines, panel } from "@lazyrich/plot";
 * const axis = { domain: [0, 2] };
 * figure({ panels: [panel({ x: axis, y: axis, marks: [horizontalLines([1])] })] }).includes("<line"); // true
 */
export function horizontalLines(values: readonly number[], options: ReferenceOptions = {}): Mark {
  return Plot.ruleY(values as number[], ruleStyle(options));
}

const ruleStyle = ({
  stroke = "currentColor",
  strokeWidth = strokes.reference,
  dash,
}: ReferenceOptions): Plot.RuleXOptions => ({
  stroke,
  strokeWidth,
  ...(dash === undefined ? {} : { strokeDasharray: dash }),
});
