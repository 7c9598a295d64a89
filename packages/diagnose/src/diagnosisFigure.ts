import { type FigurePanel, figure, keyLegend, line, type Mark, panel, points, verticalLines } from "@lazyrich/plot";
import type { Diagnosis } from "./diagnosis.js";
import { regimeTitle } from "./verdict/verdict.js";

const BEFORE = "#9aa5b1";
const AFTER = "#c2410c";
const INK = "#1f2933";
/** Rows that one panel has room for: of more those with the largest share. */
const MOST_ROWS = 24;

/**
 * A diagnosis as an SVG: S of the whole with two standard errors and the threshold, S of each parameter, each layer's share of the kernel's trace before and after, and the change of each hidden
 * layer's activations, from the first layer at the top. Of many rows those with the largest share of the kernel are drawn, and a line says how many more there are.
 *
 * @param diagnosis as `diagnose` gives it
 * @example
 * import { checkpoint, diagnose, diagnosisFigure, inferredChain } from "@lazyrich/diagnose";
 * const at = (w) => checkpoint({ "0.weight": { shape: [1, 2], data: Float64Array.of(w, 1) } }, "w");
 * const inputs = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const architecture = inferredChain(at(1), { inputDimension: 2 });
 * diagnosisFigure(diagnose({ architecture, before: at(1), after: at(2), inputs })).slice(0, 4); // "<svg"
 */
export function diagnosisFigure(diagnosis: Diagnosis): string {
  const { kernelDistance: S, kernelDistanceStandardError: error, verdict } = diagnosis;
  const distances = Object.entries(diagnosis.kernelDistanceByParameter).map(([name, value]) => ({
    name,
    after: value ?? 0,
    share: diagnosis.kernelShareBefore[name] ?? 0,
  }));
  const speeds = diagnosis.learningSpeed.map(({ layer, before, after }) => ({
    name: layer,
    before,
    after,
    share: before,
  }));
  const changes = diagnosis.activationChange.map((after, k) => ({
    name: diagnosis.hiddenLayers[k]!.layer,
    after,
    share: after,
  }));
  const whole = { name: "whole network", after: S ?? 0, share: Number.POSITIVE_INFINITY };
  const panels = [
    rowsPanel("Kernel distance", "kernel distance S", "parameter", [whole, ...distances], {
      rest: sharedRest,
      reach: Math.max(verdict.threshold, (S ?? 0) + 2 * (error ?? 0)),
      marks: [
        verticalLines([verdict.threshold], { dash: "2,2" }),
        line(
          [-2, 2].map((times) => ({ x: Math.max(0, (S ?? 0) + times * (error ?? 0)), y: 0 })),
          { x: "x", y: "y", stroke: INK },
        ),
        points([{ x: S ?? 0, y: 0 }], { x: "x", y: "y", fill: INK }),
      ],
    }),
    rowsPanel("Learning speed", "share of the kernel", "layer", speeds, { rest: sharedRest }),
    ...(changes.length > 0
      ? [rowsPanel("Hidden layers", "activations changed", "after layer", changes, { rest: changedRest })]
      : []),
  ];
  const number = (value: number | null): string => (value === null ? "?" : String(Number(value.toPrecision(2))));
  const height = 12 * Math.min(MOST_ROWS + 1, Math.max(distances.length + 1, speeds.length)) + 10;
  return figure({
    panels,
    columns: panels.length,
    rowHeights: [Math.max(60, height)],
    title: `${regimeTitle(verdict)}: S = ${number(S)} ± ${number(error)} (standard error)`,
    legend: [
      keyLegend([
        { label: "before", shape: "ring", color: BEFORE },
        { label: "after", shape: "dot", color: AFTER },
        { label: "bar: ± 2 standard errors", color: INK, strokeWidth: 1 },
        { label: `S = ${verdict.threshold}, lazy below, rich above`, dash: "2,2", strokeWidth: 0.6 },
      ]),
    ],
    description: verdict.text,
  });
}

interface NamedRow {
  readonly name: string;
  readonly before?: number;
  readonly after: number;
  /** Of the rows that are too many for a panel, those with the least are left out. */
  readonly share: number;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))}%`;
const sharedRest = (rest: readonly NamedRow[]): string =>
  `and ${rest.length} more, with ${percent(rest.reduce((sum, { share }) => sum + share, 0))} of the kernel`;
const changedRest = (rest: readonly NamedRow[]): string =>
  `and ${rest.length} more, with up to ${percent(Math.max(...rest.map(({ share }) => share)))}`;

function rowsPanel(
  title: string,
  label: string,
  of: string,
  all: readonly NamedRow[],
  {
    rest: sayRest,
    reach = 0,
    marks = [],
  }: {
    readonly rest: (rest: readonly NamedRow[]) => string;
    readonly reach?: number;
    readonly marks?: readonly Mark[];
  },
): FigurePanel {
  const least = new Set([...all].sort((a, b) => b.share - a.share).slice(MOST_ROWS));
  const rows = all.filter((row) => !least.has(row)).map((row, k) => ({ ...row, place: -k }));
  const lines = [...rows.map(({ name }) => shortened(name)), ...(least.size > 0 ? [sayRest([...least])] : [])];
  const stems = rows.flatMap(({ after, before = 0, place }) => [before, after].map((x) => ({ x, y: place, place })));
  const largest = Math.max(...stems.map(({ x }) => x), reach, Number.MIN_VALUE);
  const starts = rows.flatMap(({ before, place }) => (before === undefined ? [] : [{ before, place }]));
  return panel({
    title,
    x: { label, domain: [0, largest > 1e-300 ? 1.05 * largest : 1] },
    y: {
      label: of,
      domain: [0.5 - lines.length, 0.5],
      ticks: lines.map((_, k) => -k),
      format: (place) => lines[-place] ?? "",
    },
    marks: [
      line(stems, { x: "x", y: "y", z: "place", stroke: BEFORE }),
      points(rows, { x: "after", y: "place", fill: AFTER }),
      ...(starts.length > 0 ? [points(starts, { x: "before", y: "place", stroke: BEFORE })] : []),
      ...marks,
    ],
  });
}

const shortened = (name: string): string => (name.length > 22 ? `…${name.slice(-21)}` : name);
