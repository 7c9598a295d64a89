import {
  type Axis,
  type FigurePanel,
  figure,
  horizontalLines,
  keyLegend,
  line,
  panel,
  points,
  verticalLines,
} from "@lazyrich/plot";
import type { SeriesDiagnosis } from "./diagnoseSeries.js";
import type { SeriesRow } from "./seriesRow.js";

const COLOR = "#c2410c";

/**
 * A series as an SVG: kernel, activations, parameters and the loss (the outputs, without labels) against the step.
 *
 * @example
 * import { checkpoint, diagnoseSeries, inferredChain, seriesFigure } from "@lazyrich/diagnose";
 * const at = (w) => checkpoint({ "0.weight": { shape: [1, 2], data: Float64Array.of(w, 1) } }, "w");
 * const inputs = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const architecture = inferredChain(at(1), { inputDimension: 2 });
 * const checkpoints = [0, 10, 100].map((step) => ({ step, read: () => at(1 + step) }));
 * seriesFigure(diagnoseSeries({ architecture, checkpoints, inputs })).slice(0, 4); // "<svg"
 */
export function seriesFigure({ last, rows, phases }: SeriesDiagnosis): string {
  const { richFrom } = phases;
  const { threshold } = last.verdict;
  const hasLoss = rows.every(({ loss }) => loss !== null);
  const curves = [
    ["kernelDistance", "kernel distance S"],
    ["activationChange", "activations changed"],
    ["parameterDistance", "distance of parameters"],
    hasLoss ? ["loss", "loss"] : ["outputDistance", "distance of outputs"],
  ] as const;
  const shown = curves.filter(([column]) => rows.some((row) => row[column] !== null));
  return figure({
    panels: shown.map(([column, label]) =>
      curvePanel(rows, column, label, richFrom, column === "kernelDistance" ? [threshold] : []),
    ),
    title: phases.text.split(". ")[0]!.replace(/\.$/, ""),
    legend: [
      keyLegend([
        { label: `S = ${threshold}, lazy below, rich above`, dash: "2,2", strokeWidth: 0.6 },
        ...(richFrom === null ? [] : [{ label: `rich from step ${richFrom}`, strokeWidth: 0.6 }]),
      ]),
    ],
    columns: 2,
    frameAspect: 1.6,
    description: phases.text,
  });
}

function curvePanel(
  rows: readonly SeriesRow[],
  column: keyof SeriesRow,
  label: string,
  richFrom: number | null,
  thresholds: readonly number[],
): FigurePanel {
  const known = rows.filter((row) => row[column] !== null);
  return panel({
    x: { label: "step", ...stepAxis(rows) },
    y: { label },
    marks: [
      horizontalLines(thresholds, { dash: "2,2" }),
      ...(richFrom === null ? [] : [verticalLines([richFrom])]),
      line(known, { x: "step", y: String(column), stroke: COLOR }),
      points(known, { x: "step", y: String(column), fill: COLOR }),
    ],
  });
}

/** Logarithmic where steps grow by factors: linear up to the first step after 0. */
function stepAxis(rows: readonly SeriesRow[]): Axis {
  const steps = rows.map(({ step }) => step);
  const positive = steps.filter((step) => step > 0);
  const [low, high] = [positive[0] ?? 1, positive.at(-1) ?? 1];
  if (high < 20 * low) return {};
  return steps[0]! > 0 ? { type: "log" } : { type: "symlog", constant: low, ticks: steps };
}
