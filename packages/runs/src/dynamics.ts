import type { BoundModel } from "@lazyrich/networks";
import type { Part } from "@lazyrich/specs";

/** What checkpoints count. */
export type CheckpointUnit = "steps" | "times" | "epochs";

/** When a run is looked at, ascending. */
export interface Checkpoints {
  readonly unit: CheckpointUnit;
  /** The numbers, ascending. */
  readonly at: readonly number[];
}

/** A model on its data, to be trained from a start. */
export interface Training {
  readonly bound: BoundModel;
  /** Parameters at the start. */
  readonly theta0: Float64Array;
  /** One a layer. */
  readonly learningRates: readonly number[];
  readonly checkpoints: Checkpoints;
  /** The run ends where the train loss falls below. */
  readonly stopLoss: number;
  /** Asked at every checkpoint after the start, with the parameters there: whether the run ends. */
  readonly endsAt?: ((theta: Float64Array) => boolean) | undefined;
  /** Called with the finished share of the run, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Aborting makes the run reject with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Where a run of the same spec and checkpoints that was stopped in the middle goes on, to the byte. */
  readonly from?: TrainingState | undefined;
  /** Called with the state of the run, to be kept for `from`, every `secondsPerState` and when it is aborted. */
  readonly onState?: ((state: TrainingState) => void) | undefined;
  /** 60 if not given; 0 for every step. */
  readonly secondsPerState?: number | undefined;
}

/** All that a run needs to go on, the parameters at the checkpoints it has passed among them: numbers and arrays by name. */
export type TrainingState = Readonly<Record<string, number | Float64Array>>;

/**
 * Why a run ended: at its last checkpoint, below its `stopLoss` or from its `stopTestAccuracy` on, where a number overflowed, where no step of a flow is short enough
 * for its error and long enough for its time, or at the limit of gradient evaluations.
 */
export type StopReason = "finished" | "stopped" | "diverged" | "step-too-small" | "too-many-evaluations";

/** Where a run is, in the units that its dynamics have. */
export interface Place {
  /** Counted from the start. */
  readonly step: number | null;
  /** The time of the flow. */
  readonly t: number | null;
  /** Passes over the training inputs since the start. */
  readonly epoch: number | null;
}

/** What became of a training. */
export interface Trained {
  /** Parameters at each checkpoint that was reached. */
  readonly states: readonly Float64Array[];
  /** Parameters at the end. */
  readonly theta: Float64Array;
  readonly stopReason: StopReason;
  /** Where it ended; of a run that diverged, where its loss was last finite. */
  readonly end: Place;
  /** The train loss there, of a batch where the run is by batches and diverged; null where none was finite. */
  readonly endLoss: number | null;
  /** Gradient evaluations. */
  readonly evaluations: number;
}

/** Fields that all dynamics have. */
export interface CommonFields {
  /** The run ends where the train loss falls below. */
  readonly stopLoss: number | null;
  /** One a layer, times the learning rate. */
  readonly layerRates: readonly number[] | null;
  /** The run ends at a checkpoint from this accuracy on. */
  readonly stopTestAccuracy?: number | null | undefined;
  /** Checkpoints, counted in steps. */
  readonly steps?: readonly number[] | null | undefined;
  /** Checkpoints, as times of the flow. */
  readonly times?: readonly number[] | null | undefined;
  /** Checkpoints, counted in epochs. */
  readonly epochs?: readonly number[] | null | undefined;
}

/** Dynamics as a spec names them: how parameters move. */
export interface DynamicsPart<Fields = never> extends Part<Fields> {
  /**
   * Where a checkpoint is.
   *
   * @param at its number of steps or epochs, or its time
   * @param unit what `at` counts
   */
  place(fields: Fields, at: number, unit: CheckpointUnit): Place;
  train(fields: Fields, training: Training): Promise<Trained>;
  /** Refuses fields that do not go together. @throws SpecError with paths from the top of the spec on. */
  check?(fields: Fields): void;
  /**
   * Whether the last checkpoint decides what happens before it, as it does of a schedule over the whole run: runs to another end are then
   * other cells. Not so if not given.
   */
  endDecides?(fields: Fields): boolean;
}
