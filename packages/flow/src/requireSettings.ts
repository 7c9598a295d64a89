import { shownValue } from "./shownValue.js";

/** @throws TypeError if `options` is no object, or one of its names is not `known`. */
export function requireKnown(whose: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(`options of ${whose} is ${shownValue(options)}; expected an object with ${listOf(known)}`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw new TypeError(`${name} is no option of ${whose}; expected ${listOf(known)}`);
  }
}

const listOf = (names: readonly string[]): string =>
  `${names.slice(0, -1).join(", ")}${names.length > 1 ? " or " : ""}${names.at(-1)}`;

/** @throws TypeError that names the argument if it is not a number, RangeError if it is not positive and finite. */
export function requirePositive(name: string, value: unknown): void {
  requireNumber(name, value, "a positive finite number");
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} is ${value}; expected a positive finite number`);
  }
}

/** @throws TypeError that names the argument if it is not a number. */
export function requireNumber(name: string, value: unknown, expected: string): asserts value is number {
  if (typeof value !== "number") throw new TypeError(`${name} is ${shownValue(value)}; expected ${expected}`);
}

/** @throws TypeError that names the argument if it is given and not a function. */
export function requireFunction(name: string, value: unknown, signature: string): void {
  if (value !== undefined && typeof value !== "function") {
    throw new TypeError(`${name} is ${shownValue(value)}; expected a function ${signature}`);
  }
}

/** A copy of an array of numbers. @throws TypeError that names the argument if it is anything else. */
export function numbersOf(name: string, given: unknown, expected: string): Float64Array {
  if (typeof given !== "object" || given === null || typeof (given as ArrayLike<unknown>).length !== "number") {
    throw new TypeError(`${name} is ${shownValue(given)}; expected ${expected}`);
  }
  const numbers = given as ArrayLike<unknown>;
  if (!(given instanceof Float64Array)) {
    for (let i = 0; i < numbers.length; i++) {
      if (typeof numbers[i] !== "number") requireNumber(`${name}[${i}]`, numbers[i], "a number");
    }
  }
  return new Float64Array(numbers as ArrayLike<number>);
}
