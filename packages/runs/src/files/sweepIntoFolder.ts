import { createHash } from "node:crypto";
import { join } from "node:path";
import { jsonText } from "@lazyrich/tables";
import { builtInLists } from "../builtInLists.js";
import { columnsOfCell } from "../spec/columns.js";
import { completeSpec } from "../spec/runSpec.js";
import type { SweepRunner } from "../sweepRunner.js";
import { readSweep } from "./readSweep.js";
import { runSweep } from "./runSweep.js";

/**
 * Runs sweeps on a pool of processes with their results in a folder of their own below the given one, so that figures
 * which need the same runs share them, and a run that was stopped is taken up again. Results of another version of the
 * program are computed again.
 *
 * @param parent the folder of the folders
 * @returns a runner that rejects with an Error that names the first cell that failed.
 * @example
 * import { sweepIntoFolder } from "@lazyrich/runs/files";
 * const sweep = sweepIntoFolder("sweeps");
 * const { rows } = await sweep({
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: 1, delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * });
 * rows.length; // 1
 */
export function sweepIntoFolder(parent: string): SweepRunner {
  return async (spec, { onProgress, signal } = {}) => {
    const { measures: _, ...completed } = completeSpec(builtInLists, spec);
    const name = createHash("sha256").update(jsonText(completed)).digest("hex").slice(0, 8);
    const folder = join(parent, `runs-${name}`);
    const { failures } = await runSweep({
      ...{ spec, folder, signal, others: "recompute" },
      onProgress: ({ done, begun, total }) => onProgress?.((done + begun) / total),
    });
    const [failure] = failures;
    if (failure !== undefined) {
      const { seed, ...columns } = columnsOfCell(builtInLists, failure.cell);
      const fields = Object.entries({ ...columns, seed }).map(([field, value]) => `${field} = ${value}`);
      throw new Error(`a cell failed: ${failure.message} (${fields.join(", ")})`);
    }
    return readSweep(folder);
  };
}
