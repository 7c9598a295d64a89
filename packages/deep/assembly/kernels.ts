export {
  gelu,
  geluBackward,
  geluByTanh,
  geluByTanhBackward,
  leaky,
  leakyBackward,
  tanh,
  tanhBackward,
} from "./activations";
export { attention, attentionBackward } from "./attention";
export { gatherSums, scatterSums } from "./gather";
export { crossEntropy, halfSquares } from "./losses";
export { multiply } from "./multiply";
export {
  batchNorm,
  batchNormBackward,
  batchNormSums,
  columnMoments,
  layerNorm,
  layerNormBackward,
  layerNormGradient,
} from "./normalization";
export { adamWStep, sgdStep } from "./optimisers";
export { addColumnSums, addRow, addVector, clear, copyRows, permute, scale, transpose } from "./rows";
export { firstFree } from "./scratch";
export { fold, maxPool, maxPoolBackward, meanPool, meanPoolBackward, unfold } from "./windows";
