import { figure, formatLogTick, formatTick, paperWidth, rampPanel, type Theme } from "@lazyrich/plot";
import type { Cell, Row } from "@lazyrich/tables";
import { columnLabel } from "./columnLabel.js";
import { mapColors } from "./mapColors.js";
import { mapPanel } from "./mapPanel.js";
import { facetsOf, type MapColumns } from "./mapTable.js";
import type { Statistic } from "./statistics.js";

/** How maps are drawn. */
export interface MapLook {
  /** What is drawn of the seeds; the mean if not given. */
  readonly statistic?: Statistic | undefined;
  /** The facets that are shown; all if not given. Others count for the colors. */
  readonly facets?: readonly Cell[] | undefined;
  /** In points, such as those of `paperWidth`; as the number of maps asks if not given, at most a page. */
  readonly width?: number | undefined;
  /** Colours, strokes and font sizes; those of paper if not given. */
  readonly theme?: Theme | undefined;
  /** Said to screen readers; what is mapped over what if not given. */
  readonly description?: string | undefined;
}

/** The narrow column of the colors, relative to that of a map. */
const RAMP_WIDTH = 0.07;

/** What a map must have across to be read, and what the labels beside the maps take, in points. */
const ROOM = { map: 70, labels: 40 } as const;

/** As wide as maps are drawn where there is room, in points. */
const EASY_MAP = 170;

/**
 * Maps of the rows of `mapTable`: for each value a row of maps, one a facet, with the colors of all of them at its right; without facets the
 * values stand beside each other. An axis whose
 * values lie more evenly in their logarithm is drawn so; labels and scale of a measure are those it tells of itself.
 *
 * @param rows of `mapTable`
 * @param columns what the map is of
 * @param look how it is drawn
 * @throws RangeError if an axis has fewer than two values, or a facet is not among the rows.
 * @example
 * import { drawMaps, mapTable } from "@lazyrich/figures";
 * const runs = [0.1, 1].flatMap((tau) => [-1, 1].map((delta) => ({ tau, delta, seed: 1, step: 9, loss: tau + delta })));
 * const columns = { x: "delta", y: "tau", values: ["loss"] };
 * drawMaps(mapTable(runs, columns).rows, columns).slice(0, 4); // "<svg"
 */
export function drawMaps(rows: readonly Row[], columns: MapColumns, look: MapLook = {}): string {
  const { x, y, values, facet } = columns;
  const { statistic = "mean", theme, description = `${values.join(", ")} over ${x} and ${y}` } = look;
  const facets = facet === undefined ? [null] : (look.facets ?? facetsOf(rows, facet));
  for (const each of facets) {
    if (facet !== undefined && !rows.some((row) => row[facet] === each))
      throw new RangeError(
        `${facet} ${each} is not among the rows; expected some of ${facetsOf(rows, facet).join(", ")}`,
      );
  }
  const most = Math.max(1, Math.floor(((look.width ?? paperWidth.page) - ROOM.labels) / ROOM.map));
  const lines = Math.ceil(facets.length / most);
  const across = Math.ceil(facets.length / lines);
  // without facets the values themselves stand beside each other
  const valuesAcross = facet === undefined ? Math.min(values.length, Math.max(1, Math.floor(most / 2))) : 1;
  const width = look.width ?? easyWidth(valuesAcross * across);
  const panels = values.flatMap((value, v) => {
    const ofValue = rows.filter((row) => row.value === value);
    const color = mapColors(ofValue, value, statistic);
    return Array.from({ length: lines }, (_, line) => {
      const maps = Array.from({ length: across }, (_, column) => {
        const index = line * across + column;
        if (index >= facets.length) return null;
        const each = facets[index]!;
        return mapPanel(facet === undefined ? ofValue : ofValue.filter((row) => row[facet] === each), {
          ...{ x, y, statistic, color },
          // over one line of maps a value, the first line names them all
          title: facet === undefined || (lines === 1 && v > 0) ? "" : facetTitle(facet, each),
          isLeft: column === 0 && v % valuesAcross === 0,
          isBottom: v + valuesAcross >= values.length && index + across >= facets.length,
        });
      });
      return [...maps, rampPanel(color)];
    }).flat();
  });
  return figure({
    ...{ width, theme, description, panels },
    columns: valuesAcross * (across + 1),
    letters: values.length * facets.length > 1,
    columnWidths: Array.from({ length: valuesAcross }, () => [
      ...Array.from({ length: across }, () => 1),
      RAMP_WIDTH,
    ]).flat(),
    frameAspect: 1,
    gap: 5,
  });
}

/** One map fills a column, many fill a page. */
const easyWidth = (maps: number): number =>
  Math.min(paperWidth.page, Math.max(paperWidth.column, ROOM.labels + maps * EASY_MAP));

/** "step 10^{5}", "layer = 2". */
function facetTitle(facet: string, value: Cell): string {
  if (typeof value !== "number")
    return `${columnLabel(facet)} = ${String(value).replace(/[*_^\\]/g, (each) => `\\${each}`)}`;
  const isPower = value >= 1000 && Number.isInteger(Math.log10(value));
  const number = isPower ? formatLogTick(value) : formatTick(value);
  return facet === "step" || facet === "epoch" ? `${facet} ${number}` : `${columnLabel(facet)} = ${number}`;
}
