import type { ProductBuild } from "@lazyrich/linalg";
import { checkpoints, parseSpec } from "@lazyrich/specs";
import { z } from "zod";
import { type StudentDynamics, studentDynamics } from "../studentTeacher/trainStudent.js";

/** Evenly spaced values, both ends included; on a logarithmic scale, in the exponent. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly scale: "linear" | "log";
}

const range: z.ZodType<Range> = z
  .strictObject({
    from: z.number(),
    to: z.number(),
    count: z.number().int().min(1).max(1_000_000),
    scale: z.enum(["linear", "log"]).default("linear"),
  })
  .superRefine(({ scale, ...ends }, context) => {
    for (const end of ["from", "to"] as const) {
      if (scale !== "log" || ends[end] > 0) continue;
      const message = `is ${ends[end]}; expected a positive number on a logarithmic scale`;
      context.addIssue({ code: "custom", path: [end], message });
    }
  });

/** One value, or the values of an axis: a list or a range. */
export type Axis = number | number[] | Range;

/** What may be an axis. */
export type AxisName = "seed" | "n" | "d" | "teacherWidth" | "testCount" | "gamma" | "hiddenWidth" | "tau" | "delta";

/** In the order of the cells: the last one changes fastest, and cells of one task are neighbours. */
export const axisNames: readonly AxisName[] = [
  ...(["seed", "n", "d", "teacherWidth", "testCount", "gamma", "hiddenWidth", "tau", "delta"] as const),
];

/** The parameters of one run. */
export type CellParameters = Readonly<Record<AxisName, number>>;

/** A sweep of students over any axes, every default filled in. */
export interface SweepSpec extends Readonly<Record<AxisName, Axis>> {
  readonly dynamics: StudentDynamics;
  /** The learning rate is this over tau^2. */
  readonly learningRateFactor: number;
  /** Checkpoints. */
  readonly steps: number[];
  /** Of the flow; see `trainStudent`. */
  readonly tolerance: number;
  /** All but `"relaxed-simd"` give the same bytes on every machine. */
  readonly build: ProductBuild;
}

const axisOf = (value: z.ZodType<number>): z.ZodType<Axis> => z.union([value, z.array(value).min(1), range]);
const size = z.number().int().min(1).max(1_000_000_000);

const schema: z.ZodType<SweepSpec> = z.strictObject({
  tau: axisOf(z.number().positive()),
  delta: axisOf(z.number()),
  seed: axisOf(z.number().int().min(0).max(4294967295)),
  n: axisOf(size).default(1000),
  d: axisOf(size).default(100),
  teacherWidth: axisOf(size).default(3),
  testCount: axisOf(size).default(10_000),
  hiddenWidth: axisOf(size).default(50),
  gamma: axisOf(z.number().max(1)).default(0),
  dynamics: z.enum(studentDynamics).default("gradient-flow"),
  learningRateFactor: z.number().positive().default(5e-3),
  steps: checkpoints.default([1e2, 1e3, 1e4, 1e5, 1e6]),
  tolerance: z.number().positive().lt(1).default(0.005),
  build: z.enum(["simd", "javascript", "relaxed-simd"]).default("simd"),
});

/**
 * A sweep spec, checked and complete. The axes are `tau` and `delta`, the scales of the student; `seed` of task and student; the sizes
 * `n`, `d`, `teacherWidth`, `testCount`, `hiddenWidth`; and `gamma`, the slope of teacher and student below 0.
 *
 * @throws SpecError in one line that names the first bad field.
 */
export function parseSweepSpec(value: unknown): SweepSpec {
  return parseSpec(schema, value);
}
