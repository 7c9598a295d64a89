import type { Activation } from "@lazyrich/networks";
import { shownValue } from "@lazyrich/specs";
import type { Lists } from "./lists.js";

type Need = readonly [expected: string, holds: (value: unknown) => boolean];

const aFunction = (form: string): Need => [`a function ${form}`, (value) => typeof value === "function"];
const oneOf = (...values: readonly unknown[]): Need => [
  `one of ${values.map(shownValue).join(", ")}`,
  (value) => values.includes(value),
];
const aText: Need = ["a text", (value) => typeof value === "string"];

/** What a part of each list tells of itself beside its name. */
const NEEDS: Readonly<Record<keyof Lists, Readonly<Record<string, Need>>>> = {
  tasks: { build: aFunction("(fields, context) => task") },
  models: { build: aFunction("(fields, context) => model") },
  starts: { theta: aFunction("(fields, context) => Float64Array") },
  dynamics: {
    place: aFunction("(fields, at, unit) => { step, t, epoch }"),
    train: aFunction("(fields, training) => Promise"),
  },
  measures: {
    per: oneOf("run", "layer", "pixel"),
    of: aFunction("(now, start) => number"),
    label: aText,
    unit: aText,
    scale: oneOf("linear", "log"),
    better: oneOf("smaller", "larger", null),
  },
  losses: { evaluate: aFunction("(outputs, Y, c, slope) => number"), targets: oneOf("values", "classes") },
  activations: {
    value: aFunction("(z) => number"),
    slope: aFunction("(z) => number"),
    isHomogeneous: oneOf(true, false),
    hasKink: oneOf(true, false),
  },
};

/**
 * Refuses what is no part of the named list.
 *
 * @param place where it stands, such as `measures[0]`.
 * @throws RangeError in one line that names the place, what is there and what is expected.
 */
export function requirePart(
  list: keyof Lists,
  part: unknown,
  place: string,
): asserts part is { readonly name: string } {
  if (typeof part !== "object" || part === null || Array.isArray(part)) {
    throw new RangeError(`${place} is ${shownValue(part)}; expected an object with a name`);
  }
  const given = part as Readonly<Record<string, unknown>>;
  const { name, fields = {} } = given;
  if (typeof name !== "string" || name === "") {
    throw new RangeError(`${place} has no name; expected an object with a name`);
  }
  const who = `${place}, ${shownValue(name)},`;
  for (const [key, [expected, holds]] of Object.entries(NEEDS[list])) {
    const value = given[key];
    if (value === undefined) throw new RangeError(`${who} has no ${key}; expected ${expected}`);
    if (!holds(value)) throw new RangeError(`${who} has ${key} ${shownValue(value)}; expected ${expected}`);
  }
  if (list === "activations") requireFinite(who, given as unknown as Activation);
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    throw new RangeError(`${who} has fields ${shownValue(fields)}; expected fields by their names`);
  }
  for (const [field, value] of Object.entries(fields)) {
    if (isField(value)) continue;
    throw new RangeError(`${who} has fields.${field} ${shownValue(value)}; expected a field, as valueField gives it`);
  }
}

const TRIED = [-1, 0, 1];

function requireFinite(who: string, { value, slope }: Activation): void {
  for (const [name, of] of Object.entries({ value, slope })) {
    const wrong = TRIED.find((z) => !Number.isFinite(of(z)));
    if (wrong === undefined) continue;
    throw new RangeError(`${who} has ${name}(${wrong}) ${shownValue(of(wrong))}; expected a finite number`);
  }
}

function isField(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { kind, about, list, schema } = value as Readonly<Record<string, unknown>>;
  if (typeof about !== "string") return false;
  return kind === "part" ? typeof list === "string" : kind === "value" && typeof schema === "object";
}
