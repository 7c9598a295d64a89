import type { LayerKind } from "./layerKind.js";
import { gelu, leaky, relu, tanh } from "./layers/activations.js";
import { dense } from "./layers/dense.js";

/** Every kind of layer that a description may name. */
export const layerKinds: readonly LayerKind[] = [dense, relu, leaky, tanh, gelu];
