import { type CellComputer, type CellResult, cellComputer } from "./cellComputer.js";
import type { SweepCell } from "./sweepCells.js";
import type { SweepSpec } from "./sweepSpec.js";

export interface CellTask {
  readonly spec: SweepSpec;
  readonly cell: SweepCell;
  readonly madeBy: string;
}

// a terminal sends Ctrl-C to the workers too: what it means is for their parent to say
process.on("SIGINT", () => {});

let compute: CellComputer | undefined;

/** Computes a cell, in a process of the pool. A process is given one cell at a time, and the pool one sweep. */
export default function cellWorker({ spec, cell, madeBy }: CellTask): Promise<CellResult> {
  compute ??= cellComputer(spec);
  return compute(cell, madeBy);
}
