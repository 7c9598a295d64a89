import type { ProductBuild } from "@lazyrich/linalg";
import { checkpoints, parseSpec } from "@lazyrich/specs";
import * as z from "zod/mini";
import { type StudentDynamics, studentDynamics } from "../studentTeacher/trainStudent.js";

/** Evenly spaced values, both ends included; on a logarithmic scale, in the exponent. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly scale: "linear" | "log";
}

const range: z.ZodMiniType<Range> = z
  .strictObject({
    from: z.number(),
    to: z.number(),
    count: z.int().check(z.minimum(1), z.maximum(1_000_000)),
    scale: z._default(z.enum(["linear", "log"]), "linear"),
  })
  .check(
    z.superRefine(({ scale, ...ends }, context) => {
      for (const end of ["from", "to"] as const) {
        if (scale !== "log" || ends[end] > 0) continue;
        const message = `is ${ends[end]}; expected a positive number on a logarithmic scale`;
        context.addIssue({ code: "custom", path: [end], message });
      }
    }),
  );

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

const axisOf = (value: z.ZodMiniType<number>): z.ZodMiniType<Axis> =>
  z.union([value, z.array(value).check(z.minLength(1)), range]);
const size = z.int().check(z.minimum(1), z.maximum(1_000_000_000));

const schema: z.ZodMiniType<SweepSpec> = z.strictObject({
  tau: axisOf(z.number().check(z.positive())),
  delta: axisOf(z.number()),
  seed: axisOf(z.int().check(z.minimum(0), z.maximum(4294967295))),
  n: z._default(axisOf(size), 1000),
  d: z._default(axisOf(size), 100),
  teacherWidth: z._default(axisOf(size), 3),
  testCount: z._default(axisOf(size), 10_000),
  hiddenWidth: z._default(axisOf(size), 50),
  gamma: z._default(axisOf(z.number().check(z.maximum(1))), 0),
  dynamics: z._default(z.enum(studentDynamics), "gradient-flow"),
  learningRateFactor: z._default(z.number().check(z.positive()), 5e-3),
  steps: z._default(checkpoints, [1e2, 1e3, 1e4, 1e5, 1e6]),
  tolerance: z._default(z.number().check(z.positive(), z.lt(1)), 0.005),
  build: z._default(z.enum(["simd", "javascript", "relaxed-simd"]), "simd"),
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
