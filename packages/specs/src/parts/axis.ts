import { parseSpec } from "../parseSpec.js";
import { rangeField, rangeValues } from "../range.js";
import { roundedValue } from "../roundedValue.js";
import { quoted, SpecError, shownValue } from "../specError.js";
import type { Json } from "./field.js";

/** The values that a field takes in turn: `[1, 2]`, a range, or `{"values": [[64], [64, 64]]}` where an array is one value. */
export type Axis = readonly Json[] | { readonly values: readonly Json[] } | { readonly [range: string]: Json };

/** A field that follows another: the value at `of`, to a power, times a number. */
export interface Follower {
  /** Where the other field is, from the top of the spec: "start.tau", "model.widths.0". */
  readonly of: string;
  /** To which the other value is raised; 1 if not given. */
  readonly power?: number | undefined;
  /** What it is multiplied by; 1 if not given. */
  readonly times?: number | undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const RANGES = ["linspace", "logspace", "integers"];
const isRange = (value: object): boolean => RANGES.some((kind) => Object.hasOwn(value, kind));

/**
 * The values of a field that is an axis, numbers as `roundedValue` gives them, without repetitions; undefined if it has one value.
 *
 * @param value a field of a spec
 * @param takesList whether an array is one value of the field.
 * @param path where it stands, for errors
 * @throws SpecError if an axis or a range is not well formed.
 * @example
 * import { axisValues } from "@lazyrich/specs";
 * axisValues([0.1, 1], false, []); // [0.1, 1]
 * axisValues({ logspace: [-1, 1], count: 3 }, false, []); // [0.1, 1, 10]
 * axisValues(0.1, false, []); // undefined
 */
export function axisValues(
  value: unknown,
  takesList: boolean,
  path: readonly PropertyKey[],
): readonly Json[] | undefined {
  if (Array.isArray(value)) return takesList ? undefined : distinct(value, path);
  if (!isObject(value)) return undefined;
  if (isRange(value)) return distinct(rangeValues(parseSpec(rangeField, value, path)), path);
  if (!Object.hasOwn(value, "values")) return undefined;
  const { values, ...others } = value;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new SpecError(path, `has no field ${quoted(other)} beside "values"`);
  if (!Array.isArray(values)) throw new SpecError([...path, "values"], `is ${shownValue(values)}; expected an array`);
  return distinct(values, [...path, "values"]);
}

function distinct(values: readonly Json[], path: readonly PropertyKey[]): readonly Json[] {
  if (values.length === 0) throw new SpecError(path, "is empty; expected at least one value");
  const byText = new Map<string, Json>();
  for (const value of values) {
    const rounded = typeof value === "number" ? roundedValue(value) : value;
    byText.set(JSON.stringify(rounded), rounded);
  }
  return [...byText.values()];
}

/**
 * The follower that a field is, checked; undefined if it is none.
 *
 * @throws SpecError if it is one that is not well formed.
 */
export function followerOf(value: unknown, path: readonly PropertyKey[]): Follower | undefined {
  if (!isObject(value) || !Object.hasOwn(value, "of")) return undefined;
  const { of, power, times, ...others } = value;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new SpecError(path, `has no field ${quoted(other)}; expected of, power, times`);
  if (typeof of !== "string") {
    throw new SpecError([...path, "of"], `is ${shownValue(of)}; expected the name of a field, such as "start.tau"`);
  }
  for (const [name, number] of Object.entries({ power, times })) {
    if (number !== undefined && !(typeof number === "number" && Number.isFinite(number))) {
      throw new SpecError([...path, name], `is ${shownValue(number)}; expected a finite number`);
    }
  }
  return value as unknown as Follower;
}

/**
 * What a follower is where the field it follows is `value`.
 *
 * @throws SpecError if it has a power or a factor and `value` is not a number.
 */
export function followedValue({ of, power, times }: Follower, value: Json, path: readonly PropertyKey[]): Json {
  if (power === undefined && times === undefined) return value;
  if (typeof value !== "number") {
    throw new SpecError(path, `follows ${of}, which is ${shownValue(value)}; expected a number`);
  }
  return scaledPower(times ?? 1, value, power ?? 1);
}

/** times value^power, by products alone where the power is whole, so that it has the same digits everywhere. */
function scaledPower(times: number, value: number, power: number): number {
  if (!Number.isInteger(power) || Math.abs(power) > 64) return times * value ** power;
  let product = 1;
  for (let k = 0; k < Math.abs(power); k++) product *= value;
  return power < 0 ? times / product : times * product;
}
