import type { LayerKind } from "./layerKind.js";
import { gelu, leaky, relu, tanh } from "./layers/activations.js";
import { convolution } from "./layers/convolution.js";
import { dense } from "./layers/dense.js";
import { flatten } from "./layers/flatten.js";
import { maxPool, meanPool } from "./layers/pooling.js";

/** Every kind of layer that a description may name. */
export const layerKinds: readonly LayerKind[] = [
  dense,
  convolution,
  relu,
  leaky,
  tanh,
  gelu,
  maxPool,
  meanPool,
  flatten,
];
