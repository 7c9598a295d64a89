import type { Row } from "@lazyrich/tables";
import { alignedRows, cellRows, furtherTables } from "../result/cellRows.js";
import type { Provenance } from "../result/provenance.js";
import type { Result } from "../result/result.js";
import type { CellRun } from "../run/runCell.js";
import { toldRun } from "./askedRun.js";
import { readCellFile } from "./cellFile.js";
import { askedCheckpoints, cellsFolder, readSweepFile } from "./sweepFolder.js";

/** What tells results of two programs apart in a table: the program and the modules of one's own, shortened. */
const programName = ({ program, modules }: Provenance): string =>
  [program, ...modules].map((hash) => hash.slice(0, 8)).join("+");

/** All that a sweep has so far. */
export interface SweepResult extends Result {
  /** How many cells the spec has. */
  readonly cellCount: number;
  /** Names of the files of cells without a result yet. */
  readonly missing: readonly string[];
  /** Files that cannot be read, and why; another run computes them again. */
  readonly damaged: readonly string[];
}

/**
 * Reads the folder of a sweep, finished or not, as tidy tables. It needs nothing of what the names in the spec stand for. Measures of one's own that
 * an earlier sweep of the folder had are columns too, of the rows that have them.
 *
 * @param folder of the sweep
 * @throws RangeError if the folder holds no sweep.
 * @example
 * import { prepareSweep, readSweep } from "@lazyrich/runs/files";
 * const spec = {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: 1, delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 *   measures: ["trainLoss"],
 * };
 * await prepareSweep({ spec, folder: "read" });
 * const { cellCount, missing } = readSweep("read");
 * [cellCount, missing.length]; // [1, 1]
 */
export function readSweep(folder: string): SweepResult {
  const sweep = readSweepFile(folder);
  if (sweep === undefined) throw new RangeError(`${folder} holds no sweep; expected a folder with sweep.json`);
  const { spec, cells } = sweep;
  const rows: Row[] = [];
  const runs: { readonly columns: Row; readonly run: CellRun }[] = [];
  const missing: string[] = [];
  const damaged: string[] = [];
  let provenance: Provenance | null = null;
  for (const [index, name] of cells.entries()) {
    const asked = { measures: spec.measures, checkpoints: askedCheckpoints(sweep, index) };
    const content = readCellFile(cellsFolder(folder), name);
    if (content !== undefined && "problem" in content) damaged.push(`${name} ${content.problem}`);
    const run = content !== undefined && "cell" in content ? toldRun(content.cell, asked) : undefined;
    if (content === undefined || "problem" in content || run === undefined) {
      missing.push(name);
      continue;
    }
    const columns = { ...content.cell.columns, program: programName(content.cell.provenance) };
    provenance ??= content.cell.provenance;
    rows.push(...cellRows(columns, run));
    runs.push({ columns, run });
  }
  return {
    spec,
    rows: alignedRows(rows),
    tables: furtherTables(runs),
    provenance,
    cellCount: cells.length,
    missing,
    damaged,
  };
}
