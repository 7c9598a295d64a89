// One run or many
export { type RunOptions, run } from "./run.js";
export { type SweepRunner, sweepInThread } from "./sweepRunner.js";
export type { Result } from "./result/result.js";
export type { Provenance } from "./result/provenance.js";
// What the names in a spec stand for
export { extendedLists } from "./extendedLists.js";
export type { ActivationPart, Lists, LossPart } from "./lists.js";
export { builtInLists } from "./builtInLists.js";
export type { ReadFile, Samples as RunSamples, Task as RunTask, TaskContext, TaskPart } from "./task.js";
export type { ModelContext, ModelPart } from "./model.js";
export type { StartContext, StartPart } from "./start.js";
export type {
  CheckpointUnit,
  Checkpoints,
  CommonFields,
  DynamicsPart,
  Place,
  StopReason as RunStopReason,
  Trained,
  Training,
  TrainingState,
} from "./dynamics.js";
export type { FilterMeasure, FilterPixels, LayerMeasure, Measure, RunMeasure } from "./measure.js";
export type { Observation } from "./observation.js";
// The parts, one by one
export { activations as activationParts } from "./activations.js";
export { losses as lossParts } from "./losses.js";
export { arrays as arraysPart } from "./tasks/arrays.js";
export { cifar10 as cifar10Part } from "./tasks/cifar10.js";
export { exclusiveOr as exclusiveOrPart } from "./tasks/exclusiveOr.js";
export { gratings as gratingsPart } from "./tasks/gratings.js";
export { idxImages as idxImagesPart } from "./tasks/idxImages.js";
export { modularArithmetic as modularArithmeticPart } from "./tasks/modularArithmetic.js";
export { randomHierarchy as randomHierarchyPart } from "./tasks/randomHierarchy.js";
export { scribbles as scribblesPart } from "./tasks/scribbles.js";
export { studentTeacher as studentTeacherPart } from "./tasks/studentTeacher.js";
export { whitened as whitenedPart } from "./tasks/whitened.js";
export { decoder as decoderPart } from "./models/decoder.js";
export { deepLinear as deepLinearPart } from "./models/deepLinear.js";
export { layers as layersPart } from "./models/layers.js";
export { lenet5 as lenet5Part } from "./models/lenet5.js";
export { mlp as mlpPart } from "./models/mlp.js";
export { residual as residualPart } from "./models/residual.js";
export { twoLayer as twoLayerPart } from "./models/twoLayer.js";
export { deepGaussian as deepGaussianPart } from "./starts/deepGaussian.js";
export { directions as directionsPart } from "./starts/directions.js";
export { file as filePart } from "./starts/file.js";
export { gaussian as gaussianPart } from "./starts/gaussian.js";
export { he as hePart } from "./starts/he.js";
export { mirrored as mirroredPart } from "./starts/mirrored.js";
export { pytorch as pytorchPart } from "./starts/pytorch.js";
export { adamw as adamwPart } from "./dynamics/adamw.js";
export { dormandPrince as dormandPrincePart } from "./dynamics/dormandPrince.js";
export { gradientDescent as gradientDescentPart } from "./dynamics/gradientDescent.js";
export { gradientFlow as gradientFlowPart } from "./dynamics/gradientFlow.js";
export { sgd as sgdPart } from "./dynamics/sgd.js";
export { distanceControl } from "./dynamics/distanceControl.js";
export { measures } from "./measures.js";
export { smoothnessOfFilters } from "./measures/filterSmoothness.js";
// Specs and their cells
export { type CellSpec, completeSpec, type RunSpec } from "./spec/runSpec.js";
export { cellsOf } from "./spec/cells.js";
export { specColumns } from "./result/specColumns.js";
export { columnsOfCell } from "./spec/columns.js";
export { runSchema } from "./spec/runSchema.js";
export { exampleNames, exampleSpec } from "./spec/examples.js";
// A cell, step by step
export type { Problem as CellProblem } from "./problem.js";
export { problemMaker } from "./run/problemMaker.js";
export { type CellRun, type CellStates, type Observed, type RunCellOptions, runCell } from "./run/runCell.js";
// Results as files
export { parseResult, type ResultFile, type ResultFormat, resultFiles, resultFormats } from "./result/resultFile.js";
