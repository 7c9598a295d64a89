// One neuron in time
export {
  type SingleNeuronProblem,
  SingleNeuronSolution,
  type SingleNeuronState,
  type SingleNeuronTrajectory,
  singleNeuron,
} from "./singleNeuron.js";
export { downstreamLimit, type FunctionPath, type LazyLimitProblem, upstreamLimit } from "./lazyLimits.js";
// Balance and regime
export { conservedQuantity } from "./conservedQuantity.js";
export { type Regime, regime } from "./regime.js";
export {
  type LearningRegime,
  type LearningRegimePrediction,
  learningRegime,
  type MeasuredRegime,
  twoLayerMeasuredRegime,
} from "./learningRegime.js";
// Function space
export { type Balance, functionSpaceField, kappa, neuralTangentKernel, preconditioner } from "./functionSpace.js";
// Implicit bias
export {
  type ImplicitBias,
  type ImplicitBiasCondition,
  type ImplicitBiasProblem,
  implicitBias,
} from "./implicitBias.js";
export { implicitBiasObjective, potential, potentialSlope } from "./potential.js";
// Wide linear networks
export {
  type TwoLayerLinearProblem,
  TwoLayerLinearSolution,
  type TwoLayerLinearState,
  twoLayerLinear,
} from "./twoLayerLinear.js";
export { type TwoLayerLinearRows, TwoLayerLinearTrajectory } from "./twoLayerLinearTrajectory.js";
export { isotropicDelta, type TwoLayerWeights } from "./isotropicDelta.js";
export {
  type IsotropicInitializationOptions,
  isotropicInitialization,
  isotropicReadout,
  isotropicWeights,
  type TwoLayerStart,
} from "./isotropicInitialization.js";
export {
  type TwoLayerLearningRegimePrediction,
  type TwoLayerLearningRegimeProblem,
  twoLayerLearningRegime,
} from "./twoLayerLearningRegime.js";
export {
  type IsotropicBalance,
  type NeuronPreconditioner,
  neuronPreconditioner,
  selfConsistentField,
  selfConsistentPreconditioner,
} from "./twoLayerFunctionSpace.js";
// Singular values and their mirror flow
export { type AlignedModeProblem, alignedLearningTime, alignedMode } from "./alignedMode.js";
export { singularValueField } from "./singularValueFlow.js";
export {
  hyperbolicEntropy,
  hyperbolicEntropyGradient,
  inverseHyperbolicEntropyGradient,
  mirrorStep,
} from "./hyperbolicEntropy.js";
// Deep linear networks
export { type DeepModeProblem, deepLearningTime, deepMode } from "./deepMode.js";
export { type DeepImplicitBias, type DeepImplicitBiasProblem, deepImplicitBias } from "./deepImplicitBias.js";
