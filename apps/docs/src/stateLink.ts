import type { Demo, Field, Fields, Values } from "./demo.ts";
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
    case "number": {
      const value = text.trim() === "" ? Number.NaN : Number(text);
      return value >= field.min && value <= field.max ? value : undefined;
    }
    case "choice":
      return Object.hasOwn(field.options, text) ? text : undefined;
    case "toggle":
      return text === "true" ? true : text === "false" ? false : undefined;
  }
}

function expected(field: Field): string {
  switch (field.kind) {
    case "number":
      return `a number from ${field.min} to ${field.max}`;
    case "choice":
      return Object.keys(field.options).join(" or ");
    case "toggle":
      return "true or false";
  }
}
