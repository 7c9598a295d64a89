import { type DeepDescription, deepNetwork, decoder as description, type Precision } from "@lazyrich/deep";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ModelContext, ModelPart } from "../model.js";
import { sizeField } from "../spec/sizes.js";
import { deepModel, precisionField } from "./deepModel.js";

interface DecoderFields {
  readonly embedding: number;
  readonly heads: number;
  readonly blocks: number;
  readonly outputScale: number;
  readonly precision: Precision;
}

const describe = (
  { embedding, heads, blocks, outputScale }: DecoderFields,
  { inputDimension, outputDimension }: ModelContext,
): DeepDescription =>
  description({
    vocabulary: outputDimension,
    positions: inputDimension,
    width: embedding,
    ...{ heads, depth: blocks, outputScale },
  });

/**
 * A decoder of post-norm blocks on tokens, whose last position gives the logits of all tokens.
 *
 * @example
 * import { decoderPart } from "@lazyrich/runs";
 * decoderPart.example.model; // { name: "decoder", embedding: 8, heads: 2 }
 */
export const decoder: ModelPart<DecoderFields> = {
  name: "decoder",
  summary: "a transformer decoder on tokens: post-norm blocks of causal attention; the last position gives the logits",
  fields: {
    embedding: sizeField("d, the width of a position; the feed-forward layers have 4 d units", 64),
    heads: sizeField("of attention; they divide d", 4),
    blocks: sizeField("of attention and feed-forward", 1),
    outputScale: valueField("what the logits are multiplied by", z.number().check(z.gt(0)), { default: 1 }),
    precision: precisionField,
  },
  example: {
    task: { name: "modular-arithmetic", modulus: 5 },
    model: { name: "decoder", embedding: 8, heads: 2 },
    start: { name: "pytorch", alpha: 2 },
    loss: "cross-entropy",
    dynamics: { name: "adamw", learningRate: 0.01, batch: 8, epochs: [0, 10, 50] },
    measures: ["trainLoss", "trainAccuracy", "kernelDistance"],
  },
  describe,
  build: (fields, context) => deepModel(deepNetwork(describe(fields, context)), fields.precision),
};
