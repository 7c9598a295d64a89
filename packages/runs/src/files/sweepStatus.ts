import { statSync } from "node:fs";
import { join } from "node:path";
import { type FailedCell, failedCells } from "./failedCells.js";
import { cellsFolder, readSweepFile } from "./sweepFolder.js";
import { filesBeingWritten } from "./temporaryFile.js";

/** How far the sweep of a folder is. */
export interface SweepStatus {
  readonly total: number;
  /** Cells that have a file. */
  readonly done: number;
  /** Cells that runs are at work on, as far as this machine can see. */
  readonly running: number;
  readonly failed: readonly FailedCell[];
  /** The seconds that are left if cells go on to be done as of late; null where none have been done for long. */
  readonly secondsLeft: number | null;
}

/** Cells done within these seconds tell how fast the sweep is. */
const LATELY = 600;

/**
 * How far the sweep of a folder is, on any machine that sees it. It looks at names and dates alone.
 *
 * @throws RangeError if the folder holds no sweep.
 */
export function sweepStatus(folder: string): SweepStatus {
  const sweep = readSweepFile(folder);
  if (sweep === undefined) throw new RangeError(`${folder} holds no sweep; expected a folder with sweep.json`);
  const place = cellsFolder(folder);
  const dates = sweep.cells.flatMap((name) => statSync(join(place, name), { throwIfNoEntry: false })?.mtimeMs ?? []);
  const failed = failedCells(folder);
  const running = filesBeingWritten(place);
  const left = sweep.cells.length - dates.length;
  return {
    total: sweep.cells.length,
    done: dates.length,
    running: sweep.cells.filter((name) => running.has(name)).length,
    failed: sweep.cells.flatMap((name) => failed.get(name) ?? []),
    secondsLeft: left === 0 ? 0 : secondsLeft(dates, left),
  };
}

function secondsLeft(dates: readonly number[], left: number): number | null {
  const now = Date.now();
  const recent = dates.filter((date) => now - date < 1000 * LATELY);
  if (recent.length < 2) return null;
  const seconds = (now - recent.reduce((first, date) => Math.min(first, date))) / 1000;
  return (left * seconds) / recent.length;
}
