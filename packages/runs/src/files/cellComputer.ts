import { shownValue } from "@lazyrich/specs";
import type { CellRun, RunCellOptions } from "../run/runCell.js";
import type { CellSpec } from "../spec/runSpec.js";
import { keepState, readState, type StateOwner } from "./cellState.js";

/** What a cell is made to: a training of one's own, or `runCell`. `options` are for `runCell`: the signal and the state of the cell. */
export type ComputeCell = (cell: CellSpec, options: RunCellOptions) => CellRun | Promise<CellRun>;

/** A cell to be computed. */
export interface CellTask {
  readonly cell: CellSpec;
  /** The file of its state, and what it is of. */
  readonly statePath: string;
  readonly owner: StateOwner;
  readonly secondsPerState: number;
}

/** What became of a cell: its run, or why it has none. */
export type CellAnswer = ({ readonly run: CellRun } | { readonly failure: string }) & {
  /** Why a state that was there was not taken up. */
  readonly stateProblem?: string | undefined;
};

/** Computes cells, some at a time. */
export interface CellComputer {
  /** How many at a time. */
  readonly size: number;
  /**
   * Builds cells up to their start, before anything is run.
   *
   * @throws (rejects with) what `requireRunnable` throws.
   */
  requireRunnable(cells: readonly CellSpec[]): Promise<void>;
  /**
   * Undefined if the run has ended before the cell was done. Never rejects.
   *
   * @param onProgress is told, about once a second, what share is done of what was left of the cell.
   */
  compute(task: CellTask, onProgress: (fraction: number) => void): Promise<CellAnswer | undefined>;
  /** Rejects where no cell can be computed any more. */
  readonly broken: Promise<never>;
  /** Gives up what is being computed, its state kept. */
  end(): Promise<void>;
}

/** Computes a cell from its state, where one was kept, and keeps its state. Never rejects. */
export async function answerOf(
  task: CellTask,
  compute: ComputeCell,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<CellAnswer> {
  const { cell, statePath, owner, secondsPerState } = task;
  const kept = readState(statePath, owner);
  const stateProblem = kept !== undefined && "problem" in kept ? kept.problem : undefined;
  try {
    const run: unknown = await compute(cell, {
      ...{ signal, secondsPerState, onProgress: onceASecond(onProgress) },
      from: kept !== undefined && "state" in kept ? kept.state : undefined,
      onState: (state) => keepState(statePath, owner, state),
    });
    return { run: checkedRun(run), stateProblem };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error), stateProblem };
  }
}

/** Tells the share of what is left at the first call, so that what an earlier run has done is not taken for the speed of this one. */
function onceASecond(tell: (fraction: number) => void): (fraction: number) => void {
  let told = performance.now();
  let first: number | undefined;
  return (fraction) => {
    first ??= fraction;
    const now = performance.now();
    if (now - told < 1000 || first === 1) return;
    told = now;
    tell((fraction - first) / (1 - first));
  };
}

function checkedRun(run: unknown): CellRun {
  const { observed, layerNames, stopReason, end, endLoss, evaluations } = (run ?? {}) as CellRun;
  if (!Array.isArray(observed)) {
    throw new TypeError(`compute gives ${shownValue(run)}; expected a run, as runCell gives it`);
  }
  return { observed, layerNames, stopReason, end, endLoss, evaluations };
}

/** Computes cells in this thread, one after another; `require` refuses cells that cannot be run. */
export function computerInThread(
  compute: ComputeCell,
  require: (cells: readonly CellSpec[]) => void,
  given: AbortSignal | undefined,
): CellComputer {
  const stopping = new AbortController();
  const signal = given === undefined ? stopping.signal : AbortSignal.any([given, stopping.signal]);
  return {
    size: 1,
    broken: new Promise<never>(() => {}),
    requireRunnable: async (cells) => require(cells),
    async compute(task, onProgress) {
      const answer = await answerOf(task, compute, { signal, onProgress });
      return signal.aborted ? undefined : answer;
    },
    async end() {
      stopping.abort();
    },
  };
}
