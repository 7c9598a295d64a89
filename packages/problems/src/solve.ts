import { closestName, parseSpec, SpecError, shownValue } from "@lazyrich/specs";
import type { ZodMiniType } from "zod/mini";
import { type DeepModeAnswer, type DeepModeSpec, deepModeSchema, solveDeepMode } from "./solveDeepMode.js";
import {
  type ImplicitBiasAnswer,
  type ImplicitBiasSpec,
  implicitBiasSchema,
  solveImplicitBias,
} from "./solveImplicitBias.js";
import {
  type SingleNeuronAnswer,
  type SingleNeuronSpec,
  singleNeuronSchema,
  solveSingleNeuron,
} from "./solveSingleNeuron.js";
import {
  solveTwoLayerLinear,
  type TwoLayerLinearAnswer,
  type TwoLayerLinearSpec,
  twoLayerLinearSchema,
} from "./solveTwoLayerLinear.js";

export type Answer = SingleNeuronAnswer | ImplicitBiasAnswer | TwoLayerLinearAnswer | DeepModeAnswer;

interface Model<Spec> {
  readonly schema: ZodMiniType<Spec>;
  solve(spec: Spec, path: readonly PropertyKey[]): Answer;
}
const models: Readonly<Record<string, Model<unknown>>> = {
  "single-neuron": { schema: singleNeuronSchema, solve: solveSingleNeuron } satisfies Model<SingleNeuronSpec>,
  "implicit-bias": { schema: implicitBiasSchema, solve: solveImplicitBias } satisfies Model<ImplicitBiasSpec>,
  "two-layer-linear": { schema: twoLayerLinearSchema, solve: solveTwoLayerLinear } satisfies Model<TwoLayerLinearSpec>,
  "deep-mode": { schema: deepModeSchema, solve: solveDeepMode } satisfies Model<DeepModeSpec>,
};

/** The models a spec can name. */
export const modelNames: readonly string[] = Object.keys(models);

/**
 * The answer to a problem given as JSON, as JSON: an object with a `model`, or an array of them for an array of answers.
 *
 * @throws SpecError that names the field: `spec[3].w0[1] is "x"; expected a finite number`.
 */
export function solve(spec: readonly unknown[]): Answer[];
export function solve(spec: unknown): Answer | Answer[];
export function solve(spec: unknown): Answer | Answer[] {
  return Array.isArray(spec) ? spec.map((one, index) => solveOne(one, [index])) : solveOne(spec, []);
}

function solveOne(spec: unknown, path: readonly PropertyKey[]): Answer {
  const model = models[modelName(spec, path)]!;
  const parsed = parseSpec(model.schema, spec, path);
  try {
    return model.solve(parsed, path);
  } catch (error) {
    if (error instanceof SpecError || !(error instanceof RangeError)) throw error;
    throw new SpecError(path, `cannot be solved: ${error.message}`);
  }
}

function modelName(spec: unknown, path: readonly PropertyKey[]): string {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    throw new SpecError(
      path,
      `is ${shownValue(spec)}; expected an object${path.length === 0 ? " or an array of objects" : ""}`,
    );
  }
  const name = Object.hasOwn(spec, "model") ? (spec as { model: unknown }).model : undefined;
  if (typeof name === "string" && Object.hasOwn(models, name)) return name;
  const found = name === undefined ? "is missing" : `is ${shownValue(name)}`;
  const closest = typeof name === "string" ? closestName(name, modelNames) : undefined;
  const hint = closest === undefined ? "" : ` (did you mean ${shownValue(closest)}?)`;
  throw new SpecError(
    [...path, "model"],
    `${found}; expected one of ${modelNames.map((known) => shownValue(known)).join(", ")}${hint}`,
  );
}
