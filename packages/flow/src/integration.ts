import { StepRecord } from "./denseOutput.js";
import { EventFinder, type EventOptions, type FlowEvent } from "./event.js";
import type { Method, Stepper } from "./method.js";
import { numbersOf, requireFunction, requireKnown } from "./requireSettings.js";
import { shownValue } from "./shownValue.js";
import { SliceClock } from "./sliceClock.js";
import { type StepperState, savedArray, savedNumber } from "./stepperState.js";
import { TIME_ROUNDING } from "./timeRounding.js";
import type { StopReason, Trajectory } from "./trajectory.js";
import type { VectorField } from "./vectorField.js";

/** How far an integration has come. */
export interface Progress {
  /** Time of the flow reached, out of `endTime`, the last checkpoint. */
  readonly time: number;
  readonly endTime: number;
  readonly evaluations: number;
  /** Steps taken. */
  readonly accepted: number;
  /** Trial steps thrown away. */
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
  /** Called with the state at each checkpoint as it is reached; what is reached before an error is had by this alone. */
  readonly onCheckpoint?: ((state: Float64Array, index: number) => void) | undefined;
  /** Functions whose changes of sign are located and kept, and may end the integration. */
  readonly events?: readonly EventOptions[] | undefined;
  /** Keeps every step, so that the trajectory has `dense`, the flow as a function of the time; false by default. */
  readonly dense?: boolean | undefined;
  /** Called about every 8 ms of work, and once at the end. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Called with all that `from` needs to go on from here, after an accepted step `secondsPerState` after the last call,
   * and when the integration is aborted.
   */
  readonly onState?: ((state: StepperState) => void) | undefined;
  /** Seconds of work between two calls of `onState`, 60 by default; 0 for every accepted step. */
  readonly secondsPerState?: number | undefined;
  /**
   * Goes on from a state that `onState` was given by an integration of the same field, start and options, to the same
   * bytes. The trajectory then has the checkpoints after the time of that state; its statistics count from the start.
   */
  readonly from?: StepperState | undefined;
  /** Ends the integration when aborted; what was reached is returned, not thrown away. */
  readonly signal?: AbortSignal | undefined;
}

const optionNames = [
  ...["method", "checkpoints", "stop", "events", "dense"],
  ...["onCheckpoint", "onProgress", "onState", "secondsPerState", "from", "signal"],
];

/**
 * The integration that `integrate` and `integrateAsync` share: it yields after each slice of work and returns the
 * trajectory.
 */
export function* integration(
  field: VectorField,
  theta0: ArrayLike<number>,
  options: IntegrationOptions,
): Generator<undefined, Trajectory, undefined> {
  if (typeof field !== "function") {
    throw new TypeError(`field is ${shownValue(field)}; expected a function (t, theta, out)`);
  }
  const start = checkedStart(theta0);
  requireOptions(options);
  const { method, stop, events = [], dense = false, onCheckpoint, onProgress, onState, from, signal } = options;
  const { secondsPerState = 60 } = options;
  const checkpoints = checkedCheckpoints(options.checkpoints);
  const endTime = checkpoints[checkpoints.length - 1]!;
  const firstTime = from === undefined ? 0 : savedNumber(from, "time");
  const startState = from === undefined ? start : savedArray(from, "state", start.length);
  const states: Float64Array[] = [];
  const passed = from === undefined ? 0 : countUntil(checkpoints, firstTime * (1 + TIME_ROUNDING));
  /** The checkpoint to come, infinite after the last. */
  let next = checkpoints[passed] ?? Number.POSITIVE_INFINITY;
  const keep = (state: Float64Array): void => {
    states.push(state);
    next = checkpoints[passed + states.length] ?? Number.POSITIVE_INFINITY;
    onCheckpoint?.(state, passed + states.length - 1);
  };
  while (from === undefined && next === 0) keep(start.slice());

  let stepper: Stepper | undefined;
  let accepted = from === undefined ? 0 : savedNumber(from, "accepted");
  let rejected = from === undefined ? 0 : savedNumber(from, "rejected");
  const evaluationsBefore = from === undefined ? 0 : savedNumber(from, "evaluations");
  const found: FlowEvent[] = [];
  const steps = dense ? new StepRecord(method.interpolationDegree, firstTime, startState) : undefined;
  const finish = (stopReason: StopReason): Trajectory => {
    const atEvent = stopReason === "event" ? found.at(-1) : undefined;
    const isFinished = stopReason === "finished";
    const time = isFinished ? endTime : (atEvent?.time ?? stepper?.time ?? firstTime);
    const finalState = (isFinished && states.at(-1)) || atEvent?.state || stepper?.state || startState;
    const evaluations = stepper?.evaluations ?? evaluationsBefore;
    onProgress?.({ time, endTime, evaluations, accepted, rejected });
    return {
      times: checkpoints.slice(passed, passed + states.length),
      states,
      events: found,
      ...(steps && { dense: steps.output() }),
      finalState: finalState.slice(),
      statistics: { evaluations, accepted, rejected, stopReason, time },
    };
  };

  if (signal?.aborted) return finish("aborted");
  if (next === Number.POSITIVE_INFINITY) return finish("finished");
  if (from === undefined && stop?.(start, 0)) return finish("stopped");
  const problem = { field, start, endTime };
  stepper = from === undefined ? method.start(problem) : method.resume(problem, from);
  const save = (): void => onState?.({ ...stepper!.save(), accepted, rejected });
  const interpolate = (time: number, out: Float64Array): void => stepper!.interpolate(time, out);
  const finder = events.length > 0 ? new EventFinder(events, firstTime, startState) : undefined;
  const clock = new SliceClock();
  let lastSave = performance.now();
  let isStateDue = secondsPerState === 0;
  for (;;) {
    const outcome = stepper.advance();
    if (outcome === "rejected") rejected++;
    if (outcome === "accepted") {
      accepted++;
      let end = stepper.time;
      let isStopped = false;
      if (finder !== undefined) {
        found.push(...finder.within(end, stepper.state, interpolate));
        const last = found.at(-1);
        isStopped = last !== undefined && finder.stopsAt(last);
        if (isStopped) end = last!.time;
      }
      if (steps !== undefined) steps.add(end, interpolate);
      const reached = isStopped ? end : end * (1 + TIME_ROUNDING);
      while (next <= reached) {
        const state = new Float64Array(start.length);
        stepper.interpolate(next, state);
        keep(state);
      }
      if (isStopped) return finish("event");
      if (next === Number.POSITIVE_INFINITY) return finish("finished");
      if (stop?.(stepper.state, stepper.time)) return finish("stopped");
      if (isStateDue && onState !== undefined) {
        save();
        isStateDue = secondsPerState === 0;
        lastSave = performance.now();
      }
    }
    if (clock.isSliceOver()) {
      onProgress?.({ time: stepper.time, endTime, evaluations: stepper.evaluations, accepted, rejected });
      if (performance.now() - lastSave >= 1000 * secondsPerState) isStateDue = true;
      yield;
      clock.startSlice();
    }
    if (signal?.aborted) {
      save();
      return finish("aborted");
    }
  }
}

function requireOptions(options: IntegrationOptions): void {
  requireKnown("integrate", options, optionNames);
  const { method, secondsPerState } = options;
  if (typeof method?.start !== "function") {
    const expected = "gradientDescent(...), dormandPrince(...) or rungeKuttaChebyshev(...)";
    throw new TypeError(`method is ${shownValue(method)}; expected ${expected}`);
  }
  requireFunction("stop", options.stop, "(state, time) => boolean");
  requireFunction("onCheckpoint", options.onCheckpoint, "(state, index) => void");
  requireFunction("onProgress", options.onProgress, "(progress) => void");
  requireFunction("onState", options.onState, "(state) => void");
  if (secondsPerState !== undefined && !(typeof secondsPerState === "number" && secondsPerState >= 0)) {
    throw new RangeError(`secondsPerState is ${shownValue(secondsPerState)}; expected a number of at least 0`);
  }
}

function checkedStart(theta0: ArrayLike<number>): Float64Array {
  const start = numbersOf("theta0", theta0, "an array of numbers");
  if (start.length === 0) throw new RangeError("theta0 is empty; expected at least one component");
  for (let i = 0; i < start.length; i++) {
    if (!Number.isFinite(start[i])) throw new RangeError(`theta0[${i}] is ${theta0[i]}; expected a finite number`);
  }
  return start;
}

function checkedCheckpoints(given: ArrayLike<number>): Float64Array {
  const checkpoints = numbersOf("checkpoints", given, "an array of times");
  if (checkpoints.length === 0) throw new RangeError("checkpoints is empty; expected at least one time");
  for (let i = 0; i < checkpoints.length; i++) {
    const time = checkpoints[i]!;
    if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`checkpoints[${i}] is ${given[i]}; expected a finite time of at least 0`);
    }
    if (i > 0 && time < checkpoints[i - 1]!) {
      throw new RangeError(`checkpoints[${i}] is ${time}; expected at least ${checkpoints[i - 1]}, the time before it`);
    }
  }
  return checkpoints;
}

/** How many of the ascending times are at most `last`. */
function countUntil(times: Float64Array, last: number): number {
  const after = times.findIndex((time) => time > last);
  return after < 0 ? times.length : after;
}
