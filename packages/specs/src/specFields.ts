import * as z from "zod/mini";

/** A vector of at least one finite number. */
export const finiteVector: z.ZodMiniType<number[], number[]> = z.array(z.number()).check(z.minLength(1));

/** A matrix as an array of rows, each of at least one finite number. */
export const matrixRows: z.ZodMiniType<number[][], number[][]> = z.array(finiteVector).check(z.minLength(1));

/** A learning rate: positive, 1 if left out. */
export const learningRate: z.ZodMiniType<number, number | undefined> = z._default(z.number().check(z.positive()), 1);

/** A time of the flow. */
export const time: z.ZodMiniType<number, number> = z.number().check(z.minimum(0));

/** The steps of a run at which it is measured: at least one whole number, none below the one before. */
export const checkpoints: z.ZodMiniType<number[], number[]> = z.array(z.int().check(z.minimum(0))).check(
  z.minLength(1),
  z.superRefine((steps, context) => {
    const i = steps.findIndex((step, at) => at > 0 && step < steps[at - 1]!);
    if (i === -1) return;
    const message = `is ${steps[i]}, after ${steps[i - 1]}; expected ascending steps`;
    context.addIssue({ code: "custom", path: [i], message });
  }),
);
