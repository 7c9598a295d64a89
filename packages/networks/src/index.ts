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
