import { type core, safeParse } from "zod/mini";
import { closestName } from "./closestName.js";
import { quoted, SpecError, shownValue } from "./specError.js";

/**
 * A spec checked against its schema.
 *
 * @param schema of `zod/mini`, whose pages are a fraction of those of the full entry; one of the full entry will do too.
 * @param value what is checked
 * @param path where the value stands in the user's spec, for the error's name of the field.
 * @throws SpecError that names the first bad field, what it was and what is expected.
 * @example
 * import { learningRate, parseSpec } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * const schema = z.strictObject({ etaA: learningRate, width: z.number() });
 * parseSpec(schema, { width: 8 }); // { etaA: 1, width: 8 }
 * parseSpec(schema, { width: "8" }); // SpecError: spec.width is "8"; expected a finite number
 */
export function parseSpec<Spec>(schema: core.$ZodType<Spec>, value: unknown, path: readonly PropertyKey[] = []): Spec {
  const result = safeParse(schema, value);
  if (result.success) return result.data;
  const { issues } = result.error;
  throw specError(schema, value, misspelt(schema, issues) ?? issues[0]!, path);
}

/** A field that is unknown where one of nearly its name is missing: that it is missing says less. */
function misspelt(schema: core.$ZodType, issues: readonly core.$ZodIssue[]): core.$ZodIssue | undefined {
  const missing = issues[0]!.path;
  return issues.find((issue) => {
    if (issue.code !== "unrecognized_keys" || !isParent(issue.path, missing)) return false;
    return closestName(issue.keys[0]!, fieldNames(schemaAt(schema, issue.path))) === missing.at(-1);
  });
}

const isParent = (path: readonly PropertyKey[], child: readonly PropertyKey[]): boolean =>
  child.length === path.length + 1 && path.every((key, i) => key === child[i]);

function specError(
  schema: core.$ZodType,
  value: unknown,
  issue: core.$ZodIssue,
  path: readonly PropertyKey[],
): SpecError {
  const inside = [...issue.path];
  const here = [...path, ...inside];
  const found = valueAt(value, inside);
  switch (issue.code) {
    case "unrecognized_keys": {
      const key = issue.keys[0]!;
      const names = fieldNames(schemaAt(schema, inside));
      const closest = closestName(key, names);
      const expected = closest === undefined ? `expected ${names.join(", ")}` : `did you mean ${quoted(closest)}?`;
      return new SpecError(here, `has no field ${quoted(key)}; ${expected}`);
    }
    case "invalid_union": {
      const nested = deepest(issue.errors);
      if (nested !== undefined && nested.path.length > 0)
        return specError(schema, value, prefixed(nested, inside), path);
      const expected = [
        ...new Set(issue.errors.map((errors) => (errors[0] ? expectation(errors[0]) : "something else"))),
      ];
      return new SpecError(here, `${foundText(found)}; expected ${expected.join(" or ")}`);
    }
    case "custom":
      return new SpecError(here, issue.message);
    default:
      return new SpecError(
        here,
        `${foundText(found)}; expected ${expectation(issue)}${listOfOne(issue, found, schemaAt(schema, [...inside, 0]))}`,
      );
  }
}

/** How a list of one is written, where one value that may stand in it stands in its place. */
function listOfOne(issue: core.$ZodIssue, found: unknown, entry: core.$ZodType | undefined): string {
  const isList = issue.code === "invalid_type" && TYPES[issue.expected] === TYPES.array;
  const isValue = ["number", "string", "boolean"].includes(typeof found);
  const mayStandIn = entry === undefined || safeParse(entry, found).success;
  return isList && isValue && mayStandIn ? `, such as [${shownValue(found)}]` : "";
}

const foundText = (found: unknown) => (found === undefined ? "is missing" : `is ${shownValue(found)}`);

function expectation(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.length === 1
        ? shownValue(issue.values[0])
        : `one of ${issue.values.map((value) => shownValue(value)).join(", ")}`;
    case "too_small":
      return bound(issue.origin, issue.inclusive === false ? "more than" : "at least", issue.minimum);
    case "too_big":
      return bound(issue.origin, issue.inclusive === false ? "less than" : "at most", issue.maximum);
    case "not_multiple_of":
      return `a multiple of ${issue.divisor}`;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  number: "a finite number",
  int: "an integer",
  string: "a string",
  boolean: "true or false",
  array: "an array",
  tuple: "an array",
  object: "an object",
  record: "an object",
  null: "null",
};

function bound(origin: string, relation: string, limit: number | bigint): string {
  if (origin === "array" || origin === "set") return `${relation} ${limit} ${limit === 1 ? "entry" : "entries"}`;
  if (origin === "string") return `${relation} ${limit} ${limit === 1 ? "character" : "characters"}`;
  return relation === "more than" && limit === 0 ? "a positive number" : `a number that is ${relation} ${limit}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}

function schemaAt(schema: core.$ZodType, path: readonly PropertyKey[]): core.$ZodType | undefined {
  let here: core.$ZodType | undefined = unwrapped(schema);
  for (const key of path) {
    const def = here?._zod.def as
      | { shape?: Record<PropertyKey, core.$ZodType>; element?: core.$ZodType; items?: core.$ZodType[] }
      | undefined;
    here = unwrapped(def?.shape?.[key] ?? def?.element ?? def?.items?.[Number(key)]);
  }
  return here;
}

function unwrapped(schema: core.$ZodType | undefined): core.$ZodType | undefined {
  let here = schema;
  for (;;) {
    const inner = (here?._zod.def as { innerType?: core.$ZodType } | undefined)?.innerType;
    if (inner === undefined) return here;
    here = inner;
  }
}

const fieldNames = (schema: core.$ZodType | undefined): string[] =>
  Object.keys((schema?._zod.def as { shape?: object } | undefined)?.shape ?? {});

/** Of the branches of a union, the one that got furthest says best what is wrong. */
const deepest = (branches: readonly (readonly core.$ZodIssue[])[]): core.$ZodIssue | undefined =>
  branches
    .flatMap((issues) => issues.slice(0, 1))
    .reduce<core.$ZodIssue | undefined>(
      (best, issue) => (best === undefined || issue.path.length > best.path.length ? issue : best),
      undefined,
    );

const prefixed = (issue: core.$ZodIssue, path: readonly PropertyKey[]): core.$ZodIssue => ({
  ...issue,
  path: [...path, ...issue.path],
});
