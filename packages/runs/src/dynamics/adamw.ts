import { adamW as method } from "@lazyrich/deep";
import { listField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { DynamicsPart } from "../dynamics.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import { seedField } from "../spec/sizes.js";
import { type BatchFields, batchFields, batchPlace, trainOnBatches } from "./batchFields.js";
import { learningRateField } from "./commonFields.js";
import { requireSchedule, scheduleNeedsEnd } from "./schedule.js";

interface AdamWFields extends BatchFields {
  readonly learningRate: number;
  readonly betas: readonly [number, number];
  readonly epsilon: number;
  readonly weightDecay: number;
}

const beta = z.number().check(z.gte(0), z.lt(1));

/**
 * Adam with decoupled weight decay on shuffled batches, as in PyTorch.
 *
 * @example
 * import { adamwPart } from "@lazyrich/runs";
 * adamwPart.example.dynamics; // { name: "adamw", learningRate: 0.01, batch: 32, epochs: [0, 5, 20] }
 */
export const adamw: DynamicsPart<AdamWFields> = {
  name: "adamw",
  summary: "Adam with decoupled weight decay on shuffled batches; checkpoints are epochs or steps",
  fields: {
    seed: seedField,
    learningRate: learningRateField,
    betas: listField("of the means of gradients and of their squares, each below 1", z.tuple([beta, beta]), {
      default: [0.9, 0.999],
    }),
    epsilon: valueField("what is added to the root of the mean square", z.number().check(z.gte(0)), { default: 1e-8 }),
    weightDecay: valueField(
      "the share of every parameter that a step takes, over the learning rate",
      z.number().check(z.gte(0)),
      {
        default: 0.01,
      },
    ),
    ...batchFields,
  },
  example: { dynamics: { name: "adamw", learningRate: 0.01, batch: 32, epochs: [0, 5, 20] } },
  check(fields) {
    checkpointsOf(fields);
    requireSchedule(fields);
  },
  endDecides: scheduleNeedsEnd,
  place: batchPlace,
  train: (fields, training) => trainOnBatches(method(fields), fields, training),
};
