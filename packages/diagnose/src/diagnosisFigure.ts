import { type FigurePanel, figure, keyLegend, line, type Mark, panel, points, verticalLines } from "@lazyrich/plot";
import type { Diagnosis } from "./diagnosis.js";
import { regimeTitle } from "./verdict/verdict.js";

const BEFORE = "#9aa5b1";
const AFTER = "#c2410c";
const INK = "#1f2933";
/** Rows that one panel has room for: the first of more. */
const MOST_ROWS = 24;

/**
 * A diagnosis as an SVG: S of the whole with two standard errors and the threshold, S of each parameter, each layer's share of the kernel's trace before and after, and the change of each hidden
 * layer's activations, from the first layer at the top.
 */
export function diagnosisFigure(diagnosis: Diagnosis): string {
  const { kernelDistance: S, kernelDistanceStandardError: error, verdict } = diagnosis;
  const distances = Object.entries(diagnosis.kernelDistanceByParameter).map(([name, value]) => ({
    name,
    after: value ?? 0,
  }));
  const speeds = diagnosis.learningSpeed.map(({ layer, before, after }) => ({ name: layer, before, after }));
  const changes = diagnosis.activationChange.map((after, k) => ({ name: diagnosis.hiddenLayers[k]!.layer, after }));
  const whole = { name: "whole network", after: S ?? 0 };
  const panels = [
    rowsPanel("kernel distance S", "parameter", [whole, ...distances], {
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
    rowsPanel("share of the kernel", "layer", speeds),
    ...(changes.length > 0 ? [rowsPanel("activations changed", "after layer", changes)] : []),
  ];
  const number = (value: number | null): string => (value === null ? "?" : String(Number(value.toPrecision(2))));
  const height = 12 * Math.min(MOST_ROWS, Math.max(distances.length + 1, speeds.length)) + 10;
  return figure({
    panels,
    columns: panels.length,
    rowHeights: [Math.max(60, height)],
    title: `${regimeTitle(verdict)}: S = ${number(S)} ± ${number(error)}`,
    legend: [
      keyLegend([
        { label: "before", shape: "ring", color: BEFORE },
        { label: "after", shape: "dot", color: AFTER },
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
}

function rowsPanel(
  label: string,
  of: string,
  all: readonly NamedRow[],
  { reach = 0, marks = [] }: { readonly reach?: number; readonly marks?: readonly Mark[] } = {},
): FigurePanel {
  const rows = all.slice(0, MOST_ROWS).map((row, k) => ({ ...row, place: -k }));
  const stems = rows.flatMap(({ after, before = 0, place }) => [before, after].map((x) => ({ x, y: place, place })));
  const largest = Math.max(...stems.map(({ x }) => x), reach, Number.MIN_VALUE);
  const starts = rows.flatMap(({ before, place }) => (before === undefined ? [] : [{ before, place }]));
  return panel({
    x: { label, domain: [0, largest > 1e-300 ? 1.05 * largest : 1] },
    y: {
      label: of,
      domain: [0.5 - rows.length, 0.5],
      ticks: rows.map(({ place }) => place),
      format: (place) => shortened(rows[-place]?.name ?? ""),
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
