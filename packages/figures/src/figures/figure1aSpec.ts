import * as z from "zod/mini";
import { seedField } from "./figureFields.js";

export interface Figure1aSpec {
  /** One column of panels each. */
  readonly starts: readonly { readonly tau: number; readonly delta: number }[];
  readonly hiddenWidth: number;
  readonly teacherWidth: number;
  /** Training inputs, on the unit circle. */
  readonly n: number;
  /** Seeds of the task and of the student. */
  readonly seed: number;
  readonly learningRate: number;
  readonly steps: number;
  /** Error of a step of the flow relative to the distance from the start. */
  readonly tolerance: number;
}

export const figure1aSchema: z.ZodMiniType<Figure1aSpec> = z.strictObject({
  starts: z._default(
    z
      .array(z.strictObject({ tau: z.number().check(z.positive()), delta: z.number() }))
      .check(z.minLength(1), z.maxLength(6)),
    [
      { tau: 0.1, delta: 0 },
      { tau: 2, delta: 0 },
      { tau: 0.1, delta: 1 },
      { tau: 0.1, delta: -1 },
    ],
  ),
  hiddenWidth: z._default(z.int().check(z.minimum(2), z.maximum(1000), z.multipleOf(2)), 50),
  teacherWidth: z._default(z.int().check(z.minimum(1), z.maximum(20)), 3),
  n: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 20),
  seed: seedField(7),
  learningRate: z._default(z.number().check(z.positive()), 1e-4),
  steps: z._default(z.int().check(z.minimum(1), z.maximum(1e9)), 1_000_000),
  tolerance: z._default(z.number().check(z.positive(), z.maximum(0.1)), 2e-4),
});
