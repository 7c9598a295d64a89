import * as z from "zod/mini";

/**
 * A vector of at least one finite number.
 *
 * @example
 * import { finiteVector, parseSpec } from "@lazyrich/specs";
 * parseSpec(finiteVector, [1, 2]); // [1, 2]
 * parseSpec(finiteVector, []); // SpecError: spec is an array of length 0; expected at least 1 entry
 */
export const finiteVector: z.ZodMiniType<number[], number[]> = z.array(z.number()).check(z.minLength(1));

/**
 * A matrix as an array of rows, each of at least one finite number.
 *
 * @example
 * import { matrixRows, parseSpec } from "@lazyrich/specs";
 * parseSpec(matrixRows, [[1, 2], [3, 4]]); // [[1, 2], [3, 4]]
 */
export const matrixRows: z.ZodMiniType<number[][], number[][]> = z.array(finiteVector).check(z.minLength(1));

/**
 * A learning rate: positive, 1 if left out.
 *
 * @example
 * import { learningRate, parseSpec } from "@lazyrich/specs";
 * parseSpec(learningRate, undefined); // 1
 * parseSpec(learningRate, 0); // SpecError: spec is 0; expected a positive number
 */
export const learningRate: z.ZodMiniType<number, number | undefined> = z._default(z.number().check(z.positive()), 1);

/**
 * A time of the flow.
 *
 * @example
 * import { parseSpec, time } from "@lazyrich/specs";
 * parseSpec(time, -1); // SpecError: spec is -1; expected a number that is at least 0
 */
export const time: z.ZodMiniType<number, number> = z.number().check(z.minimum(0));

/**
 * The steps of a run at which it is measured: at least one whole number, none below the one before.
 *
 * @example
 * import { checkpoints, parseSpec } from "@lazyrich/specs";
 * parseSpec(checkpoints, [0, 10, 100]); // [0, 10, 100]
 * parseSpec(checkpoints, [10, 0]); // SpecError: spec[1] is 0, after 10; expected ascending steps
 */
export const checkpoints: z.ZodMiniType<number[], number[]> = z.array(z.int().check(z.minimum(0))).check(
  z.minLength(1),
  z.superRefine((steps, context) => {
    const i = steps.findIndex((step, at) => at > 0 && step < steps[at - 1]!);
    if (i === -1) return;
    const message = `is ${steps[i]}, after ${steps[i - 1]}; expected ascending steps`;
    context.addIssue({ code: "custom", path: [i], message });
  }),
);
