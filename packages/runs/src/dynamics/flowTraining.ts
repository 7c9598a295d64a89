import { IntegrationError, integrateAsync, type Method } from "@lazyrich/flow";
import { descentField } from "@lazyrich/networks";
import type { Place, Trained, Training } from "../dynamics.js";
import { joinedStates, separateStates } from "./passedStates.js";

/** How the units of a flow are those of a run. */
export interface FlowClock {
  /** Times of the flow at the checkpoints. */
  readonly times: readonly number[];
  /** Where a time of the flow is. */
  place(t: number): Place;
}

/** A training by one of the methods of `@lazyrich/flow`, on the field of gradient flow. */
export async function flowTraining(method: Method, clock: FlowClock, training: Training): Promise<Trained> {
  const { bound, theta0, learningRates, stopLoss, onProgress, signal, from, onState, secondsPerState } = training;
  // a run that goes on evaluates the field before it asks for the loss
  let loss = from === undefined ? bound.lossAt(theta0) : Number.NaN;
  let evaluations = from === undefined ? 0 : (from.gradients as number);
  const field = descentField(bound, {
    learningRates,
    onLoss(now) {
      loss = now;
      evaluations++;
    },
  });
  const states = from === undefined ? [] : separateStates(from.passed as Float64Array, theta0.length);
  try {
    const { finalState, statistics } = await integrateAsync(field, theta0, {
      ...{ method, checkpoints: clock.times, signal },
      // the last evaluation of a step of the flow is at its end, of gradient descent one step before
      stop: () => loss < stopLoss,
      onCheckpoint: (state) => states.push(state),
      ...{ from, secondsPerState },
      onState: onState && ((state) => onState({ ...state, gradients: evaluations, passed: joinedStates(states) })),
      onProgress: onProgress && (({ time, endTime }) => onProgress(endTime > 0 ? time / endTime : 1)),
    });
    const stopReason = statistics.stopReason === "stopped" ? "stopped" : "finished";
    return { states, theta: finalState, stopReason, end: clock.place(statistics.time), evaluations };
  } catch (error) {
    if (!(error instanceof IntegrationError && error.reason === "non-finite")) throw error;
    return {
      states,
      theta: states.at(-1) ?? theta0,
      stopReason: "diverged",
      end: clock.place(error.time),
      evaluations,
    };
  }
}
