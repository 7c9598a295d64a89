export { closestName } from "../closestName.js";
export { csv } from "../csv.js";
export type { Row } from "../figure.js";
export { fieldName, SpecError } from "../specError.js";
export { answerRows } from "./answerRows.js";
export { type Answer, modelNames, solve } from "./solve.js";
export type { ImplicitBiasAnswer, ImplicitBiasSpec } from "./solveImplicitBias.js";
export type { SingleNeuronAnswer, SingleNeuronSpec } from "./solveSingleNeuron.js";
export type { TwoLayerLinearAnswer, TwoLayerLinearSpec } from "./solveTwoLayerLinear.js";
