// Kernels
export { ntkMatrix } from "./ntkMatrix.js";
export { kernelDistance } from "./kernelDistance.js";
export { alignment, kernelTargetAlignment } from "./alignment.js";
// Activations
export { type ActivationPattern, activationPattern } from "./activationPattern.js";
export { hammingDistance } from "./hammingDistance.js";
// Functions
export { generalizationError } from "./generalizationError.js";
// Parameters
export { parameterDistance } from "./parameterDistance.js";
export { conservedMatrix, conservedQuantities, type TwoLayerParameters } from "./conservedQuantities.js";
