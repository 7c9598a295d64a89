import { sweepInThread } from "@lazyrich/runs";
import { checkpoints } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { FigureData, RunOptions } from "../figure.js";
import { counted, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { LOSS_FLOOR, type MappedMetric } from "./phaseDrawing.js";

/** The paper's learning rate at tau = 1; it falls as tau squared grows. */
const LEARNING_RATE = 5e-3;

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
      learningRate: { of: "start.tau", power: -2, times: LEARNING_RATE },
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

/**
 * The setting and the maps of stored rows of runs over tau and delta.
 *
 * @throws RangeError that names the column that is missing, or that differs beside tau, delta, seeds and steps.
 */
export function phasesOfRuns(rows: readonly Row[]): { readonly spec: PhaseSpec; readonly data: FigureData } {
  const valuesOf = (column: string): (string | number | boolean)[] => {
    const values = [...new Set(rows.map((row) => row[column] ?? null))].filter((value) => value !== null);
    if (values.length === 0)
      throw new RangeError(`the rows have no ${column}; expected runs of students over tau and delta`);
    return values;
  };
  const numbersOf = (column: string): number[] =>
    valuesOf(column)
      .map(Number)
      .sort((a, b) => a - b);
  const one = (column: string): string | number | boolean => {
    const values = valuesOf(column);
    if (values.length > 1)
      throw new RangeError(`${column} has ${values.length} values in the rows; expected one, or \`lazyrich map\``);
    return values[0]!;
  };
  const range = (column: string): Count => {
    const values = numbersOf(column);
    if (values.length < 2) throw new RangeError(`${column} has 1 value in the rows; expected two or more`);
    return { from: values[0]!, to: values.at(-1)!, count: values.length };
  };
  for (const metric of phaseMetrics) valuesOf(metric);
  const dynamics = one("dynamics");
  if (dynamics !== "gradient-flow" && dynamics !== "gradient-descent") {
    throw new RangeError(
      `dynamics is ${JSON.stringify(dynamics)} in the rows; expected gradient-flow or gradient-descent`,
    );
  }
  requireStudents(rows);
  const seeds = numbersOf("seed");
  const spec: PhaseSpec = {
    ...{ tau: range("tau"), delta: range("delta"), seeds: seeds.length, firstSeed: seeds[0]! },
    ...{ n: Number(one("trainSize")), d: Number(one("inputDimension")), hiddenWidth: Number(one("hiddenWidth")) },
    ...{ teacherWidth: Number(one("teacherWidth")), testCount: Number(one("testSize")), steps: numbersOf("step") },
    dynamics,
    tolerance: dynamics === "gradient-flow" ? Number(one("tolerance")) : coarsePhases.tolerance,
    statistic: "mean",
  };
  return { spec, data: { tables: { maps: statisticsOf(rows) } } };
}

/** The setting that the caption tells: ReLU students at the paper's learning rate. */
function requireStudents(rows: readonly Row[]): void {
  const other = rows.find(({ tau, learningRate }) => {
    const paper = LEARNING_RATE / Number(tau) ** 2;
    return !(Math.abs(Number(learningRate) - paper) <= 1e-9 * paper);
  });
  if (other !== undefined) {
    throw new RangeError(
      `learningRate is ${other.learningRate} at tau = ${other.tau}; expected 0.005/tau^2 as in the figure, or \`lazyrich map\``,
    );
  }
  for (const column of ["taskActivation", "modelActivation"]) {
    const found = rows.find((row) => row[column] !== "relu");
    if (found !== undefined) throw new RangeError(`${column} is ${found[column]}; expected relu, or \`lazyrich map\``);
  }
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

const looks: Readonly<Record<PhaseMetric, Omit<MappedMetric, "column">>> = {
  kernelDistance: { label: "kernel distance *S*", scale: "distance", hues: [285, 100] },
  generalizationError: { label: "test loss", scale: "loss", hues: [350, 75] },
  hammingDistance: { label: "Hamming distance", scale: "distance", hues: [230, 130] },
  parameterDistance: { label: "parameter distance", scale: "distance", hues: [320, 210] },
  trainLoss: { label: "train loss", scale: "loss", hues: [30, 100] },
};

/** What is drawn of a metric: its mean or its deviation over the seeds. */
export function mappedMetric(metric: PhaseMetric, statistic: PhaseSpec["statistic"]): MappedMetric {
  const look = looks[metric];
  return statistic === "mean"
    ? { ...look, column: `${metric}Mean` }
    : { ...look, column: `${metric}Deviation`, label: `${look.label}, deviation`, scale: "distance" };
}

/** Setting, engine and seeds in words, for captions. */
export function phaseSetting(spec: PhaseSpec): string {
  const { tau, delta, seeds, firstSeed, n, d, hiddenWidth, teacherWidth, testCount, dynamics, tolerance, statistic } =
    spec;
  const engine =
    dynamics === "gradient-flow"
      ? `Gradient flow of the mean squared error by the stabilized Runge–Kutta–Chebyshev method, error of a step ${number(tolerance)} of the distance from the start, to the times of so many steps of gradient descent. ` +
        "It is not gradient descent where the learning rate is not small against the curvature, upstream at small τ."
      : "Gradient descent as in the paper.";
  return (
    `Two-layer ReLU students with ${hiddenWidth} neurons on ${number(n)} inputs on the unit sphere in ${d} dimensions, labeled by a teacher of ${teacherWidth} neurons; test loss on ${number(testCount)} fresh inputs. ` +
    `Starts of scale τ and conserved quantity δ = a² − |w|², learning rate 0.005/τ²; ${tau.count} × ${delta.count} values, ${statistic === "mean" ? "mean" : "standard deviation"} of ${counted(seeds, "seed")} from ${firstSeed} on. ${engine} ` +
    "A run ends where its train loss falls below 10⁻¹⁰, and later steps keep what was reached."
  );
}
