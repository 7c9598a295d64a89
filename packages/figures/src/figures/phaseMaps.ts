import {
  type ColorScale,
  contourLines,
  contourMap,
  type FigurePanel,
  formatLogTick,
  panel,
  sequentialScale,
} from "@lazyrich/plot";
import { sweepInThread } from "@lazyrich/runs";
import { checkpoints } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { FigureData, RunOptions } from "../figure.js";
import { number } from "./captionText.js";
import { seedField } from "./figureFields.js";

/** What is mapped over tau and delta. */
export const phaseMetrics = [
  "kernelDistance",
  "generalizationError",
  "hammingDistance",
  "parameterDistance",
  "trainLoss",
] as const;
export type PhaseMetric = (typeof phaseMetrics)[number];

interface Count {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The grid of students of the paper's figures 1(b), 5(b) and 10. */
export interface PhaseSpec {
  readonly tau: Count;
  readonly delta: Count;
  /** Number of seeds, and the first of them. */
  readonly seeds: number;
  readonly firstSeed: number;
  readonly n: number;
  readonly d: number;
  readonly hiddenWidth: number;
  readonly teacherWidth: number;
  readonly testCount: number;
  readonly steps: readonly number[];
  readonly dynamics: "gradient-flow" | "gradient-descent";
  readonly tolerance: number;
  /** What is drawn of the seeds: their mean, or their standard deviation. */
  readonly statistic: "mean" | "deviation";
}

const count = (from: number, to: number, size: number) =>
  z.prefault(
    z
      .strictObject({
        from: z._default(z.number(), from),
        to: z._default(z.number(), to),
        count: z._default(z.int().check(z.minimum(2), z.maximum(1000)), size),
      })
      .check(z.refine((range) => range.from < range.to, { path: ["to"], error: "is not above from" })),
    {},
  );

const whole = (value: number) => z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), value);

export const phaseSchema: z.ZodMiniType<PhaseSpec> = z.strictObject({
  tau: count(0.1, 10 ** 0.3, 9).check(z.refine(({ from }) => from > 0, { path: ["from"], error: "is not above 0" })),
  delta: count(-1, 1, 9),
  seeds: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 2),
  firstSeed: seedField(1),
  n: whole(1000),
  d: whole(100),
  hiddenWidth: whole(50),
  teacherWidth: whole(3),
  testCount: whole(10_000),
  steps: z._default(z.pipe(checkpoints, z.array(z.number()).check(z.maxLength(8))), [1e2, 1e3, 1e4, 1e5, 1e6]),
  dynamics: z._default(z.enum(["gradient-flow", "gradient-descent"]), "gradient-flow"),
  tolerance: z._default(z.number().check(z.positive(), z.lt(1)), 0.005),
  statistic: z._default(z.enum(["mean", "deviation"]), "mean"),
});

/** A coarse grid that runs in a minute on two cores. */
export const coarsePhases: PhaseSpec = phaseSchema.parse({});
export const phasePresets: Readonly<Record<string, PhaseSpec>> = {
  coarse: coarsePhases,
  paper: phaseSchema.parse({ tau: { count: 17 }, delta: { count: 17 }, seeds: 16 }),
};

/** The grid as a spec of runs. */
export function phaseRunSpec(spec: PhaseSpec): unknown {
  const { tau, delta, seeds, firstSeed, n, d, hiddenWidth, teacherWidth, testCount, steps, dynamics, tolerance } = spec;
  return {
    task: { name: "student-teacher", inputDimension: d, teacherWidth, trainSize: n, testSize: testCount },
    model: { name: "two-layer", hiddenWidth },
    start: {
      name: "mirrored",
      tau: { logspace: [Math.log10(tau.from), Math.log10(tau.to)], count: tau.count },
      delta: { linspace: [delta.from, delta.to], count: delta.count },
    },
    dynamics: {
      name: dynamics,
      learningRate: { of: "start.tau", power: -2, times: 5e-3 },
      ...(dynamics === "gradient-flow" ? { tolerance } : {}),
      ...{ steps, stopLoss: LOSS_FLOOR },
    },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: phaseMetrics,
  };
}

/** Runs the grid to one table `maps`: mean and standard deviation over the seeds of every metric at every step. */
export async function runPhases(
  spec: PhaseSpec,
  { onProgress, signal, sweep = sweepInThread }: RunOptions,
): Promise<FigureData> {
  const { rows } = await sweep(phaseRunSpec(spec), { onProgress, signal });
  return { tables: { maps: statisticsOf(rows) } };
}

function statisticsOf(rows: readonly Row[]): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.step} ${row.tau} ${row.delta}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const ordered = [...groups.values()].sort(
    ([a], [b]) =>
      Number(a!.step) - Number(b!.step) || Number(a!.tau) - Number(b!.tau) || Number(a!.delta) - Number(b!.delta),
  );
  return ordered.map((group) => {
    const [{ step, tau, delta }] = group as [Row];
    const result: Row = { step: step!, tau: tau!, delta: delta!, seeds: group.length };
    for (const metric of phaseMetrics) {
      const values = group.map((row) => Number(row[metric]));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      result[`${metric}Mean`] = mean;
      result[`${metric}Deviation`] = values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0;
    }
    return result;
  });
}

const labels: Readonly<Record<PhaseMetric, string>> = {
  kernelDistance: "kernel distance *S*",
  generalizationError: "test loss",
  hammingDistance: "Hamming distance",
  parameterDistance: "parameter distance",
  trainLoss: "train loss",
};
/** The paper's floor: a run ends there. */
const LOSS_FLOOR = 1e-10;

/** The rows of one metric under the names that a map draws. */
export function phaseRows(data: FigureData, metric: PhaseMetric, { statistic }: PhaseSpec): Row[] {
  const column = `${metric}${statistic === "mean" ? "Mean" : "Deviation"}`;
  return (data.tables.maps ?? []).map(({ step, tau, delta, [column]: value }) => ({
    step: step!,
    tau: tau!,
    delta: delta!,
    value: value!,
  }));
}

/** One scale for all panels of a metric: logarithmic for losses, from 0 for distances. */
export function phaseScale(rows: readonly Row[], metric: PhaseMetric, { statistic }: PhaseSpec): ColorScale {
  const values = rows.map((row) => Number(row.value));
  const highest = Math.max(...values, 0) || 1;
  const label = statistic === "mean" ? labels[metric] : `${labels[metric]}, deviation over seeds`;
  if ((metric === "trainLoss" || metric === "generalizationError") && statistic === "mean") {
    const lowest = Math.max(LOSS_FLOOR, Math.min(...values.filter((value) => value > 0)));
    return sequentialScale({ domain: [lowest, highest], type: "log", label, format: formatLogTick });
  }
  return sequentialScale({ domain: [0, highest], label });
}

/** A filled contour map of one metric at one step over delta and tau. */
export function phasePanel(
  rows: readonly Row[],
  color: ColorScale,
  {
    title,
    spec,
    isLeft,
    isBottom,
  }: { readonly title: string; readonly spec: PhaseSpec; readonly isLeft: boolean; readonly isBottom: boolean },
): FigurePanel {
  const [low, high] = color.domain as readonly [number, number];
  const levels = Array.from({ length: 13 }, (_, i) => color.valueAt(i / 12)).filter(
    (level) => level > low && level < high,
  );
  const clamped = rows.map((row) => ({ ...row, value: Math.max(low, Number(row.value)) }));
  // between values at the lower end rounding falls below it
  const below = color.valueAt(-0.02);
  const at = { x: "delta", y: "tau", value: "value" };
  return panel({
    title,
    color,
    x: {
      label: isBottom ? "*δ*" : "",
      domain: [spec.delta.from, spec.delta.to],
      ticks: [spec.delta.from, 0, spec.delta.to],
    },
    y: { label: isLeft ? "scale *τ*" : "", type: "log", domain: [spec.tau.from, spec.tau.to], format: number },
    marks: [
      contourMap(clamped, { ...at, thresholds: [below, ...levels] }),
      contourLines(clamped, { ...at, thresholds: levels, stroke: "#ffffff", strokeWidth: 0.3 }),
    ],
  });
}

/** Setting, engine and seeds in words, for captions. */
export function phaseSetting(spec: PhaseSpec): string {
  const { tau, delta, seeds, firstSeed, n, d, hiddenWidth, teacherWidth, testCount, dynamics, tolerance, statistic } =
    spec;
  const engine =
    dynamics === "gradient-flow"
      ? `Gradient flow of the mean squared error by the stabilised Runge–Kutta–Chebyshev method, error of a step ${number(tolerance)} of the distance from the start, to the times of so many steps of gradient descent. ` +
        "It is not gradient descent where the learning rate is not small against the curvature, upstream at small τ."
      : "Gradient descent as in the paper.";
  return (
    `Two-layer ReLU students with ${hiddenWidth} neurons on ${number(n)} inputs on the unit sphere in ${d} dimensions, labelled by a teacher of ${teacherWidth} neurons; test loss on ${number(testCount)} fresh inputs. ` +
    `Starts of scale τ and conserved quantity δ = a² − |w|², learning rate 0.005/τ²; ${tau.count} × ${delta.count} values, ${statistic === "mean" ? "mean" : "standard deviation"} of ${seeds} seeds from ${firstSeed} on. ${engine} ` +
    "A run ends where its train loss falls below 10⁻¹⁰, and later steps keep what was reached."
  );
}
