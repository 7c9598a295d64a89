/** They would break the line; the name of a file may have them. */
const CONTROLS = /\p{Cc}/gu;

/**
 * What is wrong with a spec, in one line that names the field: `spec.deltas[2] is "x"; expected a finite number`.
 *
 * @param path where the bad field is
 * @param problem the line without the field's name
 * @example
 * import { SpecError } from "@lazyrich/specs";
 * new SpecError(["deltas", 2], 'is "x"; expected a finite number').message; // "spec.deltas[2] is \"x\"; expected a finite number"
 */
export class SpecError extends RangeError {
  override readonly name: string = "SpecError";
  /** Where the bad field is: `["deltas", 2]`. */
  readonly path: readonly PropertyKey[];
  /** The line without the field's name: `is "x"; expected a finite number`. */
  readonly problem: string;

  constructor(path: readonly PropertyKey[], problem: string) {
    const line = problem.replace(CONTROLS, (character) => JSON.stringify(character).slice(1, -1));
    super(`${fieldName(path)} ${line}`);
    this.path = path;
    this.problem = line;
  }
}

/**
 * The name of a field as one would write it in code: `spec[3].deltas[2]`.
 *
 * @param path from the top of the spec
 * @param root what the top is called
 * @example
 * import { fieldName } from "@lazyrich/specs";
 * fieldName([3, "deltas", 2]); // "spec[3].deltas[2]"
 */
export function fieldName(path: readonly PropertyKey[], root = "spec"): string {
  return path.reduce<string>((name, key) => name + accessor(key), root);
}

function accessor(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(String(key)) ? `.${String(key)}` : `[${quoted(String(key))}]`;
}

/**
 * A value as it would stand in an error: short, on one line.
 *
 * @param value any
 * @example
 * import { shownValue } from "@lazyrich/specs";
 * shownValue("lazy"); // "\"lazy\""
 * shownValue([1, 2]); // "an array of length 2"
 */
export function shownValue(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}

const LONGEST = 40;
/**
 * A user's text in quotes, cut where it is long.
 *
 * @param text of the user
 * @example
 * import { quoted } from "@lazyrich/specs";
 * quoted("a\nb"); // "\"a\\nb\""
 */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
