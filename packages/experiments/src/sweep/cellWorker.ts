import { writeCellFile } from "./cellFile.js";
import { computeCell } from "./computeCell.js";
import type { SweepCell } from "./sweepCells.js";
import type { SweepSpec } from "./sweepSpec.js";

export interface CellTask {
  readonly spec: SweepSpec;
  readonly cell: SweepCell;
  readonly folder: string;
  readonly madeBy: string;
}

/** Computes a cell and writes its file, in a thread of the pool; returns the gradient evaluations it took. */
export default async function cellWorker({ spec, cell, folder, madeBy }: CellTask): Promise<number> {
  const result = await computeCell(spec, cell, madeBy);
  writeCellFile(folder, result);
  return result.evaluations;
}
