export type { DeepModeAnswer, DeepModeSpec } from "./deepModeProblem.js";
export type { ImplicitBiasAnswer, ImplicitBiasSpec } from "./implicitBiasProblem.js";
export { modelNames } from "./names.js";
export type { Problem } from "./problem.js";
export { type Answer, problems } from "./problems.js";
export type { SingleNeuronAnswer, SingleNeuronSpec } from "./singleNeuronProblem.js";
export { type Solved, solve, solved } from "./solve.js";
export type { TwoLayerLinearAnswer, TwoLayerLinearSpec } from "./twoLayerLinearProblem.js";
