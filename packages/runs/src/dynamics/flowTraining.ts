import { type FailureReason, IntegrationError, integrateAsync, type Method, type VectorField } from "@lazyrich/flow";
import { descentField } from "@lazyrich/networks";
import type { Place, StopReason, Trained, Training } from "../dynamics.js";
import { joinedStates, separateStates } from "./passedStates.js";

/** How the units of a flow are those of a run. */
export interface FlowClock {
  /** Times of the flow at the checkpoints. */
  readonly times: readonly number[];
  /** Where a time of the flow is. */
  place(t: number): Place;
}

const STOP_REASONS: Readonly<Record<FailureReason, StopReason>> = {
  "non-finite": "diverged",
  "step-too-small": "step-too-small",
  "too-many-evaluations": "too-many-evaluations",
};

/** A training by one of the methods of `@lazyrich/flow`, on the field of gradient flow. */
export async function flowTraining(method: Method, clock: FlowClock, training: Training): Promise<Trained> {
  const { bound, theta0, learningRates, stopLoss, onProgress, signal, from, onState, secondsPerState } = training;
  const path = lossPath(training);
  const states = from === undefined ? [] : separateStates(from.passed as Float64Array, theta0.length);
  try {
    const { finalState, statistics } = await integrateAsync(path.field(learningRates), theta0, {
      ...{ method, checkpoints: clock.times, signal, from, secondsPerState },
      stop: () => path.accept() < stopLoss,
      onCheckpoint: (state) => states.push(state),
      onProgress: onProgress && (({ time, endTime }) => onProgress(endTime > 0 ? time / endTime : 1)),
      onState: onState && ((state) => onState({ ...state, ...path.save(), passed: joinedStates(states) })),
    });
    return {
      states,
      theta: finalState,
      stopReason: statistics.stopReason === "stopped" ? "stopped" : "finished",
      end: clock.place(statistics.time),
      endLoss: bound.lossAt(finalState),
      evaluations: path.evaluations,
    };
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    const { t, loss } = path.last;
    return {
      states,
      theta: states.at(-1) ?? theta0,
      stopReason: STOP_REASONS[error.reason],
      end: clock.place(t),
      endLoss: Number.isNaN(loss) ? null : loss,
      evaluations: path.evaluations,
    };
  }
}

/** The train loss along a flow, from the evaluations of its field. */
interface LossPath {
  readonly evaluations: number;
  /** The last loss of an accepted step that was finite, and its time; NaN where none was. */
  readonly last: { readonly t: number; readonly loss: number };
  field(learningRates: readonly number[]): VectorField;
  /**
   * To be called after a step is accepted. Its last evaluation is at its end, of gradient descent one step before.
   *
   * @returns the loss of that evaluation.
   */
  accept(): number;
  /** What goes on with the state of a training. */
  save(): Readonly<Record<string, number>>;
}

function lossPath({ bound, theta0, from }: Training): LossPath {
  // a flow that goes on evaluates its field before a step is accepted
  let [t, loss] = [0, from === undefined ? bound.lossAt(theta0) : Number.NaN];
  let evaluations = from === undefined ? 0 : (from.gradients as number);
  let last = { t: 0, loss: Number.NaN };
  if (from !== undefined) last = { t: from.lastTime as number, loss: from.lastLoss as number };
  return {
    get evaluations() {
      return evaluations;
    },
    get last() {
      return last;
    },
    field(learningRates) {
      const descent = descentField(bound, {
        learningRates,
        onLoss(now) {
          loss = now;
          evaluations++;
        },
      });
      return (time, theta, out) => {
        t = time;
        descent(time, theta, out);
      };
    },
    accept() {
      if (Number.isFinite(loss)) last = { t, loss };
      return loss;
    },
    save: () => ({ gradients: evaluations, lastTime: last.t, lastLoss: last.loss }),
  };
}
