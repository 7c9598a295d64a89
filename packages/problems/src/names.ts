/** The models a spec can name. */
export const modelNames: readonly string[] = [
  "single-neuron",
  "implicit-bias",
  "two-layer-linear",
  "deep-mode",
  "deep-implicit-bias",
];
