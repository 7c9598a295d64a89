import type { Numbers } from "@lazyrich/networks";

/** The whole state of a stepper as plain arrays and numbers. */
export type OptimiserState = Readonly<Record<string, number | Float64Array>>;

/** One training's steps. */
export interface OptimiserStepper {
  /**
   * Changes theta by one step along the gradient, with the learning rate times `factor`.
   *
   * @param factor of the learning rate, such as that of a schedule; 1 if not given
   */
  step(theta: Numbers, gradient: ArrayLike<number>, factor?: number): void;
  /** All that `resume` needs to go on to the byte. */
  save(): OptimiserState;
}

/** A method of optimisation with its numbers. */
export interface Optimiser {
  /** As a spec has it. */
  readonly name: string;
  /** Begins a training of that many parameters. */
  start(parameterCount: number): OptimiserStepper;
  /** Starts again from a saved state, to the byte. @throws RangeError if the state is not one of this method. */
  resume(state: OptimiserState): OptimiserStepper;
}

/** An array of a saved state. */
export function arrayOf(state: OptimiserState, name: string): Float64Array {
  const value = state[name];
  if (value instanceof Float64Array) return value.slice();
  throw new RangeError(`state.${name} is ${value}; expected an array of a saved state`);
}

export function requireAtLeast0(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name} is ${value}; expected a finite number >= 0`);
    }
  }
}
