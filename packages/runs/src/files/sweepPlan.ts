import type { Provenance } from "../result/provenance.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import type { CellSpec } from "../spec/runSpec.js";
import { askedRun } from "./askedRun.js";
import { cellFileName, readCellFile, type StoredCell } from "./cellFile.js";
import type { CellIdentity } from "./cellIdentities.js";
import { isSameProgram } from "./program.js";

/** What a folder has of the cells of a spec. */
export interface SweepPlan {
  /** Cells that are there with all that is asked for. */
  readonly found: readonly CellSpec[];
  /** Cells to be computed: not there, or in `damaged`, `incomplete` or (if they are to be computed again) `others`. */
  readonly missing: readonly CellSpec[];
  /** Files that cannot be read, and why: `9f...json is damaged`. */
  readonly damaged: readonly string[];
  /** Cells that lack a measure or a checkpoint. */
  readonly incomplete: number;
  /** Cells that another program has made. */
  readonly others: number;
  /** Those of them that lack a measure or a checkpoint. */
  readonly lackingOthers: number;
}

/** What to do with cells that another program has made. */
export type OtherCells = "refuse" | "recompute" | "keep";

/** Looks at the folder of cells for what is there of a sweep. */
export function sweepPlan(
  identityOf: CellIdentity,
  cells: readonly CellSpec[],
  {
    folder,
    provenance,
    others: policy,
  }: { readonly folder: string; readonly provenance: Provenance; readonly others: OtherCells },
): SweepPlan {
  const found: CellSpec[] = [];
  const missing: CellSpec[] = [];
  const damaged: string[] = [];
  let [incomplete, others, lackingOthers] = [0, 0, 0];
  for (const cell of cells) {
    const name = cellFileName(identityOf(cell));
    const content = readCellFile(folder, name);
    if (content === undefined) missing.push(cell);
    else if ("problem" in content) {
      damaged.push(`${name} ${content.problem}`);
      missing.push(cell);
    } else {
      const isOther = !isSameProgram(content.cell.provenance, provenance);
      const isComplete = hasAll(content.cell, cell);
      if (isOther) others++;
      if (isOther ? policy === "recompute" || !isComplete : !isComplete) {
        if (!isOther) incomplete++;
        else if (!isComplete) lackingOthers++;
        missing.push(cell);
      } else found.push(cell);
    }
  }
  return { found, missing, damaged, incomplete, others, lackingOthers };
}

/** Whether a stored cell has the measures and checkpoints that a spec asks for. */
export const hasAll = (stored: StoredCell, cell: CellSpec): boolean =>
  askedRun(stored, { measures: cell.measures, checkpoints: checkpointsOf(cell.dynamics) }) !== undefined;
