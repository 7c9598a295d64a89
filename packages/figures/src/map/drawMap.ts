import {
  type ColorScale,
  contourLines,
  contourMap,
  type FigurePanel,
  figure,
  formatLogTick,
  panel,
  rampPanel,
  sequentialScale,
  strokes,
} from "@lazyrich/plot";
import { measures } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import { number } from "../figures/captionText.js";
import { type MapColumns, mapTable } from "./mapTable.js";

/** Maps in one row; more facets than these go on in the next. */
const MOST_COLUMNS = 5;
const LEVELS = 12;

/**
 * Maps of a measure over any two axes of runs, one for each value of the facet, with one color scale beside them. An axis whose
 * values lie more evenly in their logarithm is drawn so; labels and scale of a measure are those it tells of itself.
 *
 * @throws RangeError of `mapTable`, or if an axis has fewer than two values.
 */
export function drawMap(runs: readonly Row[], columns: MapColumns): string {
  const { rows } = mapTable(runs, columns);
  const { x, y, value, facet, statistic = "mean" } = columns;
  for (const [name, axis] of [
    ["x", x],
    ["y", y],
  ] as const) {
    const count = new Set(rows.map((row) => row[name])).size;
    if (count < 2) throw new RangeError(`${axis} has ${count} value; expected at least two along an axis of a map`);
  }
  const label = statistic === "mean" ? labelOf(value) : `${labelOf(value)}, ${statistic} over seeds`;
  const color = colorsOf(rows, value, label);
  const facets = [...new Set(rows.map((row) => row.facet ?? null))];
  const across = Math.min(facets.length, MOST_COLUMNS);
  const panels = facets.flatMap((each, i) => {
    const title = each === null ? "" : `${facet} = ${typeof each === "number" ? number(each) : String(each)}`;
    const drawn = mapPanel(
      rows.filter((row) => row.facet === each),
      color,
      { title, x, y, isLeft: i % across === 0, isBottom: i + across >= facets.length },
    );
    return i % across === across - 1 || i === facets.length - 1 ? [drawn, rampPanel(color)] : [drawn];
  });
  return figure({
    columns: across + 1,
    columnWidths: [...Array.from({ length: across }, () => 1), 0.07],
    frameAspect: 1,
    gap: 5,
    panels,
    description: `${value} over ${x} and ${y}`,
  });
}

const measureOf = (name: string) => measures.find((measure) => measure.name === name);
const labelOf = (name: string): string => measureOf(name)?.label ?? name;

function colorsOf(rows: readonly Row[], value: string, label: string): ColorScale {
  const values = rows.map((row) => row.value).filter((each): each is number => typeof each === "number");
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (measureOf(value)?.scale === "log" && low > 0) {
    return sequentialScale({ domain: [Math.min(low, high / 2), high], type: "log", label, format: formatLogTick });
  }
  const bottom = Math.min(0, low);
  return sequentialScale({ domain: [bottom, high > bottom ? high : bottom + 1], label });
}

interface Place {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly isLeft: boolean;
  readonly isBottom: boolean;
}

function mapPanel(rows: readonly Row[], color: ColorScale, { title, x, y, isLeft, isBottom }: Place): FigurePanel {
  const [low, high] = color.domain;
  const levels = Array.from({ length: LEVELS + 1 }, (_, i) => color.valueAt(i / LEVELS)).filter(
    (level) => level > low && level < high,
  );
  const known = rows.filter((row) => row.value !== null);
  const at = { x: "x", y: "y", value: "value" };
  return panel({
    title,
    color,
    x: { label: isBottom ? x : "", ...axisOf(rows, "x") },
    y: { label: isLeft ? y : "", ...axisOf(rows, "y") },
    marks: [
      contourMap(known, { ...at, thresholds: [color.valueAt(-0.02), ...levels] }),
      contourLines(known, { ...at, thresholds: levels, stroke: "#ffffff", strokeWidth: 0.75 * strokes.hairline }),
    ],
  });
}

/** Logarithmic where the logarithms of the values are more evenly apart than the values. */
function axisOf(rows: readonly Row[], column: "x" | "y"): { readonly type?: "log"; readonly domain: [number, number] } {
  const values = [...new Set(rows.map((row) => Number(row[column])))].sort((a, b) => a - b);
  const domain: [number, number] = [values[0]!, values.at(-1)!];
  const unevenness = (numbers: readonly number[]): number => {
    const gaps = numbers.slice(1).map((each, i) => each - numbers[i]!);
    return Math.max(...gaps) / Math.min(...gaps);
  };
  const isLog = domain[0] > 0 && unevenness(values.map(Math.log)) < unevenness(values) * (1 - 1e-9);
  return isLog ? { type: "log", domain } : { domain };
}
