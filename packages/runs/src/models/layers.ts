import {
  type DeepDescription,
  type DeepNetwork,
  deepNetwork,
  type LayerDescription,
  type Precision,
} from "@lazyrich/deep";
import { listField, SpecError } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ModelContext, ModelPart } from "../model.js";
import { deepModel, precisionField } from "./deepModel.js";

interface LayersFields {
  readonly input: DeepDescription["input"] | null;
  readonly layers: readonly LayerDescription[];
  readonly precision: Precision;
}

const size = z.int().check(z.gte(1));

const describe = ({ input, layers: list }: LayersFields, { inputDimension, image }: ModelContext): DeepDescription => ({
  input: input ?? image ?? inputDimension,
  layers: list,
});

/**
 * A network of one's own as a list of layers.
 *
 * @example
 * import { layersPart } from "@lazyrich/runs";
 * layersPart.example.model; // { name: "layers", layers: [{ layer: "dense", units: 16 }, { layer: "gelu" }, { layer: "residual", layers: [{ layer: "dense", units: 16 }, { layer: "tanh" }] }, { layer: "dense", units: 1 }] }
 */
export const layers: ModelPart<LayersFields> = {
  name: "layers",
  summary:
    "a network of one's own as a list of layers, each an object with its kind as `layer` and the fields of its kind",
  fields: {
    input: listField(
      "the length of an input, [channels, height, width] or { vocabulary, positions }; null for that of the task",
      z.nullable(z.union([size, z.tuple([size, size, size]), z.strictObject({ vocabulary: size, positions: size })])),
      { default: null },
    ),
    layers: listField(
      "layers in order, the last of which gives the outputs: dense, convolution, relu, max-pool, flatten and the others of @lazyrich/deep",
      z.array(z.looseObject({ layer: z.string() })).check(z.minLength(1)),
    ),
    precision: precisionField,
  },
  example: {
    model: {
      name: "layers",
      layers: [
        { layer: "dense", units: 16 },
        { layer: "gelu" },
        { layer: "residual", layers: [{ layer: "dense", units: 16 }, { layer: "tanh" }] },
        { layer: "dense", units: 1 },
      ],
    },
    start: { name: "he", alpha: 1 },
  },
  describe,
  build(fields, context) {
    const { input, precision } = fields;
    const { inputDimension, outputDimension } = context;
    const network = described(describe(fields, context));
    if (network.inputDimension !== inputDimension) {
      throw new SpecError(
        ["model", "input"],
        `is ${JSON.stringify(input)}, ${network.inputDimension} numbers; expected ${inputDimension}, an input of the task`,
      );
    }
    if (network.outputDimension !== outputDimension) {
      throw new SpecError(
        ["model", "layers"],
        `ends with ${network.outputDimension} outputs; expected ${outputDimension}, the targets of the task`,
      );
    }
    return deepModel(network, precision);
  },
};

/** The network of a description. @throws SpecError in the words of @lazyrich/deep, which name the layer and field at fault. */
function described(description: DeepDescription): DeepNetwork {
  try {
    return deepNetwork(description);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [, where, problem] = /^layers(\S*(?: \([^)]*\)\S*)?) (.*)$/s.exec(error.message) ?? [];
    throw problem === undefined
      ? new SpecError(["model", "layers"], `cannot be a network: ${error.message}`)
      : new LayerError(where!, problem);
  }
}

/** A layer at fault, by its place in the list. */
class LayerError extends SpecError {
  constructor(where: string, problem: string) {
    super(["model", "layers"], problem);
    this.message = `spec.model.layers${where} ${problem}`;
  }
}
