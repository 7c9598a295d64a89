import { type CellComputer, type CellResult, cellComputer } from "./cellComputer.js";
import type { SweepCell } from "./sweepCells.js";
import type { SweepSpec } from "./sweepSpec.js";

export interface CellTask {
  readonly spec: SweepSpec;
  readonly cell: SweepCell;
  readonly madeBy: string;
}

let compute: CellComputer | undefined;

/** Computes a cell, in a thread of the pool. A thread is given one cell at a time, and the pool one sweep. */
export default function cellWorker({ spec, cell, madeBy }: CellTask): Promise<CellResult> {
  compute ??= cellComputer(spec);
  return compute(cell, madeBy);
}
