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
 * @param lists what the names stand for
 * @param cells of the sweep
 * @param options the folder, the modules, and what to do with cells of another program
 * @param options.modules Paths of the modules that add to the lists; none if not given.
 * @param options.filesFolder The folder from which the files of the spec are named; the current one if not given.
 * @example
 * import { builtInLists, cellsOf, completeSpec } from "@lazyrich/runs";
 * import { planSweep } from "@lazyrich/runs/files";
 * const spec = completeSpec(builtInLists, {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: [0.1, 1], delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * });
 * planSweep(builtInLists, cellsOf(builtInLists, spec), { folder: "not-yet-there" }).missing.length; // 2
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
