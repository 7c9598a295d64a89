import type { CommonFields, Place, StopReason, Trained, TrainingState } from "../dynamics.js";
import type { Lists } from "../lists.js";
import type { Measure } from "../measure.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import { findDynamics, findMeasure, findStart } from "../spec/findParts.js";
import type { CellSpec } from "../spec/runSpec.js";
import { observer } from "./observation.js";
import { layerRatesOf, type Problem } from "./problem.js";
import { stopLossOf } from "./stopLoss.js";
import { endsAtAccuracy } from "./stopTestAccuracy.js";

/** What is measured at one checkpoint. */
export interface Observed {
  /** Where it is: that of the checkpoint, also where the run had stopped before. */
  readonly place: Place;
  /** One number a measure; null where it is not defined. */
  readonly values: Readonly<Record<string, number | null>>;
  /** One number a layer for the measures that have one. */
  readonly layers: Readonly<Record<string, readonly (number | null)[]>>;
}

/** What became of a cell: all that spec and code decide, so nothing of time or machine. */
export interface CellRun {
  /**
   * One entry a checkpoint. After a run has stopped below its loss, what was reached stands at every later one; of a
   * run that diverged there are those before.
   */
  readonly observed: readonly Observed[];
  readonly layerNames: readonly string[];
  readonly stopReason: StopReason;
  /** Where it stopped or diverged; the last checkpoint where it finished. */
  readonly end: Place;
  /** Gradient evaluations. */
  readonly evaluations: number;
}

/** A run with what its tables are made from. */
export interface CellStates extends CellRun {
  readonly problem: Problem;
  readonly theta0: Float64Array;
  /** Parameters at the checkpoints that were reached. */
  readonly states: readonly Float64Array[];
  /** Parameters at the end. */
  readonly theta: Float64Array;
}

export interface RunCellOptions {
  /** Called with the finished share of the run, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Aborting makes the run reject with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The state of a run that was stopped in the middle. */
  readonly from?: TrainingState | undefined;
  readonly onState?: ((state: TrainingState) => void) | undefined;
}

/**
 * Trains the model of a cell from its start and measures it at each checkpoint.
 *
 * @throws (rejects with) SpecError or RangeError if the parts do not fit each other, or the reason of an aborted signal.
 */
export async function runCell(
  lists: Lists,
  cell: CellSpec,
  problem: Problem,
  options: RunCellOptions = {},
): Promise<CellStates> {
  const dynamics = findDynamics(lists, cell);
  const fields = cell.dynamics as unknown as CommonFields;
  const { model, readFile, task, bound } = problem;
  const learningRates = layerRatesOf(model, fields);
  const checkpoints = checkpointsOf(fields);
  const theta0 = findStart(lists, cell).theta(cell.start as never, {
    ...{ model, modelFields: cell.model, learningRates, readFile },
  });
  const trained = await dynamics.train(cell.dynamics as never, {
    ...{ bound, theta0, learningRates, checkpoints, stopLoss: stopLossOf(fields, task) },
    endsAt: endsAtAccuracy(fields, problem),
    ...options,
  });
  options.signal?.throwIfAborted();

  const measures = cell.measures.map((name) => findMeasure(lists, name));
  const start = observer(problem, learningRates).at(theta0);
  const now = observer(problem, learningRates);
  const places = checkpoints.at.map((at) => dynamics.place(cell.dynamics as never, at, checkpoints.unit));
  const measured = statesAt(trained, places.length).map((theta) => {
    const observation = now.at(theta);
    return {
      values: valuesOf(measures, (measure) => (measure.per === "run" ? measure.of(observation, start) : undefined)),
      layers: valuesOf(measures, (measure) => (measure.per === "layer" ? measure.of(observation, start) : undefined)),
    };
  });
  const last = measured.at(-1);
  const reached = trained.stopReason === "stopped" ? places.length : trained.states.length;
  const observed = places.slice(0, reached).map((place, i) => ({ place, ...(measured[i] ?? last!) }));
  return {
    observed,
    layerNames: model.layers.map(({ name }) => name),
    stopReason: trained.stopReason,
    end: trained.end,
    evaluations: trained.evaluations,
    problem,
    theta0,
    states: trained.states,
    theta: trained.theta,
  };
}

/** The states to be measured: those at checkpoints, and the one at which a run stopped before the last of them. */
function statesAt({ states, theta, stopReason }: Trained, count: number): readonly Float64Array[] {
  return stopReason === "stopped" && states.length < count ? [...states, theta] : states;
}

function valuesOf<T>(
  measures: readonly Measure[],
  of: (measure: Measure) => T | undefined,
): Readonly<Record<string, T>> {
  const values: Record<string, T> = {};
  for (const measure of measures) {
    const value = of(measure);
    if (value !== undefined) values[measure.name] = value;
  }
  return values;
}
