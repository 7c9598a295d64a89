import { resolve } from "node:path";
import type { Lists } from "../lists.js";
import type { CellSpec } from "../spec/runSpec.js";
import { cellIdentities } from "./cellIdentities.js";
import { provenanceOf } from "./program.js";
import { cellsFolder } from "./sweepFolder.js";
import { type OtherCells, type SweepPlan, sweepPlan } from "./sweepPlan.js";

/**
 * What a sweep's folder has of these cells and what `runSweep` would compute there, without writing anything. A folder
 * that is not there has nothing.
 *
 * @param options.modules Paths of the modules that add to the lists; none if not given.
 * @param options.filesFolder The folder from which the files of the spec are named; the current one if not given.
 */
export const planSweep = (
  lists: Lists,
  cells: readonly CellSpec[],
  {
    folder,
    modules = [],
    filesFolder = ".",
    others = "refuse",
  }: {
    readonly folder: string;
    readonly modules?: readonly string[] | undefined;
    readonly filesFolder?: string | undefined;
    readonly others?: OtherCells | undefined;
  },
): SweepPlan =>
  sweepPlan(cellIdentities(lists, filesFolder), cells, {
    folder: cellsFolder(folder),
    provenance: provenanceOf(modules.map((path) => resolve(path))),
    others,
  });
