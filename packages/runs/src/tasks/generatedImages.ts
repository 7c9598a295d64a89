import type { SampledTask } from "@lazyrich/data";
import { type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import { seedField, sizeField } from "../spec/sizes.js";
import type { Task } from "../task.js";
import { firstRows, kernelInputsField } from "./imageFiles.js";

/** Fields of every task of generated pictures. */
export interface GeneratedFields {
  readonly seed: number;
  readonly classes: number;
  readonly side: number;
  readonly trainSize: number;
  readonly testSize: number;
  readonly kernelInputs: number;
}

/** The fields, with a task's own sizes. */
export function generatedFields(own: Pick<GeneratedFields, "classes" | "side" | "trainSize">): {
  readonly [Name in keyof GeneratedFields]: ValueField<GeneratedFields[Name]>;
} {
  return {
    seed: seedField,
    classes: valueField("the number of classes", z.int().check(z.gte(2)), { default: own.classes }),
    side: sizeField("pixels of a side", own.side),
    trainSize: sizeField("n, the number of training inputs", own.trainSize),
    testSize: sizeField("the number of fresh inputs for the test error", 1000),
    kernelInputs: kernelInputsField,
  };
}

/** Pictures of one channel as a task of runs. */
export function generatedTask({ X, Y, test }: SampledTask, { classes, side, kernelInputs }: GeneratedFields): Task {
  return { X, Y, test: test!, classes, image: [1, side, side], kernelInputs: firstRows(test!.X, kernelInputs) };
}
