import { LAZY_KERNEL_DISTANCE } from "@lazyrich/exact";
import {
  type FigurePanel,
  figure,
  horizontalLines,
  keyLegend,
  line,
  type Mark,
  panel,
  paperWidth,
  points,
  strokes,
  verticalLines,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { DrawOptions, FigureData } from "../figure.js";
import { number } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import type { Figure1aSpec } from "./figure1aSpec.js";
import { dotLook, ink, measureColors, neutralColor, signColors } from "./palette.js";

/** What a plane must have across, what labels at the left take of the width, and ticks between columns, in points. */
const ROOM = { panel: 95, labels: 40, ticks: 20 } as const;

/** Whether the kernel of a start has stayed what it was, by the rows of its metrics. */
export const isLazy = (metrics: readonly Row[]): boolean =>
  Number(metrics.at(-1)?.kernelDistance) < LAZY_KERNEL_DISTANCE;

/** A column a start: the neurons in the plane, at the end or at a step with their whole ways pale, and curves in time below. */
export function drawFigure1a(
  { tables }: FigureData,
  spec: Figure1aSpec,
  { width, theme }: DrawOptions,
  { title, step }: { readonly title: string; readonly step?: number },
): string {
  const metrics = tables.metrics ?? [];
  const of = (rows: readonly Row[], start: number): Row[] => rows.filter((row) => row.start === start);
  const starts = spec.starts.map((_, start) => start);
  const columns = columnsFor(starts.length, width, ROOM.panel);
  const lines = Math.ceil(starts.length / columns);
  const inLine = <T>(line: number, draw: (start: number, isLeft: boolean) => T): (T | null)[] =>
    Array.from({ length: columns }, (_, column) => {
      const start = line * columns + column;
      return start < starts.length ? draw(start, column === 0) : null;
    });
  // as high as a frame is wide, so that circles fill it
  const planeHeight = ((width ?? paperWidth.page) - ROOM.labels) / columns - ROOM.ticks;
  return figure({
    ...{ width, theme, columns },
    panels: Array.from({ length: lines }, (_, line) => [
      ...inLine(line, (start, isLeft) =>
        plane(tables, spec, { start, step, isLeft, isLazy: isLazy(of(metrics, start)) }),
      ),
      ...inLine(line, (start, isLeft) => curves(of(metrics, start), spec, { isLeft, step })),
    ]).flat(),
    rowHeights: Array.from({ length: lines }, () => [planeHeight, 52]).flat(),
    letters: false,
    legend: [
      keyLegend([
        { label: "*a*_*k* > 0", color: signColors.positive.strong, strokeWidth: strokes.bold },
        { label: "*a*_*k* < 0", color: signColors.negative.strong, strokeWidth: strokes.bold },
        { label: "teacher", color: signColors.positive.pale, strokeWidth: strokes.broad },
        { label: "start", color: ink, strokeWidth: strokes.outline, dash: strokes.dotted },
        ...curveStyles.map(({ label, stroke, dash }) => ({
          ...{ label, color: stroke, strokeWidth: strokes.line },
          ...(dash === undefined ? {} : { dash }),
        })),
      ]),
    ],
    description: title,
  });
}

function plane(
  tables: FigureData["tables"],
  { starts, hiddenWidth }: Figure1aSpec,
  {
    start,
    step,
    isLeft,
    isLazy,
  }: { readonly start: number; readonly step: number | undefined; readonly isLeft: boolean; readonly isLazy: boolean },
): FigurePanel {
  const neurons = tables.neurons ?? [];
  const { tau, delta } = starts[start]!;
  const rows = neurons.filter((row) => row.start === start);
  // starts of one scale are compared on one scale
  const alike = neurons.filter((row) => starts[Number(row.start)]!.tau === tau);
  const reach = 1.06 * Math.max(...alike.map((row) => Math.max(Math.abs(Number(row.x)), Math.abs(Number(row.y)))));
  const now = step === undefined ? rows.slice(-hiddenWidth) : rows.filter((row) => row.step === step);
  return panel({
    title: `${isLazy ? "lazy" : "rich"}: *τ* = ${number(tau)}, *δ* = ${number(delta)}`,
    x: { label: "|*a*_*k*| *w*_{*k*,1}", domain: [-reach, reach] },
    y: { label: isLeft ? "|*a*_*k*| *w*_{*k*,2}" : "", domain: [-reach, reach] },
    equalAspect: true,
    marks: [
      ...teacherMarks(tables.teacher ?? [], reach),
      line(circle(tau ** 2), { x: "x", y: "y", stroke: ink, strokeWidth: strokes.outline, dash: strokes.dotted }),
      ...(["positive", "negative"] as const).flatMap((name) => {
        const isOfSign = (row: Row): boolean => Number(row.sign) > 0 === (name === "positive");
        const { strong, pale } = signColors[name];
        const way = {
          x: "x",
          y: "y",
          z: "neuron",
          stroke: step === undefined ? strong : pale,
          strokeWidth: strokes.outline,
        };
        const dots = { x: "x", y: "y", fill: strong, ...dotLook, strokeWidth: strokes.hairline };
        return [line(rows.filter(isOfSign), way), points(now.filter(isOfSign), dots)];
      }),
    ],
  });
}

const teacherMarks = (rays: readonly Row[], reach: number): Mark[] =>
  rays.map(({ x, y, sign }) => {
    const ends = [0, 3 * reach].map((length) => ({ x: length * Number(x), y: length * Number(y) }));
    const stroke = signColors[Number(sign) > 0 ? "positive" : "negative"].pale;
    return line(ends, { x: "x", y: "y", stroke, strokeWidth: strokes.broad });
  });

function curves(
  metrics: readonly Row[],
  { steps }: Figure1aSpec,
  { isLeft, step }: { readonly isLeft: boolean; readonly step: number | undefined },
): FigurePanel {
  const rows = metrics.filter((row) => Number(row.step) > 0);
  return panel({
    x: { label: "step", type: "log", domain: [10, steps] },
    y: { label: isLeft ? "relative to start" : "", domain: [0, 1], ticks: [0, 0.5, 1] },
    marks: [
      horizontalLines([0], { stroke: neutralColor, strokeWidth: strokes.hairline }),
      ...(step === undefined ? [] : [verticalLines([Math.max(10, step)], { stroke: neutralColor })]),
      ...curveStyles.map(({ column, stroke, dash }) =>
        line(rows, {
          x: "step",
          y: column,
          stroke,
          strokeWidth: strokes.line,
          ...(dash === undefined ? {} : { dash }),
        }),
      ),
    ],
  });
}

const curveStyles: readonly { column: string; label: string; stroke: string; dash?: string }[] = [
  { column: "relativeLoss", label: "train loss", stroke: ink },
  { column: "kernelDistance", label: "kernel *S*", stroke: measureColors.kernel },
  { column: "hammingShare", label: "Hamming *H*/*h*", stroke: measureColors.patterns, dash: strokes.exactDash },
];

function circle(radius: number): Row[] {
  return Array.from({ length: 121 }, (_, i) => ({
    x: radius * Math.cos((i * Math.PI) / 60),
    y: radius * Math.sin((i * Math.PI) / 60),
  }));
}
