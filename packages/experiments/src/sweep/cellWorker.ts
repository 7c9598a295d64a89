import { type CellResult, computeCell } from "./computeCell.js";
import type { SweepCell } from "./sweepCells.js";
import type { SweepSpec } from "./sweepSpec.js";

export interface CellTask {
  readonly spec: SweepSpec;
  readonly cell: SweepCell;
  readonly madeBy: string;
}

/** Computes a cell, in a thread of the pool. */
export default function cellWorker({ spec, cell, madeBy }: CellTask): Promise<CellResult> {
  return computeCell(spec, cell, madeBy);
}
