import { z } from "zod";

/** A vector of at least one finite number. */
export const finiteVector: z.ZodType<number[], number[]> = z.array(z.number()).min(1);

/** A matrix as an array of rows, each of at least one finite number. */
export const matrixRows: z.ZodType<number[][], number[][]> = z.array(finiteVector).min(1);

/** A learning rate: positive, 1 if left out. */
export const learningRate: z.ZodType<number, number | undefined> = z.number().positive().default(1);

/** A time of the flow. */
export const time: z.ZodType<number, number> = z.number().min(0);
