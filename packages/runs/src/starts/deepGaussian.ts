import { standardNormalStart } from "@lazyrich/deep";
import type { StartPart } from "../start.js";
import { type DeepStartFields, deepStart } from "./deepStart.js";

/** Independent standard Gaussian weights, for the parameterizations that divide in the forward pass. */
export const deepGaussian: StartPart<DeepStartFields> = deepStart(
  "deep-gaussian",
  "independent Gaussian weights of variance 1, biases 0, of a deep network in the ntk or mean-field parameterization",
  standardNormalStart,
);
