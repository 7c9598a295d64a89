import { InputError } from "../../input/inputError.js";
import { suggestion } from "../../input/suggestion.js";

/** @throws InputError with the closest name if the value is none of them. */
export function oneOf<Name extends string>(option: string, value: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  throw new InputError(
    `${option} is ${JSON.stringify(value)}; expected one of ${names.join(", ")}${suggestion(value, names)}`,
  );
}

export function numberOf(option: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isFinite(number)) return number;
  throw new InputError(`${option} is ${JSON.stringify(value)}; expected a finite number`);
}

/** How many of some to draw; undefined for all. */
export function countOf(option: string, value: string | undefined, most: number, ofWhat: string): number | undefined {
  if (value === undefined) return undefined;
  const count = numberOf(option, value);
  if (Number.isInteger(count) && count > 0 && count <= most) return count;
  throw new InputError(`${option} is ${value}; expected a whole number from 1 to ${most}, ${ofWhat}`);
}

/** The kernel distance between lazy and rich: a share. */
export function thresholdOf(value: string): number {
  const number = numberOf("--threshold", value);
  if (number > 0 && number < 1) return number;
  throw new InputError(`--threshold is ${value}; expected a number between 0 and 1`);
}

/** `fc1=1,fc2=0.1` */
export function ratesOf(list: string): Record<string, number> {
  const entries = list.split(",").filter((each) => each !== "");
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.lastIndexOf("=");
      if (at < 1) throw new InputError(`--learning-rates has ${JSON.stringify(entry)}; expected name=rate`);
      return [entry.slice(0, at), numberOf(`--learning-rates of ${entry.slice(0, at)}`, entry.slice(at + 1))];
    }),
  );
}
