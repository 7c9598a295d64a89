import { type Json, type JsonSchema, jsonSchemaOf } from "@lazyrich/specs";
import type { Lists } from "../lists.js";
import { checkpointFields } from "./checkpoints.js";
import { partListsOf } from "./partLists.js";
import { topFields } from "./runSpec.js";

type Members = { readonly [key: string]: Json };

/**
 * The JSON Schema of specs whose names stand for what is in the lists: an editor completes and checks by it.
 *
 * @param lists what the names stand for
 * @example
 * import { builtInLists, runSchema } from "@lazyrich/runs";
 * runSchema(builtInLists).required; // ["task", "model", "start", "dynamics"]
 */
export function runSchema(lists: Lists): JsonSchema {
  const { measures = [], ...parts } = partListsOf(lists);
  const schema = jsonSchemaOf(parts, topFields);
  const definitions = schema.$defs as Members;
  const properties = schema.properties as Readonly<Record<string, Members>>;
  const name = { enum: measures.map((measure) => measure.name) };
  const { description, default: usual } = properties.measures!;
  return {
    ...schema,
    properties: {
      ...properties,
      measures: {
        ...({ description, default: usual } as Members),
        anyOf: [name, { type: "array", minItems: 1, uniqueItems: true, items: name }],
      },
    },
    $defs: { ...definitions, dynamics: withCheckpoints(definitions.dynamics as Members) },
  };
}

/** Dynamics name their checkpoints in one unit; where these are steps, a step must have a size. */
function withCheckpoints({ anyOf, ...rest }: Members): Members {
  const units = Object.keys(checkpointFields);
  const forms = (anyOf as readonly Members[]).flatMap((form): Members[] => {
    // the name alone, without checkpoints
    if (Array.isArray(form.enum)) return [];
    const fields = Object.keys((form.properties ?? {}) as Members);
    const known = units.filter((unit) => fields.includes(unit));
    if (known.length === 0) return [form];
    const sized = fields.includes("learningRate");
    return [{ ...form, oneOf: known.map((unit) => checkpointsIn(unit, { known, sized })) }];
  });
  return { ...rest, anyOf: forms };
}

/** Checkpoints in one unit and no other. */
function checkpointsIn(
  unit: string,
  { known, sized }: { readonly known: readonly string[]; readonly sized: boolean },
): Members {
  const units = Object.fromEntries(known.map((each) => [each, { type: each === unit ? "array" : "null" }]));
  if (!(sized && unit === "steps")) return { required: [unit], properties: units };
  return { required: [unit, "learningRate"], properties: { ...units, learningRate: { not: { type: "null" } } } };
}
