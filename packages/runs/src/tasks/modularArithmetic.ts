import { type ModularOperation, modularArithmeticTask, modularOperations } from "@lazyrich/data";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import { seedField } from "../spec/sizes.js";
import type { TaskPart } from "../task.js";

interface ModularArithmeticFields {
  readonly seed: number;
  readonly modulus: number;
  readonly operation: ModularOperation;
  readonly trainShare: number;
}

/**
 * Equations modulo p as four tokens; the class is the token of the result.
 *
 * @example
 * import { modularArithmeticPart } from "@lazyrich/runs";
 * modularArithmeticPart.example.task; // { name: "modular-arithmetic", modulus: 5 }
 */
export const modularArithmetic: TaskPart<ModularArithmeticFields> = {
  name: "modular-arithmetic",
  summary:
    "equations modulo p as the tokens a, operation, b and =, of which a share is trained on; classes are the p + 2 tokens",
  fields: {
    seed: seedField,
    modulus: valueField("p, prime for division", z.int().check(z.gte(2), z.lte(4096)), { default: 97 }),
    operation: valueField(`one of ${modularOperations.join(", ")}`, z.enum(modularOperations), { default: "divide" }),
    trainShare: valueField(
      "the share of all equations that is trained on; the others are the test set",
      z.number().check(z.gt(0), z.lte(1)),
      { default: 0.5 },
    ),
  },
  example: {
    task: { name: "modular-arithmetic", modulus: 5 },
    model: { name: "decoder", embedding: 8, heads: 2 },
    start: "pytorch",
    loss: "cross-entropy",
    dynamics: { name: "adamw", learningRate: 0.01, batch: 8, epochs: [0, 10, 50] },
    measures: ["trainLoss", "trainAccuracy", "testAccuracy"],
  },
  build(fields) {
    const { X, Y, test, vocabulary } = modularArithmeticTask(fields);
    return { X, Y, test: test ?? null, classes: vocabulary };
  },
};
