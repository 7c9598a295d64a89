import {
  type Axis,
  type ColorScale,
  contourLines,
  contourMap,
  type FigurePanel,
  formatTick,
  panel,
  paperTheme,
  strokes,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import { columnLabel } from "./columnLabel.js";
import type { Statistic } from "./statistics.js";

/** How many colors a map has. */
const LEVELS = 12;

export interface MapPanelOptions {
  readonly x: string;
  readonly y: string;
  readonly statistic: Statistic;
  readonly color: ColorScale;
  readonly title: string;
  /** Whether axes are labeled: of the outer maps alone. */
  readonly isLeft: boolean;
  readonly isBottom: boolean;
}

/** One map: filled contours of a statistic over two columns of the rows of `mapTable`; what is not known stays blank. */
export function mapPanel(rows: readonly Row[], options: MapPanelOptions): FigurePanel {
  const { x, y, statistic, color, title, isLeft, isBottom } = options;
  const [low, high] = color.domain;
  const levels = Array.from({ length: LEVELS + 1 }, (_, i) => color.valueAt(i / LEVELS)).filter(
    (level) => level > low && level < high,
  );
  const known = rows
    .filter((row) => row[statistic] !== null)
    .map((row) => ({ ...row, [statistic]: Math.max(low, Number(row[statistic])) }));
  // between values at the lower end rounding falls below it
  const below = color.valueAt(-0.02);
  const at = { x, y, value: statistic };
  return panel({
    title,
    color,
    x: { label: isBottom ? columnLabel(x) : "", ...axisOf(rows, x) },
    y: { label: isLeft ? columnLabel(y) : "", ...axisOf(rows, y) },
    marks: [
      contourMap(known, { ...at, thresholds: [below, ...levels] }),
      contourLines(known, {
        ...at,
        thresholds: levels,
        stroke: paperTheme.background,
        strokeWidth: 0.75 * strokes.hairline,
      }),
    ],
  });
}

/**
 * Logarithmic where the logarithms of the values are more evenly apart than the values.
 *
 * @throws RangeError if there are fewer than two values.
 */
function axisOf(rows: readonly Row[], column: string): Axis {
  const values = [...new Set(rows.map((row) => Number(row[column])))].sort((a, b) => a - b);
  if (values.length < 2) {
    throw new RangeError(`${column} has ${values.length} value; expected at least two along an axis of a map`);
  }
  const domain: [number, number] = [values[0]!, values.at(-1)!];
  const unevenness = (numbers: readonly number[]): number => {
    const gaps = numbers.slice(1).map((each, i) => each - numbers[i]!);
    return Math.max(...gaps) / Math.min(...gaps);
  };
  const isEvener = values.length > 2 && unevenness(values.map(Math.log)) < unevenness(values) * (1 - 1e-9);
  // of two values nothing is more even: then where a decade lies between them
  const isLog = domain[0] > 0 && (isEvener || (values.length === 2 && domain[1] / domain[0] >= 10));
  if (!isLog) return { domain, ...(domain[0] === -domain[1] ? { ticks: [domain[0], 0, domain[1]] } : {}) };
  const decades = Math.log10(domain[1] / domain[0]);
  return { type: "log", domain, ...(decades < 2.5 ? { ticks: roundTicks(domain), format: formatTick } : {}) };
}

/** 1 and 3 times powers of ten. */
function roundTicks([low, high]: readonly [number, number]): number[] {
  const first = Math.floor(Math.log10(low));
  const count = Math.ceil(Math.log10(high)) - first + 1;
  return Array.from({ length: count }, (_, i) => first + i)
    .flatMap((exponent) => [Number(`1e${exponent}`), Number(`3e${exponent}`)])
    .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}
