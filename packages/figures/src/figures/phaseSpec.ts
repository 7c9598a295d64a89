import { checkpoints } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { MapColumns } from "../map/mapTable.js";
import { counted, number } from "./captionText.js";
import { seedField } from "./figureFields.js";

/** The paper's learning rate at tau = 1; it falls as tau squared grows. */
export const LEARNING_RATE = 5e-3;

/** The paper's floor of the loss: a run ends there. */
const STOP_LOSS = 1e-10;

/** What is mapped over tau and delta. */
export const phaseMetrics = [
  "kernelDistance",
  "generalizationError",
  "hammingDistance",
  "parameterDistance",
  "trainLoss",
] as const;
export type PhaseMetric = (typeof phaseMetrics)[number];

/** What the map of such runs is of. */
export const phaseColumns: MapColumns = { x: "tau", y: "delta", values: phaseMetrics, facet: "step" };

export interface Count {
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
});

/** A coarse grid that runs in a minute on two cores. */
export const coarsePhases: PhaseSpec = phaseSchema.parse({});

const paperGrid = { tau: { count: 17 }, delta: { count: 17 }, seeds: 16 };

/** The paper's grid by gradient flow, and by gradient descent as in the paper. */
export const phasePresets: Readonly<Record<string, PhaseSpec>> = {
  coarse: coarsePhases,
  fine: phaseSchema.parse(paperGrid),
  paper: phaseSchema.parse({ ...paperGrid, dynamics: "gradient-descent" }),
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
      ...{ steps, stopLoss: STOP_LOSS },
    },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: phaseMetrics,
  };
}

/** Setting, engine and seeds in words, for captions. */
export function phaseSetting(spec: PhaseSpec): string {
  const { tau, delta, seeds, firstSeed, n, d, hiddenWidth, teacherWidth, testCount, dynamics, tolerance } = spec;
  const engine =
    dynamics === "gradient-flow"
      ? `Gradient flow of the mean squared error by the stabilized Runge–Kutta–Chebyshev method, error of a step ${number(tolerance)} of the distance from the start, to the times of so many steps of gradient descent. ` +
        "It is not gradient descent where the learning rate is not small against the curvature, upstream at small τ."
      : "Gradient descent as in the paper.";
  return (
    `Two-layer ReLU students with ${hiddenWidth} neurons on ${number(n)} inputs on the unit sphere in ${d} dimensions, labeled by a teacher of ${teacherWidth} neurons; test error on ${number(testCount)} fresh inputs. ` +
    `Starts of scale τ and conserved quantity δ = a² − |w|², learning rate 0.005/τ²; ${tau.count} × ${delta.count} values, mean of ${counted(seeds, "seed")} from ${firstSeed} on. ${engine} ` +
    "A run ends where its train loss falls below 10⁻¹⁰, and later steps keep what was reached."
  );
}
