// One neuron
export { conservedQuantity } from "./conservedQuantity.js";
export { type Regime, regime } from "./regime.js";
export {
  type SingleNeuronProblem,
  SingleNeuronSolution,
  type SingleNeuronState,
  type SingleNeuronTrajectory,
  singleNeuron,
} from "./singleNeuron.js";
