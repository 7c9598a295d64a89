import { standardNormalStart } from "@lazyrich/deep";
import type { StartPart } from "../start.js";
import { type DeepStartFields, deepStart } from "./deepStart.js";

/**
 * Independent standard Gaussian weights, for the parameterizations that divide in the forward pass.
 *
 * @example
 * import { deepGaussianPart } from "@lazyrich/runs";
 * deepGaussianPart.example.start; // { name: "deep-gaussian", alpha: 2 }
 */
export const deepGaussian: StartPart<DeepStartFields> = deepStart(
  "deep-gaussian",
  "independent Gaussian weights of variance 1, biases 0, of a deep network in the ntk or mean-field parameterization",
  standardNormalStart,
);
