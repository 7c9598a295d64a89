import {
  annotations,
  contourLines,
  contourMap,
  exactKeys,
  exactLine,
  type FigurePanel,
  figure,
  horizontalLines,
  keyLegend,
  line,
  type Mark,
  panel,
  points,
  rampLegend,
  sequentialScale,
  simulationLine,
  strokes,
  verticalLines,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { DrawOptions, FigureData } from "../figure.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import { windowOf } from "./lossGrid.js";
import { ink, paper, startLook } from "./palette.js";

/**
 * Trajectories of the function beta in the plane, over contours of the loss: simulation thick in the colour of its delta, exact solution
 * thin and dashed, the limits delta -> +-infinity dotted.
 *
 * Tables: `loss` (beta1, beta2, loss on a grid), `trajectories` (delta, t, beta1Simulated, ...), `limits` (limit, beta1, beta2).
 */
export function functionPlane(
  { tables }: FigureData,
  {
    deltas,
    start,
    marks,
    keys,
    description,
    options: { width = 264, theme } = {},
  }: {
    readonly deltas: readonly number[];
    readonly start: readonly [number, number];
    /** What belongs to one figure alone: the target, or the line of solutions. */
    readonly marks: { readonly below: readonly Mark[]; readonly above: readonly Mark[] };
    readonly keys: Parameters<typeof keyLegend>[0];
    readonly description: string;
    readonly options?: DrawOptions | undefined;
  },
): string {
  const grid = tables.loss ?? [];
  const trajectories = tables.trajectories ?? [];
  const limits = tables.limits ?? [];
  const colors = deltaColors(deltas);
  const losses = grid.map((row) => Number(row.loss));
  const highest = Math.max(...losses);
  const loss = sequentialScale({ domain: [0, highest], lightness: [0.82, 0.985], label: "loss" });
  const thresholds = contourLevels(highest);
  const { x, y } = windowOf(grid);
  const of = (rows: readonly Row[], column: string, value: number | string): Row[] =>
    rows.filter((row) => row[column] === value);
  const plane: FigurePanel = panel({
    x: { label: "*β*_1", domain: x, ticks: roundValues(x) },
    y: { label: "*β*_2", domain: y, ticks: roundValues(y) },
    color: loss,
    marks: [
      contourMap(grid, { x: "beta1", y: "beta2", value: "loss", thresholds }),
      contourLines(grid, {
        x: "beta1",
        y: "beta2",
        value: "loss",
        thresholds,
        stroke: paper,
        strokeWidth: strokes.reference,
      }),
      horizontalLines([0], { stroke: paper, strokeWidth: strokes.outline }),
      verticalLines([0], { stroke: paper, strokeWidth: strokes.outline }),
      ...marks.below,
      ...deltas.map((delta) =>
        simulationLine(of(trajectories, "delta", delta), {
          x: "beta1Simulated",
          y: "beta2Simulated",
          stroke: colors.color(delta),
        }),
      ),
      exactLine(trajectories, { x: "beta1Exact", y: "beta2Exact", z: "delta" }),
      ...limitEnds.map(({ limit, dash }) =>
        line(of(limits, "limit", limit), { x: "beta1", y: "beta2", stroke: ink, strokeWidth: strokes.line, dash }),
      ),
      ...marks.above,
      points([{ x: start[0], y: start[1] }], { x: "x", y: "y", ...startLook }),
      annotations([{ x: start[0], y: start[1], text: "*β*_0" }], { x: "x", y: "y", text: "text", dy: 9 }),
    ],
  });
  return figure({
    ...{ width, theme },
    panels: [plane],
    frameAspect: 1,
    legend: [
      deltaLegend(deltas, colors),
      keyLegend([
        ...exactKeys,
        ...limitEnds
          .filter(({ limit }) => limits.some((row) => row.limit === limit))
          .map(({ label, dash }) => ({ label, color: ink, strokeWidth: strokes.line, dash })),
        ...keys,
      ]),
      rampLegend({ scale: loss, length: 30, ticks: roundValues([0, highest], 3) }),
    ],
    legendPosition: "right",
    description,
  });
}

const limitEnds = [
  { limit: "upstream", label: "*δ* → +∞", dash: strokes.dotted },
  { limit: "downstream", label: "*δ* → −∞", dash: strokes.dashDotted },
] as const;

/** Round values (1, 2 or 5 times a power of ten apart) in a range, at most `most`. */
function roundValues([low, high]: readonly [number, number], most = 6): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / most));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => (high - low) / each <= most) ?? high - low;
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Levels whose square roots are evenly apart: the contours of a parabola evenly apart on the page. */
const contourLevels = (highest: number, count = 14): number[] =>
  Array.from({ length: count }, (_, i) => highest * (i / count) ** 2);
