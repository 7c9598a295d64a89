import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { StopReason } from "../dynamics.js";
import { statePath } from "./cellState.js";
import { type FailedCell, failedCells } from "./failedCells.js";
import { cellsFolder, readSweepFile } from "./sweepFolder.js";
import { filesBeingWritten } from "./temporaryFile.js";

/** How far the sweep of a folder is. */
export interface SweepStatus {
  /** Cells of the spec. */
  readonly total: number;
  /** Cells that have a file. */
  readonly done: number;
  /** How those have ended: their number by `stopReason`. */
  readonly ended: Readonly<Partial<Record<StopReason, number>>>;
  /** Cells that runs are at work on, as far as this machine can see. */
  readonly running: number;
  /** Cells in the middle whose states are kept, those that runs are at work on among them. */
  readonly begun: number;
  /** Cells without a result, and why. */
  readonly failed: readonly FailedCell[];
  /** The seconds that are left if cells go on to be done as of late; null where none have been done for long. */
  readonly secondsLeft: number | null;
}

/** Cells done within these seconds tell how fast the sweep is. */
const LATELY = 600;

/**
 * How far the sweep of a folder is, on any machine that sees it. It looks at names, dates and how runs ended, and checks nothing.
 *
 * @param folder of the sweep
 * @throws RangeError if the folder holds no sweep.
 * @example
 * import { prepareSweep, sweepStatus } from "@lazyrich/runs/files";
 * const spec = {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: [0.1, 1], delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * };
 * await prepareSweep({ spec, folder: "waiting" });
 * const { total, done } = sweepStatus("waiting");
 * [total, done]; // [2, 0]
 */
export function sweepStatus(folder: string): SweepStatus {
  const sweep = readSweepFile(folder);
  if (sweep === undefined) throw new RangeError(`${folder} holds no sweep; expected a folder with sweep.json`);
  const place = cellsFolder(folder);
  const files = sweep.cells.flatMap((name) => {
    const path = join(place, name);
    const date = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return date === undefined ? [] : { path, date };
  });
  const dates = files.map(({ date }) => date);
  const failed = failedCells(folder);
  const running = filesBeingWritten(place);
  const left = sweep.cells.length - dates.length;
  return {
    total: sweep.cells.length,
    done: dates.length,
    ended: countsOf(files.flatMap(({ path }) => stopReasonIn(path) ?? [])),
    running: sweep.cells.filter((name) => running.has(name)).length,
    begun: sweep.cells.filter((name) => existsSync(statePath(folder, name))).length,
    failed: sweep.cells.flatMap((name) => failed.get(name) ?? []),
    secondsLeft: left === 0 ? 0 : secondsLeft(dates, left),
  };
}

/** As the cell's file says it, which has it unescaped once a run. */
function stopReasonIn(path: string): StopReason | undefined {
  try {
    return /"stopReason":"([a-z-]+)"/.exec(readFileSync(path, "utf8"))?.[1] as StopReason | undefined;
  } catch {
    // what cannot be read is told where results are read
    return undefined;
  }
}

function countsOf<T extends string>(values: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function secondsLeft(dates: readonly number[], left: number): number | null {
  const now = Date.now();
  const recent = dates.filter((date) => now - date < 1000 * LATELY);
  if (recent.length < 2) return null;
  const seconds = (now - recent.reduce((first, date) => Math.min(first, date))) / 1000;
  return (left * seconds) / recent.length;
}
