import type { Method, Stepper } from "./method.js";
import { SliceClock } from "./sliceClock.js";
import { TIME_ROUNDING } from "./timeRounding.js";
import type { StopReason, Trajectory } from "./trajectory.js";
import type { VectorField } from "./vectorField.js";

/** How far an integration has come. */
export interface Progress {
  /** Time of the flow reached, out of `endTime`, the last checkpoint. */
  readonly time: number;
  readonly endTime: number;
  readonly evaluations: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface IntegrationOptions {
  /** `gradientDescent(...)`, `dormandPrince(...)` or `rungeKuttaChebyshev(...)`. */
  readonly method: Method;
  /** Times at which the state is kept, ascending, at least 0; the last one is the end. Repeated times are allowed. */
  readonly checkpoints: ArrayLike<number>;
  /**
   * Ends the integration when it returns true. Called at the start and after each accepted step, with the state
   * there (a buffer: copy it to keep it) and its time.
   */
  readonly stop?: ((state: Float64Array, time: number) => boolean) | undefined;
  /** Called about every 8 ms of work, and once at the end. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the integration when aborted; what was reached is returned, not thrown away. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The integration that `integrate` and `integrateAsync` share: it yields after each slice of work and returns the
 * trajectory.
 */
export function* integration(
  field: VectorField,
  theta0: ArrayLike<number>,
  { method, checkpoints: givenCheckpoints, stop, onProgress, signal }: IntegrationOptions,
): Generator<undefined, Trajectory, undefined> {
  if (typeof field !== "function") throw new TypeError(`field is ${field}, but must be a function (t, theta, out)`);
  const start = checkedStart(theta0);
  const checkpoints = checkedCheckpoints(givenCheckpoints);
  const endTime = checkpoints[checkpoints.length - 1]!;
  const states: Float64Array[] = [];
  while (states.length < checkpoints.length && checkpoints[states.length] === 0) states.push(start.slice());

  let stepper: Stepper | undefined;
  let accepted = 0;
  let rejected = 0;
  const finish = (stopReason: StopReason): Trajectory => {
    const time = stopReason === "finished" ? endTime : (stepper?.time ?? 0);
    const finalState = stopReason === "finished" ? states[states.length - 1]! : (stepper?.state ?? start);
    const evaluations = stepper?.evaluations ?? 0;
    onProgress?.({ time, endTime, evaluations, accepted, rejected });
    return {
      times: checkpoints.slice(0, states.length),
      states,
      finalState: finalState.slice(),
      statistics: { evaluations, accepted, rejected, stopReason, time },
    };
  };

  if (signal?.aborted) return finish("aborted");
  if (states.length === checkpoints.length) return finish("finished");
  if (stop?.(start, 0)) return finish("stopped");
  stepper = method.start({ field, start, endTime });
  const clock = new SliceClock();
  for (;;) {
    const outcome = stepper.advance();
    if (outcome === "rejected") rejected++;
    if (outcome === "accepted") {
      accepted++;
      const reached = stepper.time * (1 + TIME_ROUNDING);
      while (states.length < checkpoints.length && checkpoints[states.length]! <= reached) {
        const state = new Float64Array(start.length);
        stepper.interpolate(checkpoints[states.length]!, state);
        states.push(state);
      }
      if (states.length === checkpoints.length) return finish("finished");
      if (stop?.(stepper.state, stepper.time)) return finish("stopped");
    }
    if (clock.isSliceOver()) {
      onProgress?.({ time: stepper.time, endTime, evaluations: stepper.evaluations, accepted, rejected });
      yield;
      clock.startSlice();
    }
    if (signal?.aborted) return finish("aborted");
  }
}

function checkedStart(theta0: ArrayLike<number>): Float64Array {
  const start = Float64Array.from(theta0);
  if (start.length === 0) throw new RangeError("theta0 is empty, but must have at least one component");
  for (let i = 0; i < start.length; i++) {
    if (!Number.isFinite(start[i])) throw new RangeError(`theta0[${i}] is ${theta0[i]}, but must be a finite number`);
  }
  return start;
}

function checkedCheckpoints(given: ArrayLike<number>): Float64Array {
  const checkpoints = Float64Array.from(given);
  if (checkpoints.length === 0) throw new RangeError("checkpoints is empty, but must name at least one time");
  for (let i = 0; i < checkpoints.length; i++) {
    const time = checkpoints[i]!;
    if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`checkpoints[${i}] is ${given[i]}, but must be a finite time of at least 0`);
    }
    if (i > 0 && time < checkpoints[i - 1]!) {
      throw new RangeError(
        `checkpoints[${i}] is ${time}, after ${checkpoints[i - 1]}, but the times must be in ascending order`,
      );
    }
  }
  return checkpoints;
}
