import type { Row } from "@lazyrich/tables";
import type { FigureData } from "../figure.js";
import { enumerated, measured, number } from "../figures/captionText.js";
import { isLazy } from "../figures/figure1aDrawing.js";
import type { Figure1aSpec } from "../figures/figure1aSpec.js";
import { type Figure5aSpec, movedInWords } from "../figures/figure5a.js";
import { extremesInWords } from "../figures/phaseFigure.js";
import type { PhaseMetric, PhaseSpec } from "../figures/phaseSpec.js";

/** One part of the poster: what is said, and the figure that shows it. */
export interface PosterPart {
  readonly heading: string;
  readonly figure: string;
  /** The width in points that the figure is drawn at, before it is enlarged to its column. */
  readonly width: number;
  /** What is said beside it; of results what the rows show. Math labels. */
  words(data: FigureData, spec: unknown): string;
}

export const posterTitle: string =
  "Lazy or rich? The scale of a start is half of the answer, the balance of its layers the other half.";

export const posterSubtitle: string =
  "Some networks learn lazily: their weights barely move and they act as a fixed kernel. Some learn richly: they find features. " +
  "Which it is, and when, follows from the scale *τ* of the start and from a quantity that learning conserves, *δ* = *a*^2 − |*w*|^2 " +
  "(Kunin et al., Get rich quick, NeurIPS 2024).";

export const posterSources: string =
  "Every picture is drawn by lazyrich figure, from the settings and rows that its JSON holds; lazyrich poster draws this page. " +
  "Thick lines are simulations, dashed ones exact solutions.";

/** Down the left column, then down the right one. */
export const posterColumns: readonly (readonly PosterPart[])[] = [
  [
    { heading: "Some students find features, some do not", figure: "1a", width: 397, words: students },
    {
      ...{ heading: "One quantity never moves", figure: "2", width: 397 },
      words: () =>
        "Gradient flow conserves *δ* for every neuron. It holds the parameters on one surface, on which they can go only so far: " +
        "downstream (*δ* < 0) a single sheet, upstream (*δ* > 0) two, balanced (*δ* = 0) a cone that meets in a saddle. Color is the loss.",
    },
    { heading: "So learning has an exact solution", figure: "3", width: 397, words: inTime },
    {
      ...{ heading: "The balance bends the path", figure: "4a", width: 330 },
      words: () =>
        "From one function to one target. Far upstream the path is the straight one of linear regression; far downstream it first " +
        "fits along its own direction, then turns around a circle.",
    },
  ],
  [
    {
      ...{ heading: "Rich: the kinks move, and upstream they move first", figure: "5a", width: 397 },
      words: ({ tables }, spec) => movedInWords(spec as Figure5aSpec, tables.cones ?? []),
    },
    {
      ...{ heading: "Scale and balance decide together", figure: "1b", width: 397 },
      words: (data, spec) => maps(data, spec as PhaseSpec, ["kernelDistance", "generalizationError"]),
    },
    {
      ...{ heading: "Upstream is rapid: patterns move early, parameters hardly", figure: "5b", width: 397 },
      words: (data, spec) => maps(data, spec as PhaseSpec, ["hammingDistance", "parameterDistance"]),
    },
    {
      ...{ heading: "Depth waits, then jumps", figure: "deep-modes", width: 397 },
      words: () =>
        "One mode of a deep linear network of *L* layers from a small balanced start: with depth the wait grows longer against the rise.",
    },
  ],
];

/** A loss below this share of its start counts as fitted. */
const FITTED = 0.01;

function students({ tables }: FigureData, spec: unknown): string {
  const { starts, hiddenWidth, teacherWidth } = spec as Figure1aSpec;
  const rowsOf = (start: number): Row[] => (tables.metrics ?? []).filter((row) => row.start === start);
  const kinds = starts.map(({ tau, delta }, start) => {
    const rows = rowsOf(start);
    const name = `(*τ*, *δ*) = (${number(tau)}, ${number(delta)}), *S* = ${measured(Number(rows.at(-1)?.kernelDistance))}`;
    return { name, isLazy: isLazy(rows), fits: Number(rows.at(-1)?.relativeLoss) < FITTED };
  });
  const named = (lazy: boolean): string =>
    enumerated(kinds.filter((kind) => kind.isLazy === lazy).map(({ name }) => name)) || "none";
  return (
    `Students of ${hiddenWidth} ReLU neurons learn from a teacher of ${teacherWidth} whose directions are the broad rays.${kinds.every(({ fits }) => fits) ? " All fit." : ""} ` +
    `Rich, their kernel turned by a distance *S*: ${named(false)}. Lazy: ${named(true)}.`
  );
}

function inTime({ tables, largestDifference }: FigureData): string {
  const rows = tables.dynamics ?? [];
  const deltas = [...new Set(rows.map(({ delta }) => Number(delta)))];
  const ends = [Math.min(...deltas), Math.max(...deltas)].map((delta) => {
    const last = rows.findLast((row) => row.delta === delta);
    return `${measured(Number(last?.kernelDistanceExact))} for *δ* = ${number(delta)}`;
  });
  return (
    "One hidden neuron, one start, one target; only the balance differs. The closed form needs no integration and agrees with the " +
    `simulation to ${measured(largestDifference ?? 0)}. Its kernel distance ends at ${ends.join(", at ")}.`
  );
}

function maps({ tables }: FigureData, spec: PhaseSpec, metrics: readonly PhaseMetric[]): string {
  const step = spec.steps.filter((_, i) => i < 4).at(-1)!;
  const extremes = metrics.map((metric) => extremesInWords(tables.maps ?? [], metric, step)).join(" ");
  const students = spec.tau.count * spec.delta.count * spec.seeds;
  return `${number(students)} students, from step ${number(spec.steps[0]!)} to step ${number(step)}. At the last: ${extremes}`;
}
