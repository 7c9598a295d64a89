import { numbersOf, requireNumber } from "./requireSettings.js";

/**
 * The whole state of a stepper between two calls of `advance`, as numbers and arrays with names, to be stored anywhere: a
 * number array in the place of a `Float64Array` is read too, as JSON gives it.
 */
export type StepperState = Readonly<Record<string, number | Float64Array>>;

/** A number of a saved state. @throws TypeError that names it if it is missing. */
export function savedNumber(state: StepperState, name: string): number {
  const value: unknown = state[name];
  requireNumber(`from.${name}`, value, "a number, as save() gives it");
  return value;
}

/** A copy of an array of a saved state. @throws TypeError or RangeError that names it if it is missing or of another length. */
export function savedArray(state: StepperState, name: string, length: number): Float64Array {
  const value = numbersOf(`from.${name}`, state[name], "an array of numbers, as save() gives it");
  if (value.length !== length) {
    throw new RangeError(`from.${name} has length ${value.length}; expected ${length}, the length of theta0`);
  }
  return value;
}
