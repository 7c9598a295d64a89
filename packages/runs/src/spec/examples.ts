import type { Json, Part } from "@lazyrich/specs";
import type { Lists } from "../lists.js";

/** The spec that examples change: a student of a teacher, in a second. */
const BASE: Readonly<Record<string, Json>> = {
  task: { name: "student-teacher", inputDimension: 10, trainSize: 100, testSize: 500 },
  model: { name: "two-layer", hiddenWidth: 20 },
  start: { name: "mirrored", tau: 0.3, delta: 0.5 },
  loss: "mean-squared",
  dynamics: { name: "gradient-flow", learningRate: 0.01, steps: [0, 100, 1000, 10_000] },
  seed: 1,
  measures: ["trainLoss", "generalizationError", "kernelDistance", "hammingDistance", "parameterDistance"],
};

/** Where a part of each list stands in a spec. */
const PLACES: Readonly<Record<keyof Lists, (name: string) => Readonly<Record<string, Json>>>> = {
  tasks: (name) => ({ task: name }),
  models: (name) => ({ model: name }),
  starts: (name) => ({ start: name }),
  dynamics: (name) => ({ dynamics: name }),
  losses: (name) => ({ loss: name }),
  activations: (name) => ({ model: { ...(BASE.model as object), activation: name } }),
  measures: (name) => ({ measures: [...new Set([...(BASE.measures as string[]), name])] }),
};

/**
 * The names that a spec can have, by list, each with what it is.
 *
 * @param lists what the names stand for
 * @example
 * import { builtInLists, exampleNames } from "@lazyrich/runs";
 * exampleNames(builtInLists).losses.map(({ name }) => name); // ["mean-squared", "half-sum-squared", "cross-entropy"]
 */
export function exampleNames(
  lists: Lists,
): Readonly<Record<keyof Lists, readonly { readonly name: string; readonly summary: string }[]>> {
  return Object.fromEntries(
    Object.keys(PLACES).map((list) => [
      list,
      partsOf(lists, list).map(({ name, summary = "" }) => ({ name, summary })),
    ]),
  ) as unknown as ReturnType<typeof exampleNames>;
}

/**
 * A small spec in which a name stands, to begin with: that which the part gives of itself. Undefined if there is no such name.
 *
 * @param lists what the names stand for
 * @param name of a part
 * @example
 * import { builtInLists, exampleSpec } from "@lazyrich/runs";
 * exampleSpec(builtInLists, "he").start; // { name: "he", alpha: 2 }
 */
export function exampleSpec(lists: Lists, name: string): Json | undefined {
  for (const [list, place] of Object.entries(PLACES)) {
    const part = partsOf(lists, list).find((each) => each.name === name);
    if (part !== undefined) return { ...BASE, ...place(name), ...part.example };
  }
  return undefined;
}

const partsOf = (lists: Lists, list: string): readonly Part[] =>
  lists[list as keyof Lists] as unknown as readonly Part[];
