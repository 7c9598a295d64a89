import { createHash } from "node:crypto";
import { join } from "node:path";
import { runSweep } from "./runSweep.js";
import type { SweepRunner } from "./sweepRunner.js";
import { readSweep } from "./sweepTable.js";

/**
 * Runs sweeps on a pool of processes with their results in a folder of their own below the given one, so that figures which need the same runs share
 * them, and a run that was stopped is taken up again.
 *
 * @returns a runner that rejects with an Error that names the first cell that failed.
 */
export function sweepIntoFolder(parent: string): SweepRunner {
  return async (spec, { onProgress, signal } = {}) => {
    const name = createHash("sha256").update(JSON.stringify(spec)).digest("hex").slice(0, 8);
    const folder = join(parent, `students-${name}`);
    const { failures } = await runSweep({
      ...{ spec, folder },
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ done, total }) => onProgress?.(done / total),
    });
    const [failure] = failures;
    if (failure !== undefined) {
      const { tau, delta, seed } = failure.parameters;
      throw new Error(`the cell tau = ${tau}, delta = ${delta}, seed = ${seed} failed: ${failure.message}`);
    }
    return readSweep(folder).rows;
  };
}
