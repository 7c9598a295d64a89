import { listField, type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";

const positive = z.number().check(z.gt(0));

/** Fields that all dynamics have. */
export const commonFields: {
  readonly stopLoss: ValueField<number | null>;
  readonly layerRates: ValueField<number[] | null>;
} = {
  stopLoss: valueField(
    "the train loss below which a run ends; 0 never ends it, null is 1e-10 times the variance of the targets",
    z.nullable(z.number().check(z.gte(0))),
    { default: null },
  ),
  layerRates: listField(
    "learning rates of the layers, first layer first, beside the common one; null for 1 each",
    z.nullable(z.array(positive).check(z.minLength(1))),
    {
      default: null,
    },
  ),
};

/** The limit of the work of an adaptive method, which would go on for years where steps are far too short. */
export const maximumEvaluationsField: ValueField<number> = valueField(
  "the gradient evaluations after which a run ends as it is",
  z.int().check(z.gte(1)),
  { default: 1_000_000 },
);

/** The learning rate of a step. */
export const learningRateField: ValueField<number> = valueField("the learning rate, above 0", positive);
