import { dormandPrince as method } from "@lazyrich/flow";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { CommonFields, DynamicsPart } from "../dynamics.js";
import { checkpointFields, checkpointsOf } from "../spec/checkpoints.js";
import { commonFields, maximumEvaluationsField } from "./commonFields.js";
import { flowTraining } from "./flowTraining.js";

interface DormandPrinceFields extends CommonFields {
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  readonly maximumEvaluations: number;
  readonly times: readonly number[] | null;
}

/**
 * Gradient flow by the Dormand-Prince 5(4) method: for few parameters, to many digits.
 *
 * @example
 * import { dormandPrincePart } from "@lazyrich/runs";
 * dormandPrincePart.example.dynamics; // { name: "dormand-prince", times: [0, 0.1, 1] }
 */
export const dormandPrince: DynamicsPart<DormandPrinceFields> = {
  name: "dormand-prince",
  summary: "gradient flow by the Dormand-Prince 5(4) method: for few parameters, to many digits",
  fields: {
    times: checkpointFields.times,
    relativeTolerance: valueField(
      "the error of one step relative to a parameter",
      z.number().check(z.gte(1e-14), z.lt(1)),
      {
        default: 1e-8,
      },
    ),
    absoluteTolerance: valueField("the error of one step of a parameter near 0", z.number().check(z.gt(0)), {
      default: 1e-12,
    }),
    maximumEvaluations: maximumEvaluationsField,
    ...commonFields,
  },
  example: {
    model: { name: "two-layer", hiddenWidth: 8, activation: "tanh" },
    dynamics: { name: "dormand-prince", times: [0, 0.1, 1] },
  },
  check(fields) {
    checkpointsOf(fields);
  },
  place: (_, t) => ({ step: null, t, epoch: null }),
  train({ relativeTolerance, absoluteTolerance, maximumEvaluations }, training) {
    return flowTraining(
      method({ relativeTolerance, absoluteTolerance, maximumEvaluations }),
      { times: training.checkpoints.at, place: (t) => ({ step: null, t, epoch: null }) },
      training,
    );
  },
};
