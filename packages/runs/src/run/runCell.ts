import { millisecondsInTask, nextTask } from "@lazyrich/flow";
import { quoted } from "@lazyrich/specs";
import type { CommonFields, Place, StopReason, Trained, TrainingState } from "../dynamics.js";
import type { Lists } from "../lists.js";
import type { Problem } from "../problem.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import { findDynamics, findMeasure, findStart } from "../spec/findParts.js";
import type { CellSpec } from "../spec/runSpec.js";
import { type Measured, measured } from "./measured.js";
import { named, naming } from "./naming.js";
import { observer } from "./observer.js";
import { layerRatesOf } from "./problemMaker.js";
import { stopLossOf } from "./stopLoss.js";
import { endsAtAccuracy } from "./stopTestAccuracy.js";

/** What is measured at one checkpoint. */
export interface Observed extends Measured {
  /** Where it is: that of the checkpoint, also where the run had stopped before. */
  readonly place: Place;
}

/** What became of a cell: all that spec and code decide, so nothing of time or machine. */
export interface CellRun {
  /**
   * One entry a checkpoint. After a run has stopped below its loss, what was reached stands at every later one; of a
   * run that diverged or could not go on there are those before.
   */
  readonly observed: readonly Observed[];
  /** The layers of the model, as tables name them. */
  readonly layerNames: readonly string[];
  readonly stopReason: StopReason;
  /** Where it stopped; the last checkpoint where it finished; where its loss was last finite where it diverged. */
  readonly end: Place;
  /** The train loss there; null where none was finite. */
  readonly endLoss: number | null;
  /** Gradient evaluations. */
  readonly evaluations: number;
}

/** A run with what its tables are made from. */
export interface CellStates extends CellRun {
  readonly problem: Problem;
  /** Parameters at the start. */
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
  /** Where a run of the same cell and checkpoints that was stopped in the middle goes on, to the byte. */
  readonly from?: TrainingState | undefined;
  /** Called with the state of the run, to be kept for `from`, every `secondsPerState` and when it is aborted. */
  readonly onState?: ((state: TrainingState) => void) | undefined;
  /** 60 if not given; 0 for every step. */
  readonly secondsPerState?: number | undefined;
}

/**
 * Trains the model of a cell from its start and measures it at each checkpoint.
 *
 * @param lists what the names stand for
 * @param cell as `cellsOf` gives it
 * @param problem as `problemMaker` builds it
 * @param options whom to tell, and where to go on from
 * @throws (rejects with) SpecError or RangeError if the parts do not fit each other, or the reason of an aborted signal.
 * @example
 * import { builtInLists, cellsOf, completeSpec, problemMaker, runCell } from "@lazyrich/runs";
 * const spec = completeSpec(builtInLists, {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: 1, delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * });
 * const [cell] = cellsOf(builtInLists, spec);
 * const problem = problemMaker(builtInLists, () => new Uint8Array())(cell);
 * (await runCell(builtInLists, cell, problem)).stopReason; // "finished"
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
  const theta0 = naming(`start ${quoted(cell.start.name)}`, () =>
    findStart(lists, cell).theta(cell.start as never, {
      ...{ model, modelFields: cell.model, learningRates, readFile },
    }),
  );
  const trained = await training(cell, options, () =>
    dynamics.train(cell.dynamics as never, {
      ...{ bound, theta0, learningRates, checkpoints, stopLoss: stopLossOf(fields, task) },
      endsAt: endsAtAccuracy(fields, problem),
      ...options,
    }),
  );

  const measures = cell.measures.map((name) => findMeasure(lists, name));
  const start = observer(problem, learningRates, problem.buffers.start).at(theta0);
  const now = observer(problem, learningRates, problem.buffers.now);
  const places = checkpoints.at.map((at) => dynamics.place(cell.dynamics as never, at, checkpoints.unit));
  const found: Measured[] = [];
  for (const theta of statesAt(trained, places.length)) {
    found.push(measured(measures, now.at(theta), start));
    if (millisecondsInTask() > TURN) await nextTask();
    options.signal?.throwIfAborted();
  }
  const last = found.at(-1);
  const reached = trained.stopReason === "stopped" ? places.length : trained.states.length;
  const observed = places.slice(0, reached).map((place, i) => ({ place, ...(found[i] ?? last!) }));
  return {
    observed,
    layerNames: model.layers.map(({ name }) => name),
    stopReason: trained.stopReason,
    end: trained.end,
    endLoss: trained.endLoss,
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

/** Milliseconds of measuring before other work, an abort among it, has its turn. */
const TURN = 10;

/** A training, whose errors name the model and the dynamics, either of which may have thrown them. */
async function training(
  { model, dynamics }: CellSpec,
  { signal }: RunCellOptions,
  train: () => Promise<Trained>,
): Promise<Trained> {
  try {
    const trained = await train();
    signal?.throwIfAborted();
    return trained;
  } catch (error) {
    throw signal?.aborted ? error : named(`model ${quoted(model.name)}, dynamics ${quoted(dynamics.name)}`, error);
  }
}
