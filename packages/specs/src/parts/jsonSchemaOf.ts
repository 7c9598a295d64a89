import { toJSONSchema } from "zod/mini";
import { largestExponent, mostRangeValues, smallestExponent } from "../range.js";
import type { Field, Json, Part, PartLists, ValueField } from "./field.js";
import type { TopFields } from "./resolveFollowers.js";

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = { readonly [key: string]: Json };

/**
 * The JSON Schema of specs with the given fields at their top and parts from the given lists, for editors: every
 * field with what it is, its default, and its forms as an axis and as a follower.
 *
 * @param lists all lists of parts
 * @param top the fields at the top of a spec
 * @example
 * import { jsonSchemaOf, valueField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * Object.keys(jsonSchemaOf({}, { seed: valueField("a seed", z.int(), { default: 0 }) }).properties); // ["$schema", "seed"]
 */
export function jsonSchemaOf(lists: PartLists, top: TopFields): JsonSchema {
  const definitions: Record<string, Json> = { ...FORMS };
  for (const [list, parts] of Object.entries(lists)) definitions[list] = listSchema(list, parts);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: { $schema: { type: "string" }, ...properties(top) },
    required: required(top),
    additionalProperties: false,
    $defs: definitions,
  };
}

const pairOf = (items: Json): Json => ({ type: "array", items, minItems: 2, maxItems: 2 });
const count = { type: "integer", minimum: 1, maximum: mostRangeValues };
const FORMS: Readonly<Record<string, Json>> = {
  range: {
    anyOf: [
      {
        type: "object",
        description: "evenly spaced values, both ends included",
        properties: { linspace: pairOf({ type: "number" }), count },
        required: ["linspace", "count"],
        additionalProperties: false,
      },
      {
        type: "object",
        description: "powers of ten of evenly spaced exponents, both ends included",
        properties: {
          logspace: pairOf({ type: "number", minimum: smallestExponent, maximum: largestExponent }),
          count,
        },
        required: ["logspace", "count"],
        additionalProperties: false,
      },
      {
        type: "object",
        description: "whole numbers, first and last included",
        properties: { integers: pairOf({ type: "integer" }) },
        required: ["integers"],
        additionalProperties: false,
      },
    ],
  },
  follower: {
    type: "object",
    description: "the value of another field, to a power, times a number",
    properties: { of: { type: "string", minLength: 1 }, power: { type: "number" }, times: { type: "number" } },
    required: ["of"],
    additionalProperties: false,
  },
};

function listSchema(list: string, parts: readonly Part[]): Json {
  const bare = parts.filter((part) => required(part.fields ?? {}).length === 0).map(({ name }) => name);
  return {
    anyOf: [
      ...(bare.length > 0 ? [{ enum: bare }] : []),
      ...parts.map((part) => ({
        type: "object",
        description: part.summary ?? part.name,
        properties: { name: { const: part.name }, ...properties(part.fields ?? {}) },
        required: ["name", ...required(part.fields ?? {})],
        additionalProperties: false,
      })),
      { type: "array", minItems: 1, items: { $ref: `#/$defs/${list}` } },
      { $ref: "#/$defs/follower" },
    ],
  };
}

const properties = (fields: Readonly<Record<string, Field>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)]));

const required = (fields: Readonly<Record<string, Field>>): string[] =>
  Object.entries(fields)
    .filter(([, field]) => field.default === undefined)
    .map(([name]) => name);

function fieldSchema(field: Field): Json {
  const about = { description: field.about, ...(field.default === undefined ? {} : { default: field.default }) };
  if (field.kind === "part") return { ...about, $ref: `#/$defs/${field.list}` };
  const { $schema: _, ...leaf } = toJSONSchema(field.schema) as { [key: string]: Json };
  if (field.isFixed) return { ...about, ...leaf };
  return { ...about, anyOf: [leaf, ...axisForms(field, leaf)] };
}

function axisForms({ takesList }: ValueField, leaf: Json): Json[] {
  const values = { type: "array", minItems: 1, items: leaf };
  const listed = { type: "object", properties: { values }, required: ["values"], additionalProperties: false };
  return [...(takesList ? [] : [values, { $ref: "#/$defs/range" }]), listed, { $ref: "#/$defs/follower" }];
}
