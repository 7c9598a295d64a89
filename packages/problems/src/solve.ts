import { closestName, isRefusal, parseSpec, SpecError, shownValue } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import type { DeepImplicitBiasAnswer, DeepImplicitBiasSpec } from "./deepImplicitBiasProblem.js";
import type { DeepModeAnswer, DeepModeSpec } from "./deepModeProblem.js";
import type { ImplicitBiasAnswer, ImplicitBiasSpec } from "./implicitBiasProblem.js";
import { modelNames } from "./names.js";
import { type Answer, problems } from "./problems.js";
import type { SingleNeuronAnswer, SingleNeuronSpec } from "./singleNeuronProblem.js";
import type { TwoLayerLinearAnswer, TwoLayerLinearSpec } from "./twoLayerLinearProblem.js";

/** An answer, and how it is told. */
export interface Solved {
  /** As JSON can hold it. */
  readonly answer: Answer;
  /** Tidy: one row a time, or one a component of an implicit bias. */
  readonly rows: Row[];
  /** A line that sums it up. */
  readonly summary: string;
  /** The columns of a table for reading, where matrices would be too wide. */
  readonly tableColumns: readonly string[];
}

/**
 * The answer to a problem given as JSON, as JSON: an object with a `model`, or an array of them for an array of answers.
 *
 * @param spec a problem, or an array of them
 * @throws SpecError that names the field: `spec[3].w0[1] is "x"; expected a finite number`.
 * @example
 * import { solve } from "@lazyrich/problems";
 * solve({ model: "deep-mode", depth: 2, start: 0.1, target: 1, times: [0, 1, 9] }).u; // [0.1, 0.45085, 1.0000]
 * solve({ model: "implicit-bias", X: [[1, 0]], y: [1], beta0: [0.1, 0.1], delta: 10 }).betaInfinity; // [1, 0.10049]
 */
export function solve(spec: SingleNeuronSpec): SingleNeuronAnswer;
export function solve(spec: ImplicitBiasSpec): ImplicitBiasAnswer;
export function solve(spec: TwoLayerLinearSpec): TwoLayerLinearAnswer;
export function solve(spec: DeepModeSpec): DeepModeAnswer;
export function solve(spec: DeepImplicitBiasSpec): DeepImplicitBiasAnswer;
export function solve(spec: readonly unknown[]): Answer[];
export function solve(spec: unknown): Answer | Answer[];
export function solve(spec: unknown): Answer | Answer[] {
  const found = solved(spec);
  return Array.isArray(found) ? found.map(({ answer }) => answer) : found.answer;
}

/**
 * As `solve`, with rows and a summary beside each answer.
 *
 * @param spec a problem, or an array of them
 * @throws SpecError that names the field.
 * @example
 * import { solved } from "@lazyrich/problems";
 * const { rows, summary } = solved({ model: "deep-mode", depth: 2, start: 0.1, target: 1, times: [0, 9] });
 * rows; // [{ t: 0, u: 0.1 }, { t: 9, u: 1.0000 }]
 * summary; // "halfway to the target at t = 1.19895"
 */
export function solved(spec: readonly unknown[]): Solved[];
export function solved(spec: { readonly model: string; readonly [field: string]: unknown }): Solved;
export function solved(spec: unknown): Solved | Solved[];
export function solved(spec: unknown): Solved | Solved[] {
  return Array.isArray(spec) ? spec.map((one, index) => solvedOne(one, [index])) : solvedOne(spec, []);
}

function solvedOne(spec: unknown, path: readonly PropertyKey[]): Solved {
  const problem = problemOf(spec, path);
  const parsed = parseSpec(problem.schema, spec, path);
  try {
    const answer = problem.solve(parsed, path);
    const rows = problem.rows(answer);
    const columns = Object.keys(rows[0] ?? {});
    const tableColumns = problem.tableColumns?.(columns) ?? columns;
    return { answer, rows, summary: problem.summary(answer), tableColumns };
  } catch (error) {
    if (error instanceof SpecError || !isRefusal(error)) throw error;
    throw new SpecError(path, `cannot be solved: ${error.message}`);
  }
}

function problemOf(spec: unknown, path: readonly PropertyKey[]): (typeof problems)[number] {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    throw new SpecError(
      path,
      `is ${shownValue(spec)}; expected an object${path.length === 0 ? " or an array of objects" : ""}`,
    );
  }
  const name = Object.hasOwn(spec, "model") ? (spec as { model: unknown }).model : undefined;
  const problem = problems.find((each) => each.name === name);
  if (problem !== undefined) return problem;
  const found = name === undefined ? "is missing" : `is ${shownValue(name)}`;
  const closest = typeof name === "string" ? closestName(name, modelNames) : undefined;
  const hint = closest === undefined ? "" : ` (did you mean ${shownValue(closest)}?)`;
  throw new SpecError(
    [...path, "model"],
    `${found}; expected one of ${modelNames.map((known) => shownValue(known)).join(", ")}${hint}`,
  );
}
