import { randomStream } from "@lazyrich/data";
import { constantSchedule, type Optimiser, shuffledBatches } from "@lazyrich/deep";
import { type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { CheckpointUnit, CommonFields, Place, Trained, Training } from "../dynamics.js";
import { checkpointFields } from "../spec/checkpoints.js";
import { sizeField } from "../spec/sizes.js";
import { batchTraining } from "./batchTraining.js";
import { commonFields } from "./commonFields.js";
import { factorOfStep, type ScheduleFields, scheduled, scheduleFields } from "./schedule.js";

/** Fields of all dynamics on shuffled batches. */
export interface BatchFields extends CommonFields, ScheduleFields {
  readonly seed: number;
  readonly batch: number;
  readonly stopEvery: number;
  readonly stopTestAccuracy: number | null;
  readonly steps: readonly number[] | null;
  readonly epochs: readonly number[] | null;
}

export const batchFields: { readonly [Name in keyof Omit<BatchFields, "times" | "seed">]-?: ValueField } = {
  batch: sizeField("inputs of a batch; the last one of an epoch may be smaller", 128),
  ...scheduleFields,
  stopEvery: sizeField("epochs between looks at the mean loss of the batches of an epoch, which stopLoss bounds", 1),
  stopTestAccuracy: valueField(
    "the accuracy on the test set, looked at at checkpoints, from which on a run ends; null never ends it",
    z.nullable(z.number().check(z.gt(0), z.lte(1))),
    { default: null },
  ),
  epochs: checkpointFields.epochs,
  steps: checkpointFields.steps,
  ...commonFields,
};

/** Where a checkpoint of batches is. */
export const batchPlace = (_: unknown, at: number, unit: CheckpointUnit): Place => ({
  step: unit === "steps" ? at : null,
  t: null,
  epoch: unit === "epochs" ? at : null,
});

/** Trains by an optimiser on shuffled batches, the learning rate as its schedule says. */
export function trainOnBatches(optimiser: Optimiser, fields: BatchFields, training: Training): Promise<Trained> {
  const { seed, batch, stopEvery } = fields;
  const { bound, checkpoints } = training;
  const n = bound.X.rows;
  const perEpoch = Math.ceil(n / batch);
  const last = checkpoints.at.at(-1)!;
  const epochs = checkpoints.unit === "epochs" ? last : last / perEpoch;
  const { uniform } = randomStream(seed, "batches");
  return batchTraining(
    scheduled(optimiser, factorOfStep(fields, perEpoch, epochs)),
    { batches: () => shuffledBatches(n, batch, uniform), perEpoch, factor: constantSchedule, stopEvery },
    training,
  );
}
