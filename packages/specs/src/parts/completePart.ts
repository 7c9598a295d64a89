import { closestName } from "../closestName.js";
import { parseSpec } from "../parseSpec.js";
import { quoted, SpecError, shownValue } from "../specError.js";
import { axisValues, followerOf } from "./axis.js";
import type { Field, Json, NamedPart, Part, PartLists } from "./field.js";

/**
 * A part of a spec with every default filled in and every value checked; axes, ranges and followers stay as they are
 * written. A list of parts is a union and gives a list.
 *
 * @param lists all lists of parts
 * @param list the name of the list whose parts may stand here.
 * @param value what stands in the spec
 * @param path where it stands, for errors
 * @throws SpecError that names the field.
 * @example
 * import { completePart, valueField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * const lists = { starts: [{ name: "gaussian", fields: { tau: valueField("scale", z.number(), { default: 1 }) } }] };
 * completePart(lists, "starts", "gaussian", ["start"]); // { name: "gaussian", tau: 1 }
 * completePart(lists, "starts", "gausian", ["start"]); // SpecError: spec.start.name is "gausian"; expected one of "gaussian" (did you mean "gaussian"?)
 */
export function completePart(lists: PartLists, list: string, value: unknown, path: readonly PropertyKey[]): Json {
  if (Array.isArray(value)) {
    if (value.length === 0) throw new SpecError(path, "is empty; expected at least one part");
    return value.map((each, i) => completePart(lists, list, each, [...path, i]));
  }
  if (followerOf(value, path) !== undefined) return value as Json;
  const given = typeof value === "string" ? { name: value } : value;
  if (typeof given !== "object" || given === null) {
    const found = value === undefined ? "is missing" : `is ${shownValue(value)}`;
    throw new SpecError(path, `${found}; expected a name or an object with one: ${namesOf(lists, list).join(", ")}`);
  }
  const { name, ...fields } = given as Record<string, unknown>;
  const part = findPart(lists, list, name, [...path, "name"]);
  return completeFields(lists, part, fields, path);
}

/**
 * The part of a list by its name.
 *
 * @param lists all lists of parts
 * @param list the name of the one
 * @param name of the part
 * @param path where it stands, for errors
 * @throws SpecError that lists the names if there is no such part.
 * @example
 * import { findPart } from "@lazyrich/specs";
 * const lists = { colors: [{ name: "red", summary: "as blood" }] };
 * findPart(lists, "colors", "red", ["color"]).summary; // "as blood"
 */
export function findPart(lists: PartLists, list: string, name: unknown, path: readonly PropertyKey[]): Part {
  const found = lists[list]?.find((part) => part.name === name);
  if (found !== undefined) return found;
  const names = namesOf(lists, list);
  const closest = typeof name === "string" ? closestName(name, names) : undefined;
  const hint = closest === undefined ? "" : ` (did you mean ${quoted(closest)}?)`;
  const problem = name === undefined ? "is missing" : `is ${shownValue(name)}`;
  throw new SpecError(path, `${problem}; expected one of ${names.map(quoted).join(", ")}${hint}`);
}

const namesOf = (lists: PartLists, list: string): string[] => (lists[list] ?? []).map(({ name }) => name);

function completeFields(
  lists: PartLists,
  part: Part,
  given: Readonly<Record<string, unknown>>,
  path: readonly PropertyKey[],
): Json {
  const fields: Readonly<Record<string, Field>> = part.fields ?? {};
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(fields, name)) throw unknownField(name, Object.keys(fields), path, part.name);
  }
  const completed: Record<string, Json> = { name: part.name };
  for (const [name, field] of Object.entries(fields)) {
    completed[name] = completeField(lists, field, given[name], [...path, name]);
  }
  return completed as NamedPart;
}

/**
 * A field with its default filled in, each of its values checked.
 *
 * @param lists all lists of parts
 * @param field of which it is a value
 * @param given what stands in the spec
 * @param path where it stands, for errors
 * @throws SpecError that names the field.
 * @example
 * import { completeField, valueField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * completeField({}, valueField("a seed", z.int(), { default: 0 }), undefined, ["seed"]); // 0
 */
export function completeField(lists: PartLists, field: Field, given: unknown, path: readonly PropertyKey[]): Json {
  const value = given === undefined ? field.default : given;
  if (value === undefined) throw new SpecError(path, `is missing; expected ${field.about}`);
  if (field.kind === "part") return completePart(lists, field.list, value, path);
  if (!field.isFixed) {
    if (followerOf(value, path) !== undefined) return value as Json;
    const values = axisValues(value, field.takesList, path);
    if (values !== undefined) {
      const inside = (i: number): PropertyKey[] => (Array.isArray(value) ? [...path, i] : [...path]);
      values.forEach((each, i) => {
        parseSpec(field.schema, each, inside(i));
      });
      return value as Json;
    }
  }
  if (field.isFixed && typeof value === "object" && value !== null && Object.hasOwn(value, "values")) {
    throw new SpecError(path, "has values, as an axis; expected one for all cells: this field is never an axis");
  }
  return parseSpec(field.schema, value, path) as Json;
}

function unknownField(name: string, names: readonly string[], path: readonly PropertyKey[], part: string): SpecError {
  const closest = closestName(name, names);
  const expected =
    closest !== undefined
      ? `did you mean ${quoted(closest)}?`
      : names.length > 0
        ? `expected ${names.join(", ")}`
        : `${quoted(part)} has no fields`;
  return new SpecError(path, `has no field ${quoted(name)}; ${expected}`);
}
