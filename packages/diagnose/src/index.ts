// The diagnosis
export { type DiagnoseOptions, diagnose } from "./diagnose.js";
export type { BeforeAndAfter, ByParameter, Diagnosis, RoundingFloor } from "./diagnosis.js";
export { diagnosisRows } from "./diagnosisRows.js";
export { diagnosisFigure } from "./diagnosisFigure.js";
export type { Regime as DiagnosedRegime, RichBy, RichSplit, Verdict } from "./verdict/verdict.js";
export type { Conserved } from "./measures/conserved.js";
export type { Drift } from "./measures/drift.js";
export type { LearningSpeed, Profile } from "./measures/learningSpeed.js";
export type { AlphaEffect } from "./measures/alphaEffect.js";
export type { RepresentationChange } from "./measures/representations.js";
// Checkpoints and inputs from bytes
export { type Checkpoint, checkpoint } from "./checkpoint/checkpoint.js";
export type { StoredType } from "./checkpoint/storedType.js";
export { parseCheckpoint } from "./checkpoint/parseCheckpoint.js";
export { parseTable, type Table } from "./checkpoint/parseTable.js";
// The network of a checkpoint
export type { Architecture, ArchitectureNames, NetworkState } from "./architecture/architecture.js";
export { architecture } from "./architecture/architecture.js";
export type { ArchitectureSkeleton, ArchitectureSpec, Axes } from "./architecture/architectureSpec.js";
export { ArchitectureError } from "./architecture/architectureError.js";
export { type InferredChainOptions, inferredChain } from "./architecture/inferredChain.js";
export { specifiedArchitecture } from "./architecture/specifiedArchitecture.js";
// ONNX
export { type OnnxNetwork, parseOnnx } from "./onnx/onnxNetwork.js";
// Series of checkpoints
export { diagnoseSeries, type SeriesDiagnosis, type SeriesOptions } from "./series/diagnoseSeries.js";
export type { SeriesRow } from "./series/seriesRow.js";
export type { Phases } from "./series/phases.js";
export { seriesFigure } from "./series/seriesFigure.js";
export { naturalOrder } from "./architecture/naturalOrder.js";
// Kernels and activations alone
export { type CompareKernelsOptions, compareKernels, type KernelArraysComparison } from "./arrays/compareKernels.js";
export { compareActivations } from "./arrays/compareActivations.js";
