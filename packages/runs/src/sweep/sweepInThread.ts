import type { Row } from "@lazyrich/tables";
import { cellComputer } from "./cellComputer.js";
import { cellRows } from "./cellRows.js";
import { sweepCells } from "./sweepCells.js";
import type { SweepRunner } from "./sweepRunner.js";

/** Runs a sweep in this thread, cell by cell, and keeps nothing: for small ones, and where there is no file system. */
export const sweepInThread: SweepRunner = async (spec, { onProgress, signal } = {}) => {
  const cells = sweepCells(spec);
  const rows: Row[] = [];
  const compute = cellComputer(spec);
  for (const [done, cell] of cells.entries()) {
    signal?.throwIfAborted();
    rows.push(...cellRows(await compute(cell, ""), spec));
    onProgress?.((done + 1) / cells.length);
  }
  return rows;
};
