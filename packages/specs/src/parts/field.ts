import type { ZodMiniType } from "zod/mini";

/** What JSON holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface About {
  /** What it is, with its unit: a line of help, of documentation and of the JSON Schema. */
  readonly about: string;
  /** Its value where a spec leaves it out, in the language of specs; a field without one must be given. */
  readonly default?: Json | undefined;
}

/** A field that takes a value. It becomes an axis by a list of values or a range; one that takes a list only by `{"values": [...]}`. */
export interface ValueField<T = unknown> extends About {
  /** What tells it from a part. */
  readonly kind: "value";
  /** Checks one value. */
  readonly schema: ZodMiniType<T>;
  /** Whether an array is, or may be, one value. */
  readonly takesList: boolean;
  /** Whether it has one value a run, and never an axis: checkpoints. */
  readonly isFixed: boolean;
}

/** A field that takes one of a list of named parts, such as an activation. */
export interface PartField extends About {
  /** What tells it from a value. */
  readonly kind: "part";
  /** The name of the list among the lists of the run. */
  readonly list: string;
}

export type Field = ValueField | PartField;

/** A completed part: its name and its fields. */
export type NamedPart = { readonly name: string } & Readonly<Record<string, Json>>;

/** For each of the fields that a part is built from, how a spec says it. A part among them is said by name. */
export type FieldsOf<Values> = {
  readonly [Name in keyof Values]: Values[Name] extends NamedPart ? PartField : Field;
};

/** What a name in a spec stands for, as it tells of itself. */
export interface Part<Values = never> {
  readonly name: string;
  /** One line: what it is. */
  readonly summary?: string | undefined;
  /** What a small spec with it has beside its name, at the top of the spec. */
  readonly example?: Readonly<Record<string, Json>> | undefined;
  /** Its fields, in the order of the cells of a sweep; none if not given. */
  readonly fields?: ([Values] extends [never] ? Readonly<Record<string, Field>> : FieldsOf<Values>) | undefined;
}

/** Lists of parts by name. */
export type PartLists = Readonly<Record<string, readonly Part[]>>;

interface Options {
  readonly default?: Json | undefined;
  readonly isFixed?: boolean | undefined;
}

/**
 * A field whose values a schema checks.
 *
 * @param about what it is, in a line
 * @param schema of `zod/mini`, of one value
 * @param options its default, and whether it is never an axis
 * @example
 * import { valueField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * const tau = valueField("the overall scale", z.number(), { default: 1 });
 * tau.kind; // "value"
 * tau.default; // 1
 */
export function valueField<T>(
  about: string,
  schema: ZodMiniType<T>,
  { isFixed = false, ...options }: Options = {},
): ValueField<T> {
  return { kind: "value", about, schema, takesList: false, isFixed, ...options };
}

/**
 * A field that takes an array, or either an array or a value.
 *
 * @param about what it is, in a line
 * @param schema of `zod/mini`, of an array
 * @param options its default, and whether it is never an axis
 * @example
 * import { listField } from "@lazyrich/specs";
 * import * as z from "zod/mini";
 * listField("widths of the hidden layers", z.array(z.number())).takesList; // true
 */
export function listField<T>(
  about: string,
  schema: ZodMiniType<T>,
  { isFixed = false, ...options }: Options = {},
): ValueField<T> {
  return { kind: "value", about, schema, takesList: true, isFixed, ...options };
}

/**
 * A field that takes a part of the named list.
 *
 * @param about what it is, in a line
 * @param list the name of the list of parts
 * @param options its default
 * @example
 * import { partField } from "@lazyrich/specs";
 * partField("what neurons apply", "activations", { default: "relu" }).list; // "activations"
 */
export function partField(
  about: string,
  list: string,
  options: { readonly default?: Json | undefined } = {},
): PartField {
  return { kind: "part", about, list, ...options };
}
