import { randomHierarchyTask } from "@lazyrich/data";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import { seedField, sizeField } from "../spec/sizes.js";
import type { TaskPart } from "../task.js";

interface RandomHierarchyFields {
  readonly seed: number;
  readonly classes: number;
  readonly tuples: number;
  readonly symbols: number;
  readonly tupleSize: number;
  readonly levels: number;
  readonly trainSize: number;
  readonly testSize: number;
}

const atLeast2 = z.int().check(z.gte(2));

/**
 * Classes that are written out by random rules, level by level, on one-hot symbols.
 *
 * @example
 * import { randomHierarchyPart } from "@lazyrich/runs";
 * randomHierarchyPart.example.task; // { name: "random-hierarchy", levels: 2, trainSize: 60, testSize: 40 }
 */
export const randomHierarchy: TaskPart<RandomHierarchyFields> = {
  name: "random-hierarchy",
  summary: "classes written out by random rules, level by level, as one-hot symbols: the random hierarchy model",
  fields: {
    seed: seedField,
    classes: valueField("the number of classes", atLeast2, { default: 4 }),
    tuples: sizeField("m, the tuples that stand for one symbol; none stands for two", 3),
    symbols: valueField("v, the symbols of a level", atLeast2, { default: 6 }),
    tupleSize: valueField("s, the symbols of a tuple", atLeast2, { default: 2 }),
    levels: sizeField("L, the levels of rules: an input has s^L symbols", 3),
    trainSize: sizeField("n, the number of training inputs", 1200),
    testSize: sizeField("the number of other inputs for the test error", 4000),
  },
  example: {
    task: { name: "random-hierarchy", levels: 2, trainSize: 60, testSize: 40 },
    model: { name: "mlp", widths: [16, 16], parameterization: "mean-field" },
    start: { name: "deep-gaussian", alpha: 2 },
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: 1, epochs: [0, 5, 20] },
    measures: ["trainLoss", "trainAccuracy", "generalizationError", "parameterDistance"],
  },
  build(fields) {
    const { X, Y, test } = randomHierarchyTask(fields);
    return { X, Y, test: test ?? null, classes: fields.classes };
  },
};
