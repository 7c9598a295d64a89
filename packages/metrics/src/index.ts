// Kernels
export { ntkMatrix } from "./ntkMatrix.js";
export { kernelDistance } from "./kernelDistance.js";
export { centredKernelAlignment } from "./centredKernelAlignment.js";
export { alignment, kernelTargetAlignment } from "./alignment.js";
// Activations
export { type Activity, hammingDistance } from "./hammingDistance.js";
// Functions
export { generalizationError } from "./generalizationError.js";
export { misclassification } from "./misclassification.js";
// Parameters
export { parameterDistance } from "./parameterDistance.js";
export {
  type ParameterBlock,
  relativeParameterDistance,
  relativeParameterDistances,
} from "./relativeParameterDistance.js";
