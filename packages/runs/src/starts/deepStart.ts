import { randomStream } from "@lazyrich/data";
import type { DeepNetwork, StartOptions } from "@lazyrich/deep";
import type { Model } from "@lazyrich/networks";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import { seedField } from "../spec/sizes.js";
import type { StartPart } from "../start.js";

/** Fields of every start of deep networks. */
export interface DeepStartFields {
  readonly seed: number;
  readonly alpha: number;
  readonly tau: number;
}

const positive = z.number().check(z.gt(0));

/** A start of deep networks as a spec names it: seed, alpha and tau are the same for all. */
export function deepStart(
  name: string,
  summary: string,
  start: (network: DeepNetwork, options: StartOptions) => Float64Array,
): StartPart<DeepStartFields> {
  return {
    name,
    summary: `${summary}; the first layer over alpha, the last times alpha`,
    fields: {
      seed: seedField,
      alpha: valueField(
        "what the first layer is divided by and the last multiplied by: above 1 is upstream",
        positive,
        { default: 1 },
      ),
      tau: valueField("what all weights are multiplied by", positive, { default: 1 }),
    },
    example: {
      model: { name: "mlp", widths: [16, 16], parameterization: name === "deep-gaussian" ? "ntk" : "standard" },
      start: { name, alpha: 2 },
    },
    theta({ seed, alpha, tau }, { model }) {
      if (!isDeep(model)) throw new RangeError(`the start ${name} is of deep networks such as mlp, not of this model`);
      return start(model, { random: randomStream(seed, "student"), alpha, tau });
    },
  };
}

const isDeep = (model: Model): model is DeepNetwork => "description" in model && "isNormalized" in model;
