import type { Demo, Field, Fields, NumberField, Values } from "./demo.ts";
import { initialValues } from "./demo.ts";

/** The query of a link that restores a demo's state: `?function-space.delta=-2`, nothing for fields as they start. */
export function stateQuery<F extends Fields>({ id, fields }: Demo<F>, values: Values<F>): string {
  const query = new URLSearchParams();
  for (const [key, field] of Object.entries(fields)) {
    const value = values[key];
    if (value !== field.value) query.set(`${id}.${key}`, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The query of a page, with the state of one of its demos put in the place of the one it had. */
export function pageQueryWith<F extends Fields>(demo: Demo<F>, values: Values<F>, search: string): string {
  const query = new URLSearchParams(search);
  for (const name of [...query.keys()]) if (name.startsWith(`${demo.id}.`)) query.delete(name);
  for (const [name, value] of new URLSearchParams(stateQuery(demo, values))) query.set(name, value);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** A demo's state out of a link's query; a field that is missing or bad has its initial value, and each bad one a sentence. */
export function readStateQuery<F extends Fields>(
  { id, fields }: Demo<F>,
  search: string,
): { readonly values: Values<F>; readonly problems: readonly string[] } {
  const values: Record<string, unknown> = initialValues(fields);
  const problems: string[] = [];
  for (const [name, text] of new URLSearchParams(search)) {
    if (!name.startsWith(`${id}.`)) continue;
    const key = name.slice(id.length + 1);
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) {
      problems.push(`The link sets “${key}”, which this demo does not have.`);
      continue;
    }
    const value = parse(field, text);
    if (value === undefined) problems.push(`The link’s ${key} is “${text}”; expected ${expected(field)}.`);
    else values[key] = value;
  }
  return { values: values as Values<F>, problems };
}

function parse(field: Field, text: string): number | string | boolean | undefined {
  switch (field.kind) {
    case "number":
      return parseNumber(field, text);
    case "choice":
      return Object.hasOwn(field.options, text) ? text : undefined;
    case "toggle":
      return text === "true" ? true : text === "false" ? false : undefined;
  }
}

/** The number that a text says, with either minus sign; undefined if it is none or not one of the field's. */
export function parseNumber({ min, max, step, whole, fromZero }: NumberField, text: string): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text.replace("−", "-"));
  if (fromZero && value === 0) return 0;
  const isOne = !whole || Number.isInteger((value - min) / step);
  return value >= min && value <= max && isOne ? value : undefined;
}

/** What a field takes, in words: "a number from -4 to 4". */
export function expectedNumber({ min, max, step, whole, fromZero }: NumberField): string {
  if (!whole) return `${fromZero ? "0 or " : ""}a number from ${min} to ${max}`;
  return step === 1 ? `a whole number from ${min} to ${max}` : `one of ${min}, ${min + step}, …, ${max}`;
}

function expected(field: Field): string {
  switch (field.kind) {
    case "number":
      return expectedNumber(field);
    case "choice":
      return Object.keys(field.options).join(" or ");
    case "toggle":
      return "true or false";
  }
}
