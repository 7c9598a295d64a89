export type { DeepModeAnswer, DeepModeSpec } from "./deepMode.js";
export type { ImplicitBiasAnswer, ImplicitBiasSpec } from "./implicitBias.js";
export type { Problem } from "./problem.js";
export { type Answer, problems } from "./problems.js";
export type { SingleNeuronAnswer, SingleNeuronSpec } from "./singleNeuron.js";
export { modelNames, type Solved, solve, solved } from "./solve.js";
export type { TwoLayerLinearAnswer, TwoLayerLinearSpec } from "./twoLayerLinear.js";
