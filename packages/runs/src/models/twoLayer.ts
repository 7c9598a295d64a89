import { twoLayerModel } from "@lazyrich/networks";
import { type NamedPart, partField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ModelPart } from "../model.js";
import { sizeField } from "../spec/sizes.js";

interface TwoLayerFields {
  readonly hiddenWidth: number;
  readonly activation: NamedPart;
  readonly biases: boolean;
}

/**
 * f(x) = A sigma(W x), of one hidden layer.
 *
 * @example
 * import { twoLayerPart } from "@lazyrich/runs";
 * twoLayerPart.example.model; // { name: "two-layer", hiddenWidth: 20 }
 */
export const twoLayer: ModelPart<TwoLayerFields> = {
  name: "two-layer",
  summary: "one hidden layer of any activation, with or without biases",
  fields: {
    hiddenWidth: sizeField("h, the number of hidden neurons", 50),
    activation: partField("of the hidden neurons", "activations", { default: "relu" }),
    biases: valueField("whether hidden neurons and outputs have a bias", z.boolean(), { default: false }),
  },
  example: { model: { name: "two-layer", hiddenWidth: 20 } },
  describe: ({ hiddenWidth, activation: { name, ...fields }, biases }, { inputDimension, outputDimension }) => ({
    input: inputDimension,
    layers: [
      { layer: "dense", units: hiddenWidth, bias: biases },
      ...(name === "linear" ? [] : [{ layer: name, ...fields }]),
      { layer: "dense", units: outputDimension, bias: biases },
    ],
  }),
  build: ({ hiddenWidth, activation, biases }, context) =>
    twoLayerModel({
      inputDimension: context.inputDimension,
      outputDimension: context.outputDimension,
      ...{ hiddenWidth, biases, activation: context.activation(activation) },
    }),
};
