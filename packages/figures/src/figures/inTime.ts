import { exactOverSimulation, type FigurePanel, horizontalLines, type Mark, panel, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { TimesSpec } from "./figureFields.js";
import { neutralColor } from "./palette.js";
import { timeAxis } from "./timeAxis.js";

/** A panel of one quantity in time: its exact solution over its simulation, in the colors of delta. */
export function inTime(
  rows: readonly Row[],
  {
    y,
    label,
    times,
    z = "delta",
    title,
    timeLabel,
    marks = [],
  }: {
    /** The columns without their endings. */
    readonly y: string;
    readonly label: string;
    readonly times: TimesSpec;
    /** What tells one line from another. */
    readonly z?: string | readonly string[];
    readonly title?: string;
    readonly timeLabel?: string;
    /** What lies over the lines. */
    readonly marks?: readonly Mark[];
  },
): FigurePanel {
  return panel({
    title,
    x: timeAxis(times, timeLabel),
    y: { label },
    marks: [
      horizontalLines([0], { stroke: neutralColor, strokeWidth: strokes.hairline }),
      exactOverSimulation(rows, { x: "t", y, z, stroke: "delta" }),
      ...marks,
    ],
  });
}
