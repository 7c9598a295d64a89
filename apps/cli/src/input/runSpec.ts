import { dirname, resolve } from "node:path";
import type { Lists } from "@lazyrich/runs";
import { loadLists } from "@lazyrich/runs/files";
import { fieldName, isRefusal } from "@lazyrich/specs";
import { InputError } from "./inputError.js";
import { readSpec } from "./readSpec.js";

/** Options of the commands that take the spec of a run. */
export interface RunSpecOptions {
  readonly spec: string;
  readonly set?: readonly string[];
  readonly with?: readonly string[];
  readonly files?: string;
}

/** The spec of a run as the user gives it: a file of JSON, with single fields set by options. */
export interface GivenSpec {
  readonly spec: unknown;
  /** The folder from which the spec names files. */
  readonly filesFolder: string;
  /** Absolute paths of modules that add to the lists. */
  readonly modules: readonly string[];
}

/**
 * Reads the spec of a run.
 *
 * @throws InputError if it cannot be read, or an option does not say a field of it.
 */
export function givenSpec(options: RunSpecOptions): GivenSpec {
  const { spec: file } = options;
  const spec = (options.set ?? []).reduce(withField, readSpec(file));
  return {
    spec,
    filesFolder: resolve(options.files ?? (file === "-" ? "." : dirname(file))),
    modules: (options.with ?? []).map((path) => resolve(path)),
  };
}

/**
 * Our lists with those of the user's modules.
 *
 * @throws (rejects with) InputError that names the module that cannot be used.
 */
export async function listsOf(modules: readonly string[]): Promise<Lists> {
  try {
    return await loadLists(modules);
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  }
}

/** `start.tau=0.1,1` said of a spec: a copy in which that field is the value, or the list. */
function withField(spec: unknown, setting: string): unknown {
  const [, path, text] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
  if (path === undefined || text === undefined) {
    throw new InputError(`--set is ${JSON.stringify(setting)}; expected FIELD=VALUE, such as start.tau=0.1,1`);
  }
  return withValue(spec, path.split("."), settingOf(text), []);
}

function withValue(
  here: unknown,
  [key, ...inner]: readonly string[],
  value: unknown,
  path: readonly string[],
): unknown {
  const isName = inner.length > 0 && typeof here === "string";
  const object = isName ? { name: here } : (here ?? {});
  if (typeof object !== "object" || Array.isArray(object)) {
    throw new InputError(`--set names ${fieldName([...path, key!])}, but ${fieldName(path)} is no object`);
  }
  const fields = object as Readonly<Record<string, unknown>>;
  if (inner.length === 0) return { ...fields, [key!]: value };
  const own = Object.hasOwn(fields, key!) ? fields[key!] : undefined;
  const next = typeof own === "string" ? { name: own } : own;
  return { ...fields, [key!]: withValue(next, inner, value, [...path, key!]) };
}

function settingOf(text: string): unknown {
  const single = jsonOr(text);
  if (single !== undefined) return single;
  return text.includes(",") ? text.split(",").map((part) => jsonOr(part) ?? part) : text;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
