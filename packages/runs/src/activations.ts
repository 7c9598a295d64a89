import { activations as known, leaky } from "@lazyrich/networks";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ActivationPart } from "./lists.js";

const gamma = valueField("the slope below 0, at most 1", z.number().check(z.lte(1)), { default: 0.01 });

const leakyPart: ActivationPart = {
  ...leaky(),
  fields: { gamma },
  withFields: (fields) => leaky(fields.gamma as number),
};

/**
 * Every activation of `@lazyrich/networks`, by its name; the slope of `leaky` is a field.
 *
 * @example
 * import { activationParts } from "@lazyrich/runs";
 * activationParts.map(({ name }) => name); // ["relu", "leaky", "linear", "tanh", "softplus", "gelu", ...]
 */
export const activations: readonly ActivationPart[] = known.map((each) => (each.name === "leaky" ? leakyPart : each));
