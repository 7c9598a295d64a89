// A network as a list of layers
export { deepNetwork } from "./deepNetwork.js";
export type { DeepDescription, DeepLayer, Statistics as RunningStatistics } from "./outline.js";
export type { LayerDescription, ParameterRole } from "./layerKind.js";
export type { BoundDeepNetwork, DeepData, DeepNetwork, EvaluationOptions, KernelRows } from "./deepModel.js";
export type { Precision } from "./memory.js";
export { crossEntropy, halfSumSquared, meanSquared } from "@lazyrich/networks";
export type {
  ActivationPattern,
  BoundModel,
  ConservedQuantities,
  Layer,
  Loss,
  Model,
  NtkOptions,
  Numbers,
} from "@lazyrich/networks";
// Models
export { type MlpOptions, mlp } from "./models/mlp.js";
export { type LeNet5Options, leNet5 } from "./models/leNet5.js";
export { type ResidualNetworkOptions, residualNetwork } from "./models/residualNetwork.js";
export { type DecoderOptions, decoder } from "./models/decoder.js";
// Starts
export type { RandomSource, StartOptions } from "./starts/layerScales.js";
export { heStart } from "./starts/heStart.js";
export { torchStart } from "./starts/torchStart.js";
export { gaussianStart as standardNormalStart } from "./starts/gaussianStart.js";
export { arraysFromTheta, type ShapedNumbers, thetaFromArrays } from "./namedArrays.js";
// Optimisers
export type { Optimiser, OptimiserState, OptimiserStepper } from "./optimisers/optimiser.js";
export { type SgdOptions, sgd } from "./optimisers/sgd.js";
export { type AdamWOptions, adamW } from "./optimisers/adamW.js";
export {
  constantSchedule,
  cosineSchedule,
  linearSchedule,
  type Schedule,
  stepSchedule,
  warmUp,
} from "./optimisers/schedules.js";
export { shuffledBatches } from "./optimisers/shuffledBatches.js";
