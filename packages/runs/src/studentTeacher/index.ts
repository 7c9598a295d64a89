// A student on its task

export { answerTrain, type TrainAnswer, type TrainResult } from "./answerTrain.js";
export type { ReadFile } from "./arrayField.js";
export { distanceControl } from "./distanceControl.js";
export {
  type StudentMetrics,
  type StudentProblem,
  type StudentProblemOptions,
  studentProblem,
} from "./studentProblem.js";
// One run on a user's own data
export { parseTrainSpec, type TrainSpec } from "./trainSpec.js";
export {
  type StudentDynamics,
  type StudentRun,
  studentDynamics,
  type TrainStudentOptions,
  trainStudent,
} from "./trainStudent.js";
