import type { StepperState } from "./stepperState.js";
import type { VectorField } from "./vectorField.js";

/** $dtheta/dt = F(t, theta)$, F being `field`, from `start` at time 0 to `endTime` > 0. */
export interface InitialValueProblem {
  readonly field: VectorField;
  /** The state at time 0. */
  readonly start: Float64Array;
  readonly endTime: number;
}

/** What a piece of work led to: a new state, a trial step thrown away, or neither yet (in the middle of a long step). */
export type Outcome = "accepted" | "rejected" | "working";

/**
 * An integration under way, driven by calls of `advance`.
 *
 * `advance` does one bounded piece of work, a few field evaluations at most, so that a driver can look at the clock
 * in between; it allocates nothing. It is not called again once `time` has reached the end time of the problem.
 */
export interface Stepper {
  /** Time of the last accepted state. */
  readonly time: number;
  /** The last accepted state; a buffer of the stepper, overwritten later. */
  readonly state: Float64Array;
  /** Evaluations of the field so far. */
  readonly evaluations: number;
  /** @throws IntegrationError if the state or the field is not finite, the step shrinks to nothing or the work exceeds its limit. */
  advance(): Outcome;
  /** Writes the state at a `time` within the last accepted step into `out`. */
  interpolate(time: number, out: Float64Array): void;
  /** All that the method's `resume` needs to go on from here to the byte: copies, with the `time` among them. */
  save(): StepperState;
}

/** An integration method: its settings as data, and how it starts on a problem. */
export interface Method {
  readonly name: string;
  /** The degree in the time of what `interpolate` writes, a polynomial within each step. */
  readonly interpolationDegree: number;
  start(problem: InitialValueProblem): Stepper;
  /**
   * Goes on from a state that a stepper of the same settings saved on the same problem.
   *
   * @throws TypeError or RangeError that names what the state lacks.
   */
  resume(problem: InitialValueProblem, state: StepperState): Stepper;
}
