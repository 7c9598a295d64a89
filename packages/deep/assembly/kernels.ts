export { gelu, geluBackward, leaky, leakyBackward, tanh, tanhBackward } from "./activations";
export { gatherSums, scatterSums } from "./gather";
export { crossEntropy, halfSquares } from "./losses";
export { multiply } from "./multiply";
export { addColumnSums, addRow, addVector, clear, copyRows, permute, scale, transpose } from "./rows";
export { firstFree } from "./scratch";
