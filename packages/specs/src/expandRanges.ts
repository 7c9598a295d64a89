import { parseSpec } from "./parseSpec.js";
import { rangeField, rangeValues } from "./range.js";

const rules = ["linspace", "logspace", "integers"];

/**
 * A spec with the list of its values in the place of every range, for schemas whose fields take lists:
 * `{ "deltas": { "linspace": [-1, 1], "count": 3 } }` becomes `{ "deltas": [-1, 0, 1] }`.
 *
 * @param value a spec, or a part of one
 * @param path where the value stands in the user's spec, for the error's name of the field.
 * @throws SpecError that names the field of a range that is none.
 * @example
 * import { expandRanges } from "@lazyrich/specs";
 * expandRanges({ deltas: { linspace: [-1, 1], count: 3 } }); // { deltas: [-1, 0, 1] }
 */
export function expandRanges(value: unknown, path: readonly PropertyKey[] = []): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((entry, i) => expandRanges(entry, [...path, i]));
  if (rules.some((rule) => Object.hasOwn(value, rule))) return rangeValues(parseSpec(rangeField, value, path));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, expandRanges(entry, [...path, key])]));
}
