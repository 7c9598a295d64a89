import { gradientDescent as euler } from "@lazyrich/flow";
import type { CommonFields, DynamicsPart } from "../dynamics.js";
import { checkpointFields, checkpointsOf } from "../spec/checkpoints.js";
import { commonFields, learningRateField } from "./commonFields.js";
import { flowTraining } from "./flowTraining.js";

interface GradientDescentFields extends CommonFields {
  readonly learningRate: number;
  readonly steps: readonly number[] | null;
}

/**
 * Gradient descent on all inputs, theta <- theta - learningRate dL/dtheta, as in the paper.
 *
 * @example
 * import { gradientDescentPart } from "@lazyrich/runs";
 * gradientDescentPart.example.dynamics; // { name: "gradient-descent", learningRate: 0.01, steps: [0, 10, 100, 1000] }
 */
export const gradientDescent: DynamicsPart<GradientDescentFields> = {
  name: "gradient-descent",
  summary: "steps of gradient descent on all inputs",
  fields: { learningRate: learningRateField, steps: checkpointFields.steps, ...commonFields },
  example: { dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [0, 10, 100, 1000] } },
  check(fields) {
    checkpointsOf(fields);
  },
  place: ({ learningRate }, step) => ({ step, t: step * learningRate, epoch: null }),
  train(fields, training) {
    const { learningRate } = fields;
    const { at } = training.checkpoints;
    return flowTraining(
      euler({ stepSize: learningRate }),
      {
        times: at.map((step) => step * learningRate),
        place: (t) => ({ step: Math.round(t / learningRate), t, epoch: null }),
      },
      training,
    );
  },
};
