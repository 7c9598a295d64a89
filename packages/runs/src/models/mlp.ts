import { type DeepDescription, deepNetwork, mlp as description, type Precision } from "@lazyrich/deep";
import { listField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ModelContext, ModelPart } from "../model.js";
import { deepModel, precisionField } from "./deepModel.js";

interface MlpFields {
  readonly widths: readonly number[];
  readonly activation: string;
  readonly parameterization: "standard" | "ntk" | "mean-field";
  readonly precision: Precision;
}

const describe = (
  { widths, activation, parameterization }: MlpFields,
  { inputDimension, outputDimension }: ModelContext,
): DeepDescription => description({ inputDimension, widths, outputDimension, parameterization, activation });

/**
 * A multilayer perceptron of any widths, without biases.
 *
 * @example
 * import { mlpPart } from "@lazyrich/runs";
 * mlpPart.example.model; // { name: "mlp", widths: [16, 16], activation: "relu" }
 */
export const mlp: ModelPart<MlpFields> = {
  name: "mlp",
  summary: "hidden layers of any widths, without biases",
  fields: {
    widths: listField("widths of the hidden layers, from the input on", z.array(z.int().check(z.gte(1))), {
      default: [64, 64, 64],
    }),
    activation: valueField(
      'of the hidden layers: "relu", "leaky", "tanh" or "gelu"',
      z.enum(["relu", "leaky", "tanh", "gelu"]),
      {
        default: "relu",
      },
    ),
    parameterization: valueField(
      'what a layer is divided by: nothing ("standard"), the root of its fan-in ("ntk"), the same but the last by its fan-in ("mean-field")',
      z.enum(["standard", "ntk", "mean-field"]),
      { default: "standard" },
    ),
    precision: precisionField,
  },
  example: { model: { name: "mlp", widths: [16, 16], activation: "relu" }, start: { name: "he", alpha: 1 } },
  describe,
  build: (fields, context) => deepModel(deepNetwork(describe(fields, context)), fields.precision),
};
