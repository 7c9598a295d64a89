import type { ProductBuild } from "@lazyrich/linalg";
import {
  closestName,
  completeField,
  type Json,
  listField,
  type NamedPart,
  partField,
  quoted,
  SpecError,
  shownValue,
  type TopFields,
  valueField,
} from "@lazyrich/specs";
import * as z from "zod/mini";
import type { Lists } from "../lists.js";
import { partListsOf } from "./partLists.js";

/** One run or a sweep of them, every default filled in; a part or a field may be an axis. */
export interface RunSpec {
  /** What is learnt. */
  readonly task: Json;
  /** What learns. */
  readonly model: Json;
  /** What is measured between the two. */
  readonly loss: Json;
  /** Where it begins. */
  readonly start: Json;
  /** How it moves. */
  readonly dynamics: Json;
  /** Of every part that has none of its own. */
  readonly seed: Json;
  /** Names of measures, in the order of the columns. */
  readonly measures: readonly string[];
  /** All but `"relaxed-simd"` give the same bytes on every machine. */
  readonly build: ProductBuild;
}

/** One run: one value a field. */
export interface CellSpec extends RunSpec {
  readonly task: NamedPart;
  readonly model: NamedPart;
  readonly loss: NamedPart;
  readonly start: NamedPart;
  readonly dynamics: NamedPart;
  readonly seed: number;
}

export const LARGEST_SEED: number = 2 ** 32 - 1;

/** The fields at the top of a spec, in the order of the cells: the last changes fastest, and cells of one task are neighbours. */
export const topFields: TopFields = {
  seed: valueField(
    "a whole number from 0 to 4294967295, the seed of all that has none of its own",
    z.int().check(z.gte(0), z.lte(LARGEST_SEED)),
    { default: 0 },
  ),
  task: partField("what is to be learnt", "tasks"),
  model: partField("the network", "models"),
  loss: partField("what is minimised", "losses", { default: "mean-squared" }),
  start: partField("the initial parameters", "starts"),
  dynamics: partField("how parameters move", "dynamics"),
  measures: listField("names of measures", z.array(z.string()).check(z.minLength(1)), {
    default: ["trainLoss", "generalizationError", "kernelDistance", "hammingDistance", "parameterDistance"],
    isFixed: true,
  }),
  build: valueField('"simd", "javascript" or "relaxed-simd"', z.enum(["simd", "javascript", "relaxed-simd"]), {
    default: "simd",
    isFixed: true,
  }),
};

/**
 * A spec with every default filled in and every field checked.
 *
 * @param lists what the names stand for
 * @param value a spec as a user wrote it
 * @throws SpecError in one line that names the first bad field.
 * @example
 * import { builtInLists, completeSpec } from "@lazyrich/runs";
 * const spec = {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: 1, delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * };
 * completeSpec(builtInLists, spec).loss; // { name: "mean-squared" }
 * completeSpec(builtInLists, { ...spec, sed: 1 }); // SpecError: spec has no field "sed"; did you mean "seed"?
 */
export function completeSpec(lists: Lists, value: unknown): RunSpec {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SpecError([], `is ${shownValue(value)}; expected an object with task, model, start and dynamics`);
  }
  const { $schema, ...given } = value as Readonly<Record<string, unknown>>;
  if ($schema !== undefined && typeof $schema !== "string") {
    throw new SpecError(["$schema"], `is ${shownValue($schema)}; expected the address of a schema`);
  }
  const names = Object.keys(topFields);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const closest = closestName(name, names);
    const hint = closest === undefined ? `expected ${names.join(", ")}` : `did you mean ${quoted(closest)}?`;
    throw new SpecError([], `has no field ${quoted(name)}; ${hint}`);
  }
  const partLists = partListsOf(lists);
  // one name is a list of one, as a command line says it
  if (typeof given.measures === "string") return completeSpec(lists, { ...given, measures: [given.measures] });
  const completed = Object.fromEntries(
    names.map((name) => [name, completeField(partLists, topFields[name]!, given[name], [name])]),
  ) as unknown as RunSpec;
  requireMeasures(lists, completed.measures);
  return completed;
}

function requireMeasures(lists: Lists, measures: readonly string[]): void {
  const known = lists.measures.map(({ name }) => name);
  for (const [i, name] of measures.entries()) {
    if (measures.indexOf(name) < i)
      throw new SpecError(["measures", i], `is ${quoted(name)} again; expected each once`);
    if (known.includes(name)) continue;
    const closest = closestName(name, known);
    const hint = closest === undefined ? "" : ` (did you mean ${quoted(closest)}?)`;
    throw new SpecError(["measures", i], `is ${quoted(name)}; expected some of ${known.join(", ")}${hint}`);
  }
}
