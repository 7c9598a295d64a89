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

/** What became of a cell: its result, or why it has none. */
export type CellAnswer = { readonly result: CellResult } | { readonly failure: string };

let compute: CellComputer | undefined;

/**
 * Computes a cell, in a process of the pool. A process is given one cell at a time, and the pool one sweep. It never rejects, so that
 * a rejection tells of a process that died.
 */
export default async function cellWorker({ spec, cell, madeBy }: CellTask): Promise<CellAnswer> {
  try {
    compute ??= cellComputer(spec);
    return { result: await compute(cell, madeBy) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
