/**
 * The models a spec can name.
 *
 * @example
 * import { modelNames } from "@lazyrich/problems/names";
 * modelNames; // ["single-neuron", "implicit-bias", "two-layer-linear", "deep-mode", "deep-implicit-bias"]
 */
export const modelNames: readonly string[] = [
  "single-neuron",
  "implicit-bias",
  "two-layer-linear",
  "deep-mode",
  "deep-implicit-bias",
];
