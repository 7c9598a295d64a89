import { sgd as method } from "@lazyrich/deep";
import { SpecError, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { DynamicsPart } from "../dynamics.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import { seedField } from "../spec/sizes.js";
import { type BatchFields, batchFields, batchPlace, trainOnBatches } from "./batchFields.js";
import { learningRateField } from "./commonFields.js";
import { requireSchedule, scheduleNeedsEnd } from "./schedule.js";

interface SgdFields extends BatchFields {
  readonly learningRate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
}

/**
 * Stochastic gradient descent on shuffled batches, with momentum, as in PyTorch.
 *
 * @example
 * import { sgdPart } from "@lazyrich/runs";
 * sgdPart.example.dynamics; // { name: "sgd", learningRate: 0.05, batch: 32, epochs: [0, 5, 20] }
 */
export const sgd: DynamicsPart<SgdFields> = {
  name: "sgd",
  summary: "stochastic gradient descent on shuffled batches, with momentum; checkpoints are epochs or steps",
  fields: {
    seed: seedField,
    learningRate: learningRateField,
    momentum: valueField("of the velocity, below 1", z.number().check(z.gte(0), z.lt(1)), { default: 0.9 }),
    nesterov: valueField("whether the gradient is looked at ahead", z.boolean(), { default: false }),
    weightDecay: valueField("what of every parameter is added to its gradient", z.number().check(z.gte(0)), {
      default: 0,
    }),
    ...batchFields,
  },
  example: { dynamics: { name: "sgd", learningRate: 0.05, batch: 32, epochs: [0, 5, 20] } },
  check(fields) {
    checkpointsOf(fields);
    requireSchedule(fields);
    if (fields.nesterov && fields.momentum === 0) {
      throw new SpecError(["dynamics", "nesterov"], "is true with momentum 0; expected a momentum above 0, or false");
    }
  },
  endDecides: scheduleNeedsEnd,
  place: batchPlace,
  train: (fields, training) => trainOnBatches(method(fields), fields, training),
};
