import { closestName } from "../closestName.js";
import { parseSpec } from "../parseSpec.js";
import { quoted, SpecError } from "../specError.js";
import { followedValue, followerOf } from "./axis.js";
import { findPart } from "./completePart.js";
import type { Field, Json, NamedPart, PartLists } from "./field.js";

/** A spec of one cell: values and parts by name at its top. */
export type Cell = Readonly<Record<string, Json>>;

/** What stands at the top of a spec: parts of a list, or fields. */
export type TopFields = Readonly<Record<string, Field>>;

/**
 * A cell with the values of the fields that follow others in their place, checked as if they had been given.
 *
 * @param lists all lists of parts
 * @param top the fields at the top of a spec
 * @param cell a spec of one cell
 * @throws SpecError if a field follows one that is not there or follows itself, or a value is out of its range.
 * @example
 * import { resolveFollowers, valueField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * const top = { tau: valueField("scale", z.number()), learningRate: valueField("of a step", z.number()) };
 * resolveFollowers({}, top, { tau: 2, learningRate: { of: "tau", power: -2 } }); // { tau: 2, learningRate: 0.25 }
 */
export function resolveFollowers(lists: PartLists, top: TopFields, cell: Cell): Cell {
  const open = new Set<string>();

  const resolved = (value: Json, field: Field, path: readonly PropertyKey[]): Json => {
    const follower = followerOf(value, path);
    if (follower !== undefined) {
      const name = path.join(".");
      if (open.has(name)) throw new SpecError(path, `follows ${quoted(follower.of)}, which follows it in turn`);
      open.add(name);
      const followed = followedValue(follower, valueAt(follower.of.split("."), path), path);
      open.delete(name);
      return field.kind === "part" ? followed : (parseSpec(field.schema, followed, path) as Json);
    }
    if (field.kind === "value") return value;
    const part = value as NamedPart;
    const { fields = {} } = findPart(lists, field.list, part.name, path);
    const entries = Object.entries(fields).map(([name, each]) => [name, resolved(part[name]!, each, [...path, name])]);
    return { name: part.name, ...Object.fromEntries(entries) };
  };

  /** The value at a place from the top of the spec, itself resolved. */
  const valueAt = (keys: readonly string[], from: readonly PropertyKey[]): Json => {
    let field: Field | undefined;
    let value: Json = cell;
    const path: string[] = [];
    for (const key of keys) {
      const names: string[] = typeof value === "object" && value !== null ? Object.keys(value) : [];
      if (!names.includes(key)) throw missing(keys.join("."), key, names, from);
      const parent = field;
      field =
        parent === undefined
          ? path.length === 0
            ? top[key]
            : undefined
          : parent.kind === "part" && key !== "name"
            ? findPart(lists, parent.list, (value as NamedPart).name, path).fields?.[key]
            : undefined;
      value = (value as Readonly<Record<string, Json>>)[key]!;
      path.push(key);
      if (field !== undefined && followerOf(value, path) !== undefined) value = resolved(value, field, path);
    }
    return field?.kind === "part" ? resolved(value, field, path) : value;
  };

  return Object.fromEntries(
    Object.entries(cell).map(([key, value]) => [key, top[key] ? resolved(value, top[key], [key]) : value]),
  );
}

function missing(of: string, key: string, names: readonly string[], path: readonly PropertyKey[]): SpecError {
  const closest = closestName(key, names);
  const hint = closest === undefined ? `expected one of ${names.join(", ")}` : `did you mean ${quoted(closest)}?`;
  return new SpecError([...path, "of"], `is ${quoted(of)}, which is not in the spec; ${hint}`);
}
