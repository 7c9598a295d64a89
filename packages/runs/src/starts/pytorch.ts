import { torchStart } from "@lazyrich/deep";
import type { StartPart } from "../start.js";
import { type DeepStartFields, deepStart } from "./deepStart.js";

/**
 * PyTorch's defaults.
 *
 * @example
 * import { pytorchPart } from "@lazyrich/runs";
 * pytorchPart.example.start; // { name: "pytorch", alpha: 2 }
 */
export const pytorch: StartPart<DeepStartFields> = deepStart(
  "pytorch",
  "PyTorch's default start of a deep network: weights uniform within 1 over the root of fan-in, tables of tokens Gaussian",
  torchStart,
);
