import type { LayerKind } from "./layerKind.js";
import { gelu, leaky, relu, tanh } from "./layers/activations.js";
import { attention } from "./layers/attention.js";
import { batchNorm } from "./layers/batchNorm.js";
import { classToken } from "./layers/classToken.js";
import { convolution } from "./layers/convolution.js";
import { dense } from "./layers/dense.js";
import { embedding } from "./layers/embedding.js";
import { firstPosition } from "./layers/firstPosition.js";
import { flatten } from "./layers/flatten.js";
import { lastPosition } from "./layers/lastPosition.js";
import { layerNorm } from "./layers/layerNorm.js";
import { maxPool, meanPool } from "./layers/pooling.js";
import { position } from "./layers/position.js";
import { residual } from "./layers/residual.js";
import { sequence } from "./layers/sequence.js";

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
  residual,
  batchNorm,
  layerNorm,
  embedding,
  position,
  attention,
  lastPosition,
  firstPosition,
  sequence,
  classToken,
];
