import { type JsonSchema, jsonSchemaOf } from "@lazyrich/specs";
import type { Lists } from "../lists.js";
import { partListsOf } from "./partLists.js";
import { topFields } from "./runSpec.js";

/** The JSON Schema of specs whose names stand for what is in the lists: an editor completes and checks by it. */
export function runSchema(lists: Lists): JsonSchema {
  const { measures, ...parts } = partListsOf(lists);
  const schema = jsonSchemaOf(parts, topFields);
  const names = { type: "array", minItems: 1, items: { enum: (measures ?? []).map(({ name }) => name) } };
  const properties = schema.properties as Readonly<Record<string, object>>;
  return { ...schema, properties: { ...properties, measures: { ...properties.measures, ...names } } } as JsonSchema;
}
