import type { DenseOutput } from "./denseOutput.js";
import type { FlowEvent } from "./event.js";

/** Why an integration ended: at its last checkpoint, by the stop condition, at an event that stops, or by the AbortSignal. */
export type StopReason = "finished" | "stopped" | "event" | "aborted";

/** What an integration cost and how it ended. */
export interface Statistics {
  /** Evaluations of the vector field, all included. */
  readonly evaluations: number;
  /** Steps taken. */
  readonly accepted: number;
  /** Trial steps thrown away by the error control. */
  readonly rejected: number;
  readonly stopReason: StopReason;
  /** Time of the flow at which the integration ended. */
  readonly time: number;
}

/** States of a flow at the checkpoints that were reached. */
export interface Trajectory {
  /** The reached checkpoints, as they were given. */
  readonly times: Float64Array;
  /** One state per entry of `times`. */
  readonly states: Float64Array[];
  /** The events that were met, in their order. */
  readonly events: readonly FlowEvent[];
  /** The flow as a function of the time, where `dense` asked for it. */
  readonly dense?: DenseOutput | undefined;
  /** The state at `statistics.time`: at the last checkpoint, or where the integration was stopped or aborted. */
  readonly finalState: Float64Array;
  readonly statistics: Statistics;
}
