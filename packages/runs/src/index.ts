// One call for one run or many
export { type RunOptions, run } from "./run.js";
export { type SweepRunner, sweepInThread } from "./sweepRunner.js";
export type { Result } from "./result/result.js";
export type { Provenance } from "./result/provenance.js";
// What the names in a spec stand for
export { type ActivationPart, extendedLists, type Lists, type LossPart } from "./lists.js";
export { builtInLists } from "./builtInLists.js";
export type { ReadFile, Task, TaskContext, TaskPart } from "./task.js";
export type { ModelContext, ModelPart } from "./model.js";
export type { StartContext, StartPart } from "./start.js";
export type {
  CheckpointUnit,
  Checkpoints,
  CommonFields,
  DynamicsPart,
  Place,
  StopReason,
  Trained,
  Training,
  TrainingState,
} from "./dynamics.js";
export type { LayerMeasure, Measure, RunMeasure } from "./measure.js";
export type { Observation } from "./run/observation.js";
// The parts, one by one, for lists of one's own
export { activations } from "./activations.js";
export { losses } from "./losses.js";
export { arrays } from "./tasks/arrays.js";
export { cifar10 } from "./tasks/cifar10.js";
export { exclusiveOr } from "./tasks/exclusiveOr.js";
export { gratings } from "./tasks/gratings.js";
export { idxImages } from "./tasks/idxImages.js";
export { modularArithmetic } from "./tasks/modularArithmetic.js";
export { randomHierarchy } from "./tasks/randomHierarchy.js";
export { scribbles } from "./tasks/scribbles.js";
export { studentTeacher } from "./tasks/studentTeacher.js";
export { whitened } from "./tasks/whitened.js";
export { decoder } from "./models/decoder.js";
export { deepLinear } from "./models/deepLinear.js";
export { layers } from "./models/layers.js";
export { lenet5 } from "./models/lenet5.js";
export { mlp } from "./models/mlp.js";
export { residual } from "./models/residual.js";
export { twoLayer } from "./models/twoLayer.js";
export { deepGaussian } from "./starts/deepGaussian.js";
export { directions } from "./starts/directions.js";
export { file } from "./starts/file.js";
export { gaussian } from "./starts/gaussian.js";
export { he } from "./starts/he.js";
export { mirrored } from "./starts/mirrored.js";
export { pytorch } from "./starts/pytorch.js";
export { adamw } from "./dynamics/adamw.js";
export { dormandPrince } from "./dynamics/dormandPrince.js";
export { gradientDescent } from "./dynamics/gradientDescent.js";
export { gradientFlow } from "./dynamics/gradientFlow.js";
export { sgd } from "./dynamics/sgd.js";
export { distanceControl } from "./dynamics/distanceControl.js";
export { measures } from "./measures.js";
// Specs and their cells
export { type CellSpec, completeSpec, type RunSpec } from "./spec/runSpec.js";
export { cellsOf, MOST_CELLS } from "./spec/cells.js";
export { columnOf, columnsOfCell } from "./spec/columns.js";
export { runSchema } from "./spec/runSchema.js";
export { exampleNames, exampleSpec } from "./spec/examples.js";
// A cell, step by step
export { type Problem, problemMaker } from "./run/problem.js";
export { type CellRun, type CellStates, type Observed, type RunCellOptions, runCell } from "./run/runCell.js";
// Results as files
export { parseResult, type ResultFile, type ResultFormat, resultFiles, resultFormats } from "./result/resultFile.js";
