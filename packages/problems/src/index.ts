export { answerRows } from "./answerRows.js";
export { type Answer, modelNames, solve } from "./solve.js";
export type { DeepModeAnswer, DeepModeSpec } from "./solveDeepMode.js";
export type { ImplicitBiasAnswer, ImplicitBiasSpec } from "./solveImplicitBias.js";
export type { SingleNeuronAnswer, SingleNeuronSpec } from "./solveSingleNeuron.js";
export type { TwoLayerLinearAnswer, TwoLayerLinearSpec } from "./solveTwoLayerLinear.js";
