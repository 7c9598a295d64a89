import { axisValues, followerOf } from "./axis.js";
import { findPart } from "./completePart.js";
import type { Json, NamedPart, PartLists } from "./field.js";

/**
 * How many cells a completed part has: the product over its fields, the sum over a union.
 *
 * @param lists all lists of parts
 * @param list the name of the one
 * @param part as `completePart` gives it
 * @param path where it stands, for errors
 * @example
 * import { countPart, valueField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * const lists = { starts: [{ name: "gaussian", fields: { tau: valueField("scale", z.number()) } }] };
 * countPart(lists, "starts", { name: "gaussian", tau: [0.1, 1, 10] }); // 3
 */
export function countPart(lists: PartLists, list: string, part: Json, path: readonly PropertyKey[] = []): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, each) => sum + countPart(lists, list, each, path), 0);
  if (followerOf(part, path) !== undefined) return 1;
  const { name } = part as NamedPart;
  let count = 1;
  for (const [field, kind] of Object.entries(findPart(lists, list, name, path).fields ?? {})) {
    const value = (part as NamedPart)[field]!;
    if (kind.kind === "part") count *= countPart(lists, kind.list, value, [...path, field]);
    else if (!kind.isFixed) count *= axisValues(value, kind.takesList, [...path, field])?.length ?? 1;
  }
  return count;
}

/**
 * The cells of a completed part: one value a field, every combination, the last field changing fastest. A union gives
 * those of each of its parts. Followers stay.
 *
 * @param lists all lists of parts
 * @param list the name of the one
 * @param part as `completePart` gives it
 * @param path where it stands, for errors
 * @example
 * import { expandPart, valueField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * const lists = { starts: [{ name: "gaussian", fields: { tau: valueField("scale", z.number()) } }] };
 * expandPart(lists, "starts", { name: "gaussian", tau: [0.1, 1] }); // [{ name: "gaussian", tau: 0.1 }, { name: "gaussian", tau: 1 }]
 */
export function expandPart(lists: PartLists, list: string, part: Json, path: readonly PropertyKey[] = []): Json[] {
  if (Array.isArray(part)) return part.flatMap((each) => expandPart(lists, list, each, path));
  if (followerOf(part, path) !== undefined) return [part];
  const { name } = part as NamedPart;
  let cells: Record<string, Json>[] = [{ name }];
  for (const [field, kind] of Object.entries(findPart(lists, list, name, path).fields ?? {})) {
    const value = (part as NamedPart)[field]!;
    const values =
      kind.kind === "part"
        ? expandPart(lists, kind.list, value, [...path, field])
        : ((kind.isFixed ? undefined : axisValues(value, kind.takesList, [...path, field])) ?? [value]);
    cells = cells.flatMap((cell) => values.map((each) => ({ ...cell, [field]: each })));
  }
  return cells;
}
