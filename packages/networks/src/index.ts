// What every model offers
export type {
  ActivationPattern,
  BoundModel,
  ConservedQuantities,
  Data,
  Layer,
  Model,
  NtkOptions,
} from "./model.js";
export { matricesFromTheta, thetaFromLayers, thetaFromMatrices } from "./layers.js";
export { type DescentFieldOptions, descentField } from "./descentField.js";
// Losses
export type { Loss, Numbers } from "./losses/loss.js";
export { losses } from "./losses/losses.js";
export { meanSquared } from "./losses/meanSquared.js";
export { halfSumSquared } from "./losses/halfSumSquared.js";
export { crossEntropy } from "./losses/crossEntropy.js";
// Activations
export type { Activation } from "./activations/activation.js";
export { activations } from "./activations/activations.js";
export { relu } from "./activations/relu.js";
export { leaky } from "./activations/leaky.js";
export { linear } from "./activations/linear.js";
export { tanh } from "./activations/tanh.js";
export { softplus } from "./activations/softplus.js";
export { gelu } from "./activations/gelu.js";
export { erf } from "./activations/erf.js";
export { errorFunction } from "./activations/errorFunction.js";
// Models
export { type SingleNeuron, singleNeuronModel } from "./models/singleNeuron.js";
export { type TwoLayerOptions, twoLayerModel } from "./models/twoLayer.js";
export type { TwoLayer } from "./models/twoLayerModel.js";
export { type TwoLayerLinear, type TwoLayerLinearOptions, twoLayerLinearModel } from "./models/twoLayerLinear.js";
export { deepLinearModel } from "./models/deepLinear.js";
export type { DeepLinear } from "./models/deepLinearModel.js";
// Starts
export { type GaussianStartOptions, gaussianStart } from "./starts/gaussianStart.js";
export { type FunctionAndBalance, type NeuronState, neuronWithFunction } from "./starts/neuronWithFunction.js";
export { mirroredStudent } from "./starts/mirroredStudent.js";
export { type TwoLayerScales, twoLayerState } from "./starts/twoLayerState.js";
export { type IsotropicLayersOptions, isotropicLayers } from "./starts/isotropicLayers.js";
export { isotropicReadout, isotropicWeights } from "./starts/isotropicCompletion.js";
export { type BalancedLayersOptions, balancedLayers } from "./starts/balancedLayers.js";
export { type LambdaBalancedLayersOptions, lambdaBalancedLayers } from "./starts/lambdaBalancedLayers.js";
// Neurons with kinks
export { type SphericalCoordinates, sphericalCoordinates } from "./sphericalCoordinates.js";
export {
  type ActivationRegion,
  type ActivationRegionsOptions,
  activationRegions,
  type PiecewiseLinearLayer,
} from "./activationRegions.js";
export type { KinkCounts, PiecewiseLinearProblem } from "./slidingConfiguration.js";
export { type SlidingFlowOptions, type SlidingTrajectory, slidingFlow } from "./slidingFlow.js";
