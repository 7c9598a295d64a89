import { z } from "zod";

/** A vector of at least one finite number. */
export const finiteVector: z.ZodType<number[], number[]> = z.array(z.number()).min(1);

/** A matrix as an array of rows, each of at least one finite number. */
export const matrixRows: z.ZodType<number[][], number[][]> = z.array(finiteVector).min(1);

/** A learning rate: positive, 1 if left out. */
export const learningRate: z.ZodType<number, number | undefined> = z.number().positive().default(1);

/** A time of the flow. */
export const time: z.ZodType<number, number> = z.number().min(0);

/** The steps of a run at which it is measured: at least one whole number, none below the one before. */
export const checkpoints: z.ZodType<number[], number[]> = z
  .array(z.number().int().min(0))
  .min(1)
  .superRefine((steps, context) => {
    const i = steps.findIndex((step, at) => at > 0 && step < steps[at - 1]!);
    if (i === -1) return;
    const message = `is ${steps[i]}, after ${steps[i - 1]}; expected ascending steps`;
    context.addIssue({ code: "custom", path: [i], message });
  });
