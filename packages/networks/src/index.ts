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
// Two-layer piecewise linear networks, f(x) = a.sigma(W x)
export {
  type PiecewiseLinearNetwork,
  type PiecewiseLinearNetworkOptions,
  piecewiseLinearNetwork,
} from "./piecewiseLinearNetwork.js";
export { relativeScale, type TwoLayerScales, twoLayerState } from "./twoLayerState.js";
export { type SphericalCoordinates, sphericalCoordinates } from "./sphericalCoordinates.js";
