// What every network offers
export type { Network } from "./network.js";
// One hidden neuron, f(x) = a w.x
export {
  type SingleNeuronNetwork,
  type SingleNeuronNetworkOptions,
  singleNeuronNetwork,
} from "./singleNeuronNetwork.js";
export {
  type FunctionAndBalance,
  type NeuronScales,
  type NeuronState,
  neuronWithFunction,
  neuronWithScales,
} from "./neuronState.js";
// Linear networks of any depth
export { type DeepLinearNetwork, type DeepLinearNetworkOptions, deepLinearNetwork } from "./deepLinearNetwork.js";
export {
  type TwoLayerLinearNetwork,
  type TwoLayerLinearNetworkOptions,
  twoLayerLinearNetwork,
} from "./twoLayerLinearNetwork.js";
export { layersOf, parametersOf } from "./layers.js";
// Starts of linear networks
export {
  type BalancedLayersOptions,
  balancedLayers,
  type LambdaBalancedLayersOptions,
  lambdaBalancedLayers,
} from "./balancedLayers.js";
export { type GaussianLayersOptions, gaussianLayers } from "./gaussianLayers.js";
export { type NeuronsWithScalesOptions, neuronsWithScales, type TwoLayerParameters } from "./neuronsWithScales.js";
// Activation regions of the plane
export {
  type ActivationRegion,
  type ActivationRegionsOptions,
  activationRegions,
  type PiecewiseLinearLayer,
} from "./activationRegions.js";
// Two-layer piecewise linear networks, f(x) = a.sigma(W x)
export {
  type PiecewiseLinearNetwork,
  type PiecewiseLinearNetworkOptions,
  piecewiseLinearNetwork,
} from "./piecewiseLinearNetwork.js";
export { relativeScale, type TwoLayerScales, twoLayerState } from "./twoLayerState.js";
export { type SphericalCoordinates, sphericalCoordinates } from "./sphericalCoordinates.js";
// Its flow with every kink located
export type { KinkCounts } from "./slidingConfiguration.js";
export { type SlidingFlowOptions, type SlidingTrajectory, slidingFlow } from "./slidingFlow.js";
