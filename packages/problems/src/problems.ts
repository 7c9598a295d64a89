import { type DeepModeAnswer, deepModeProblem } from "./deepMode.js";
import { type ImplicitBiasAnswer, implicitBiasProblem } from "./implicitBias.js";
import type { Problem } from "./problem.js";
import { type SingleNeuronAnswer, singleNeuronProblem } from "./singleNeuron.js";
import { type TwoLayerLinearAnswer, twoLayerLinearProblem } from "./twoLayerLinear.js";

// biome-ignore lint/suspicious/noExplicitAny: each problem has specs and answers of its own, and checks the former itself
type AnyProblem = Problem<any, any>;

/** Every answer of `solve`. */
export type Answer = SingleNeuronAnswer | ImplicitBiasAnswer | TwoLayerLinearAnswer | DeepModeAnswer;

/** The models a spec can name. */
export const problems: readonly AnyProblem[] = [
  singleNeuronProblem,
  implicitBiasProblem,
  twoLayerLinearProblem,
  deepModeProblem,
];
