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
export { type RandomHierarchyOptions, type RandomHierarchyTask, randomHierarchyTask } from "./randomHierarchy.js";
// Parts to build others from
export { linearTarget } from "./linearTarget.js";
export { orthonormalMatrix } from "./orthonormalMatrix.js";
export { unitRows } from "./unitRows.js";
export { type NeuronDirections, randomNeurons } from "./randomNeurons.js";
export { type RandomGenerator, randomGenerator } from "./randomGenerator.js";
export { randomStream, type StreamName } from "./randomStream.js";
