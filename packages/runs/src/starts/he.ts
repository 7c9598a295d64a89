import { heStart } from "@lazyrich/deep";
import type { StartPart } from "../start.js";
import { type DeepStartFields, deepStart } from "./deepStart.js";

/**
 * Independent Gaussian weights of variance 2/fan-in, biases 0.
 *
 * @example
 * import { hePart } from "@lazyrich/runs";
 * hePart.example.start; // { name: "he", alpha: 2 }
 */
export const he: StartPart<DeepStartFields> = deepStart(
  "he",
  "independent Gaussian weights of variance 2 over fan-in, biases 0, of a deep network",
  heStart,
);
