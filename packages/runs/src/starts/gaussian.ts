import { randomStream } from "@lazyrich/data";
import { gaussianStart } from "@lazyrich/networks";
import { valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import { seedField } from "../spec/sizes.js";
import type { StartPart } from "../start.js";

interface GaussianFields {
  readonly seed: number;
  readonly scale: number;
  readonly alpha: number;
}

const positive = z.number().check(z.gt(0));

/**
 * Independent Gaussian weights of variance scale^2/fan-in, biases 0.
 *
 * @example
 * import { gaussianPart } from "@lazyrich/runs";
 * gaussianPart.example.start; // { name: "gaussian", scale: 1, alpha: 1 }
 */
export const gaussian: StartPart<GaussianFields> = {
  name: "gaussian",
  summary:
    "independent Gaussian weights of variance scale^2 over fan-in, biases 0; the first layer over alpha, the last times alpha",
  fields: {
    seed: seedField,
    scale: valueField("standard deviation of a weight times the root of its fan-in", positive, { default: 1 }),
    alpha: valueField("what the first layer is divided by and the last multiplied by: above 1 is upstream", positive, {
      default: 1,
    }),
  },
  example: { start: { name: "gaussian", scale: 1, alpha: 1 } },
  theta({ seed, scale, alpha }, { model }) {
    const weights = model.layers.filter(({ name }) => !name.startsWith("b")).length;
    const scaleOf = (layer: number): number => (layer === 0 ? 1 / alpha : layer === weights - 1 ? alpha : 1);
    const scales = Array.from({ length: weights }, (_, layer) => scale * scaleOf(layer));
    return gaussianStart(model, { scales, random: randomStream(seed, "student") });
  },
};
