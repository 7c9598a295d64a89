import { type DeepImplicitBiasAnswer, deepImplicitBiasProblem } from "./deepImplicitBiasProblem.js";
import { type DeepModeAnswer, deepModeProblem } from "./deepModeProblem.js";
import { type ImplicitBiasAnswer, implicitBiasProblem } from "./implicitBiasProblem.js";
import type { Problem } from "./problem.js";
import { type SingleNeuronAnswer, singleNeuronProblem } from "./singleNeuronProblem.js";
import { type TwoLayerLinearAnswer, twoLayerLinearProblem } from "./twoLayerLinearProblem.js";

// biome-ignore lint/suspicious/noExplicitAny: each problem has specs and answers of its own, and checks the former itself
type AnyProblem = Problem<any, any>;

/** Every answer of `solve`. */
export type Answer =
  | SingleNeuronAnswer
  | ImplicitBiasAnswer
  | TwoLayerLinearAnswer
  | DeepModeAnswer
  | DeepImplicitBiasAnswer;

/**
 * The models a spec can name.
 *
 * @example
 * import { problems, solve } from "@lazyrich/problems";
 * const { name, example } = problems[0];
 * name; // "single-neuron"
 * Object.keys(solve({ model: name, ...example })); // ["delta", "times", "a", "w", "beta", "mu", ...]
 */
export const problems: readonly AnyProblem[] = [
  singleNeuronProblem,
  implicitBiasProblem,
  twoLayerLinearProblem,
  deepModeProblem,
  deepImplicitBiasProblem,
];
