// Tasks
export type { SampledTask, Samples } from "./task.js";
export {
  type WhitenedInputsOptions,
  type WhitenedRegressionOptions,
  whitenedInputs,
  whitenedRegression,
} from "./whitenedRegression.js";
export {
  type LowRankInputsOptions,
  type LowRankRegressionOptions,
  lowRankInputs,
  lowRankRegression,
} from "./lowRankRegression.js";
export { type StudentTeacherOptions, type StudentTeacherTask, studentTeacherTask } from "./studentTeacher.js";
export { type ExclusiveOrOptions, exclusiveOrTask } from "./exclusiveOr.js";
export {
  type ModularArithmeticOptions,
  type ModularArithmeticTask,
  type ModularOperation,
  modularArithmeticTask,
  modularOperations,
} from "./modularArithmetic.js";
export { type RandomHierarchyOptions, type RandomHierarchyTask, randomHierarchyTask } from "./randomHierarchy.js";
export { type GratingsOptions, gratingsTask } from "./gratings.js";
export { type ScribblesOptions, scribblesTask } from "./scribbles.js";
// Pictures from files
export { idxImages, type ReadBytes } from "./idxImages.js";
export { cifarImages } from "./cifarImages.js";
export { imageSamples, type LabeledImages, type PixelScale, pixelScale } from "./images.js";
// Parts to build others from
export { linearTarget } from "./linearTarget.js";
export { permutation } from "./permutation.js";
export { orthonormalMatrix } from "./orthonormalMatrix.js";
export { unitRows } from "./unitRows.js";
export { type NeuronDirections, randomNeurons } from "./randomNeurons.js";
export { type RandomGenerator, randomGenerator } from "./randomGenerator.js";
export { randomStream, type StreamName } from "./randomStream.js";
