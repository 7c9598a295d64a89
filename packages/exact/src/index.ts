// One neuron in time
export type { Solution } from "./solution.js";
export {
  type SingleNeuronProblem,
  SingleNeuronSolution,
  type SingleNeuronState,
  type SingleNeuronTrajectory,
  singleNeuron,
} from "./neuron/singleNeuron.js";
export { downstreamLimit, type FunctionPath, upstreamLimit } from "./neuron/lazyLimits.js";
export type { LazyLimitProblem } from "./neuron/lazyLimitProblem.js";
export {
  type BasinProblem,
  basinBoundary,
  basinPart,
  type ParameterPoint,
  type PlaneVector,
  startsOnBothSides,
} from "./neuron/basinBoundary.js";
// Balance and regime
export { conservedQuantity } from "./conserved/conservedQuantity.js";
export {
  conservedDiagonal,
  conservedMatrix,
  type TwoLayerRates,
  type TwoLayerWeights,
} from "./conserved/conservedMatrix.js";
export {
  type DeltaDistribution,
  deltaDistribution,
  type GaussianNeurons,
  type StandardStart,
  standardNeurons,
} from "./conserved/deltaDistribution.js";
export { isotropicDelta, NotIsotropicError, requireFeasibleDelta } from "./conserved/isotropicDelta.js";
export { type Regime, regime } from "./regime.js";
export {
  FIRST_FIT,
  LAZY_KERNEL_DISTANCE,
  type LearningRegime,
  type LearningRegimePrediction,
  learningRegime,
  type MeasuredRegime,
  measuredRegime,
  neuronMeasuredRegime,
  twoLayerMeasuredRegime,
} from "./learningRegime.js";
// Function space
export type { Balance } from "./function-space/balance.js";
export { functionSpaceField, neuralTangentKernel, preconditioner } from "./function-space/functionSpace.js";
export { type KernelVelocityProblem, kernelVelocity } from "./function-space/kernelVelocity.js";
// Implicit bias
export {
  type ImplicitBias,
  type ImplicitBiasCondition,
  implicitBias,
} from "./bias/implicitBias.js";
export type { ImplicitBiasProblem } from "./bias/implicitBiasProblem.js";
export { implicitBiasObjective, potential } from "./bias/potential.js";
// Wide linear networks
export {
  type TwoLayerLinearProblem,
  TwoLayerLinearSolution,
  type TwoLayerLinearState,
  twoLayerLinear,
} from "./two-layer/twoLayerLinear.js";
export { type TwoLayerLinearRows, TwoLayerLinearTrajectory } from "./two-layer/twoLayerLinearTrajectory.js";
export {
  type TwoLayerImbalance,
  type TwoLayerImbalanceProblem,
  twoLayerImbalance,
} from "./two-layer/twoLayerImbalance.js";
export {
  type IsotropicBalance,
  type NeuronPreconditioner,
  neuronPreconditioner,
  selfConsistentField,
  selfConsistentPreconditioner,
} from "./two-layer/twoLayerFunctionSpace.js";
// Singular values and their mirror flow
export { alignedLearningTime, alignedMode } from "./two-layer/alignedMode.js";
export type { AlignedModeProblem } from "./two-layer/alignedModeProblem.js";
export { singularValueField } from "./two-layer/singularValueFlow.js";
export {
  hyperbolicEntropy,
  hyperbolicEntropyGradient,
  inverseHyperbolicEntropyGradient,
  mirrorStep,
} from "./two-layer/hyperbolicEntropy.js";
// Deep linear networks
export { type DeepModeProblem, deepLearningTime, deepMode } from "./deep/deepMode.js";
export { type DeepFunctionSpaceProblem, deepFunctionSpaceField } from "./deep/deepFunctionSpace.js";
export { type DeepImplicitBias, deepImplicitBias } from "./deep/deepImplicitBias.js";
export type { DeepImplicitBiasProblem } from "./deep/deepImplicitBiasProblem.js";
