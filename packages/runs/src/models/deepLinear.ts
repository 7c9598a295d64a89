import { deepLinearModel } from "@lazyrich/networks";
import { listField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ModelPart } from "../model.js";

interface DeepLinearFields {
  readonly hiddenWidths: readonly number[];
}

/**
 * f(x) = W_m ... W_1 x.
 *
 * @example
 * import { deepLinearPart } from "@lazyrich/runs";
 * deepLinearPart.example.model; // { name: "deep-linear", hiddenWidths: [10] }
 */
export const deepLinear: ModelPart<DeepLinearFields> = {
  name: "deep-linear",
  summary: "a linear network of any depth",
  fields: {
    hiddenWidths: listField("widths of the hidden layers, from the input on", z.array(z.int().check(z.gte(1))), {
      default: [50],
    }),
  },
  example: { model: { name: "deep-linear", hiddenWidths: [10] }, start: { name: "gaussian", scale: 0.5 } },
  describe: ({ hiddenWidths }, { inputDimension, outputDimension }) => ({
    input: inputDimension,
    layers: [...hiddenWidths, outputDimension].map((units) => ({ layer: "dense", units, bias: false })),
  }),
  build: ({ hiddenWidths }, { inputDimension, outputDimension }) =>
    deepLinearModel({ widths: [inputDimension, ...hiddenWidths, outputDimension] }),
};
