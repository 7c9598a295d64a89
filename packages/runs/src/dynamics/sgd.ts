import { randomStream } from "@lazyrich/data";
import { constantSchedule, cosineSchedule, sgd as method, shuffledBatches } from "@lazyrich/deep";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { CommonFields, DynamicsPart } from "../dynamics.js";
import { checkpointFields, checkpointsOf } from "../spec/checkpoints.js";
import { seedField, sizeField } from "../spec/sizes.js";
import { batchTraining } from "./batchTraining.js";
import { commonFields, learningRateField } from "./commonFields.js";

interface SgdFields extends CommonFields {
  readonly seed: number;
  readonly learningRate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly batch: number;
  readonly schedule: "constant" | "cosine";
  readonly scheduleEpochs: number | null;
  readonly stopEvery: number;
  readonly steps: readonly number[] | null;
  readonly epochs: readonly number[] | null;
}

/** Stochastic gradient descent on shuffled batches, with momentum, as in PyTorch. */
export const sgd: DynamicsPart<SgdFields> = {
  name: "sgd",
  summary: "stochastic gradient descent on shuffled batches, with momentum; checkpoints are epochs or steps",
  fields: {
    seed: seedField,
    learningRate: learningRateField,
    momentum: valueField("of the velocity, below 1", z.number().check(z.gte(0), z.lt(1)), { default: 0.9 }),
    nesterov: valueField("whether the gradient is looked at ahead", z.boolean(), { default: false }),
    batch: sizeField("inputs of a batch; the last one of an epoch may be smaller", 128),
    schedule: valueField(
      'of the learning rate, by epochs: "constant", or "cosine", (1 + cos(pi epoch/scheduleEpochs))/2, which rises again after them',
      z.enum(["constant", "cosine"]),
      { default: "constant" },
    ),
    scheduleEpochs: valueField(
      "half the period of the cosine; null for all epochs of the run",
      z.nullable(z.number().check(z.gt(0))),
      { default: null },
    ),
    stopEvery: sizeField("epochs between looks at the mean loss of the batches of an epoch, which stopLoss bounds", 1),
    epochs: checkpointFields.epochs,
    steps: checkpointFields.steps,
    ...commonFields,
  },
  example: { dynamics: { name: "sgd", learningRate: 0.05, batch: 32, epochs: [0, 5, 20] } },
  check(fields) {
    checkpointsOf(fields);
  },
  endDecides: ({ schedule, scheduleEpochs }) => schedule === "cosine" && scheduleEpochs === null,
  place: (_, at, unit) => ({
    step: unit === "steps" ? at : null,
    t: null,
    epoch: unit === "epochs" ? at : null,
  }),
  train({ seed, batch, schedule, scheduleEpochs, stopEvery, ...options }, training) {
    const { bound, checkpoints } = training;
    const n = bound.X.rows;
    const perEpoch = Math.ceil(n / batch);
    const last = checkpoints.at.at(-1)!;
    const epochs = checkpoints.unit === "epochs" ? last : last / perEpoch;
    const factor =
      schedule === "cosine" && epochs > 0 ? cosineSchedule({ steps: scheduleEpochs ?? epochs }) : constantSchedule;
    const { uniform } = randomStream(seed, "batches");
    return batchTraining(
      method(options),
      { batches: () => shuffledBatches(n, batch, uniform), perEpoch, factor, stopEvery },
      training,
    );
  },
};
