import { type DeepDescription, deepNetwork, leNet5, type Precision } from "@lazyrich/deep";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ModelContext, ModelPart } from "../model.js";
import { deepModel, precisionField } from "./deepModel.js";
import { imageShape } from "./imageShape.js";

interface LeNet5Fields {
  readonly bias: boolean;
  readonly precision: Precision;
}

const describe = ({ bias }: LeNet5Fields, context: ModelContext): DeepDescription =>
  leNet5({ input: imageShape(context, "lenet5"), outputDimension: context.outputDimension, bias });

/**
 * LeNet-5 with ReLU and max pooling.
 *
 * @example
 * import { lenet5Part } from "@lazyrich/runs";
 * lenet5Part.example.model; // "lenet5"
 */
export const lenet5: ModelPart<LeNet5Fields> = {
  name: "lenet5",
  summary: "LeNet-5 on pictures: two convolutions with max pooling, then 120 and 84 ReLU units",
  fields: {
    bias: valueField("whether layers have biases", z.boolean(), { default: false }),
    precision: precisionField,
  },
  example: {
    task: { name: "scribbles", side: 16, classes: 3, trainSize: 60, testSize: 20, kernelInputs: 4 },
    model: "lenet5",
    start: "he",
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: 0.003, batch: 20, steps: [0, 5, 10] },
  },
  describe,
  build: (fields, context) => deepModel(deepNetwork(describe(fields, context)), fields.precision),
};
