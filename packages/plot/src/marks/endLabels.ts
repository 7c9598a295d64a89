import * as Plot from "@observablehq/plot";
import { formatTick } from "../text/formatTick.js";
import { textWidth } from "../text/textWidth.js";
import { paperTheme } from "../theme.js";
import { checkColors, checkColumns, checkNumbers, type Row } from "./columns.js";
import type { Mark } from "./mark.js";

export interface EndLabelOptions {
  /** Columns of the lines. */
  readonly x: string;
  /** Column of the place upward. */
  readonly y: string;
  /** Column that tells one line from another, and whose value is written. */
  readonly z: string;
  /** How it is written; by default numbers as ticks are. */
  readonly format?: ((value: unknown) => string) | undefined;
  /** A colour, or a column for the colour scale. */
  readonly fill?: string | undefined;
  /** In points; that of labels by default. */
  readonly fontSize?: number | undefined;
}

/** From the end of a line to its label, in points. */
const gap = 3;

/**
 * The name of each line beside its end, right of the frame; names whose ends are close together are moved apart.
 *
 * @param rows the table
 * @param options columns and look
 * @throws RangeError if the rows lack a column or hold something else than numbers in x or y.
 * @example
 * import { endLabels, figure, line, panel } from "@lazyrich/plot";
 * const rows = [0, 1].flatMap((t) => [{ t, mu: t, tau: 0.1 }, { t, mu: 2 * t, tau: 10 }]);
 * const columns = { x: "t", y: "mu", z: "tau" };
 * figure({ panels: [panel({ marks: [line(rows, columns), endLabels(rows, columns)] })] }).includes("0.1"); // true
 */
export function endLabels(rows: readonly Row[], options: EndLabelOptions): Mark {
  const { x, y, z, format = nameOf, fill = "currentColor", fontSize = paperTheme.fontSize.tick } = options;
  checkNumbers("endLabels", rows, { x, y });
  checkColumns("endLabels", rows, { z });
  checkColors("endLabels", rows, { fill });
  const ends = new Map<unknown, Row>();
  for (const row of rows) if (Number.isFinite(row[x]) && Number.isFinite(row[y])) ends.set(row[z], row);
  const labels = [...ends.values()].map((row) => ({ ...row, label: format(row[z]) }));
  const place = { x, y, text: "label", textAnchor: "start", dx: gap, fontSize, fill } as const;
  const mark = Plot.text(
    labels,
    Plot.initializer(place, (data, facets, channels, scales, dimensions) => {
      const heights = Array.from(channels.y!.value as Iterable<number>, (value) => scales.y!(value) as number);
      const [top, bottom] = [dimensions.marginTop, dimensions.height - dimensions.marginBottom];
      return { data, facets, channels: { y: { value: movedApart(heights, 1.05 * fontSize, top, bottom) } } } as never;
    }),
  );
  const widest = Math.max(0, ...labels.map(({ label }) => textWidth(label, fontSize)));
  return Object.assign(mark, { roomRight: gap + widest });
}

const nameOf = (value: unknown): string => (typeof value === "number" ? formatTick(value) : String(value));

/** What marks need right of the frame, in points. */
export function roomRight(marks: readonly Mark[]): number {
  const rooms = ([marks] as unknown[])
    .flat(Infinity)
    .map((mark) => (mark as { roomRight?: number } | null)?.roomRight ?? 0);
  return Math.max(0, ...rooms);
}

/** Heights at least `distance` apart in the same order, as near as a pass down and a pass up leave them, within bounds that have room. */
export function movedApart(heights: readonly number[], distance: number, top: number, bottom: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]! || a - b);
  const moved = [...heights];
  let least = top;
  for (const i of order) {
    moved[i] = Math.max(heights[i]!, least);
    least = moved[i]! + distance;
  }
  let most = Math.max(bottom, top + (heights.length - 1) * distance);
  for (const i of order.reverse()) {
    moved[i] = Math.min(moved[i]!, most);
    most = moved[i]! - distance;
  }
  return moved;
}
