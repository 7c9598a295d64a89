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
import type { Row } from "@lazyrich/tables";
import type { DrawOptions } from "../figure.js";
import { measured, number } from "./captionText.js";

/** What a map shows of a metric: the column of its values, and how they look. */
export interface MappedMetric {
  readonly column: string;
  /** Over the map, read as a math label, and in captions. */
  readonly label: string;
  /** Losses are colored by their logarithm, from this floor on; distances from 0. */
  readonly scale: "distance" | "loss";
  /** Hues of its colors, one pair a metric. */
  readonly hues: readonly [number, number];
}

/** The paper's floor: a run ends there. */
export const LOSS_FLOOR = 1e-10;

/** How many colors a map has. */
const LEVELS = 12;

/**
 * Maps over tau (across, logarithmic) and delta (upward): a row a metric with its colors beside it, a column a step.
 *
 * @param rows one a step, tau and delta, with the columns of the metrics.
 * @param steps those that are shown; others of the rows count for the colors.
 */
export function drawPhases(
  rows: readonly Row[],
  metrics: readonly MappedMetric[],
  steps: readonly number[],
  description: string,
  { width, theme }: DrawOptions = {},
): string {
  return figure({
    ...{ width, theme, description },
    columns: steps.length + 1,
    columnWidths: [...steps.map(() => 1), 0.07],
    frameAspect: 1,
    gap: 5,
    panels: metrics.flatMap((metric, row) => {
      const color = phaseScale(rows, metric);
      const maps = steps.map((step, column) =>
        phasePanel(
          rows.filter((each) => each.step === step),
          metric.column,
          color,
          { title: row === 0 ? stepName(step) : "", isLeft: column === 0, isBottom: row === metrics.length - 1 },
        ),
      );
      return [...maps, rampPanel(color)];
    }),
  });
}

/** 10^{5} where it is a power of ten. */
const stepName = (step: number): string =>
  `step ${step >= 1000 && Number.isInteger(Math.log10(step)) ? formatLogTick(step) : number(step)}`;

/** One scale for all panels of a metric. */
function phaseScale(rows: readonly Row[], { column, label, scale, hues }: MappedMetric): ColorScale {
  const values = rows.map((row) => Number(row[column])).filter(Number.isFinite);
  const highest = Math.max(...values, 0) || 1;
  if (scale === "distance") return sequentialScale({ domain: [0, highest], label, hues });
  const lowest = Math.max(LOSS_FLOOR, Math.min(...values.filter((value) => value > 0)));
  // a scale needs two ends, also where all values are one
  const domain = [Math.min(lowest, highest / 2), highest] as const;
  return sequentialScale({ domain, type: "log", label, format: formatLogTick, hues });
}

function phasePanel(
  rows: readonly Row[],
  value: string,
  color: ColorScale,
  { title, isLeft, isBottom }: { readonly title: string; readonly isLeft: boolean; readonly isBottom: boolean },
): FigurePanel {
  const [low, high] = color.domain;
  const levels = Array.from({ length: LEVELS + 1 }, (_, i) => color.valueAt(i / LEVELS)).filter(
    (level) => level > low && level < high,
  );
  const clamped = rows.map((row) => ({ ...row, [value]: Math.max(low, Number(row[value])) }));
  // between values at the lower end rounding falls below it
  const below = color.valueAt(-0.02);
  const at = { x: "tau", y: "delta", value };
  const [tau, delta] = [rangeOf(rows, "tau"), rangeOf(rows, "delta")];
  return panel({
    title,
    color,
    x: { label: isBottom ? "scale *τ*" : "", type: "log", domain: tau, ticks: roundTaus(tau), format: number },
    y: { label: isLeft ? "*δ*" : "", domain: delta, ticks: [...new Set([delta[0], 0, delta[1]])] },
    marks: [
      contourMap(clamped, { ...at, thresholds: [below, ...levels] }),
      contourLines(clamped, { ...at, thresholds: levels, stroke: "#ffffff", strokeWidth: 0.75 * strokes.hairline }),
    ],
  });
}

const rangeOf = (rows: readonly Row[], column: string): [number, number] => {
  const values = rows.map((row) => Number(row[column]));
  return [Math.min(...values), Math.max(...values)];
};

/** 1 and 3 times powers of ten. */
function roundTaus([low, high]: readonly [number, number]): number[] {
  const first = Math.floor(Math.log10(low));
  const count = Math.ceil(Math.log10(high)) - first + 1;
  return Array.from({ length: count }, (_, i) => first + i)
    .flatMap((exponent) => [Number(`1e${exponent}`), Number(`3e${exponent}`)])
    .filter((tau) => tau >= low * (1 - 1e-9) && tau <= high * (1 + 1e-9));
}

/** Where the map of a metric is highest and lowest at a step, in words. */
export function extremesInWords(rows: readonly Row[], { column, label }: MappedMetric, step: number): string {
  const values = rows.filter((row) => row.step === step && Number.isFinite(Number(row[column])));
  if (values.length === 0) return "";
  const by = (sign: 1 | -1): Row =>
    values.reduce((best, row) => (sign * Number(row[column]) > sign * Number(best[column]) ? row : best));
  const at = (row: Row): string =>
    `${measured(Number(row[column]))} at τ = ${measured(Number(row.tau))}, δ = ${measured(Number(row.delta))}`;
  return `The ${label.replace(/[*]/g, "")} is greatest, ${at(by(1))}, and least, ${at(by(-1))}.`;
}
