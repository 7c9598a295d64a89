import type { Row } from "@lazyrich/tables";
import type { Lists } from "./lists.js";
import { alignedRows, cellRows, furtherTables } from "./result/cellRows.js";
import { type Provenance, SCHEMA } from "./result/provenance.js";
import type { Result } from "./result/result.js";
import { problemMaker } from "./run/problemMaker.js";
import { firstCells, requireRunnable } from "./run/requireRunnable.js";
import { type CellRun, type CellStates, runCell } from "./run/runCell.js";
import { cellsOf } from "./spec/cells.js";
import { columnsOfCell } from "./spec/columns.js";
import { type CellSpec, completeSpec } from "./spec/runSpec.js";
import type { ReadFile } from "./task.js";

export interface RunOptions {
  /** What the names in the spec stand for. */
  readonly lists: Lists;
  /** Reads the files that the spec names; a spec that names one is refused if not given. */
  readonly readFile?: ReadFile | undefined;
  /** Called with the finished share of the run, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Aborting makes the run reject with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each cell that is done, states included: for tables of one's own. */
  readonly onCell?: ((cell: CellSpec, states: CellStates) => void) | undefined;
}

const noFiles: ReadFile = (path) => {
  throw new RangeError(`${path} cannot be read here; expected arrays inline`);
};

/**
 * Runs every cell of a spec in this thread, and keeps nothing: a single run, and sweeps where there is no file system.
 *
 * @param spec one run, or a sweep of them
 * @param options what the names stand for, and whom to tell
 * @throws (rejects with) SpecError in one line that names the field, or the reason of an aborted signal.
 * @example
 * import { builtInLists, run } from "@lazyrich/runs";
 * const spec = {
 *   task: { name: "student-teacher", inputDimension: 5, trainSize: 20, testSize: 50 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: [0.1, 1], delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.1, steps: [0, 200] },
 *   measures: ["kernelDistance"],
 * };
 * const { rows } = await run(spec, { lists: builtInLists });
 * rows.map(({ tau, step, kernelDistance }) => [tau, step, kernelDistance]); // [[0.1, 0, 0], [0.1, 200, 0.46586], [1, 0, 0], [1, 200, 0.0056396]]
 */
export async function run(spec: unknown, options: RunOptions): Promise<Result> {
  const { lists, readFile = noFiles, onProgress, signal, onCell } = options;
  const completed = completeSpec(lists, spec);
  const cells = cellsOf(lists, completed);
  const problemOf = problemMaker(lists, readFile);
  requireRunnable(lists, firstCells(cells), problemOf);
  const rows: Result["rows"][number][] = [];
  const runs: { readonly columns: Row; readonly run: CellRun }[] = [];
  for (const [done, cell] of cells.entries()) {
    signal?.throwIfAborted();
    const states = await runCell(lists, cell, problemOf(cell), {
      signal,
      onProgress: onProgress && ((fraction) => onProgress((done + fraction) / cells.length)),
    });
    onCell?.(cell, states);
    const columns = columnsOfCell(lists, cell);
    rows.push(...cellRows(columns, states));
    const { observed, layerNames, stopReason, end, endLoss, evaluations } = states;
    runs.push({ columns, run: { observed, layerNames, stopReason, end, endLoss, evaluations } });
    onProgress?.((done + 1) / cells.length);
  }
  return {
    spec: completed,
    rows: alignedRows(rows),
    tables: furtherTables(runs),
    provenance: pageProvenance,
  };
}

/** Of what a page or one thread has run and nobody has stored. */
const pageProvenance: Provenance = { madeBy: "@lazyrich/runs", schema: SCHEMA, program: "", modules: [] };
