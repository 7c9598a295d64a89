import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { cellFileName, readCellFile, removeStaleFiles, writeCellFile } from "./cellFile.js";
import type { CellAnswer, CellTask } from "./cellWorker.js";
import { cellsOfShard, type Shard } from "./shard.js";
import { type SweepCell, sweepCells } from "./sweepCells.js";
import { openSweepFolder } from "./sweepFolder.js";
import type { CellParameters, SweepSpec } from "./sweepSpec.js";

export interface RunSweepOptions {
  readonly spec: SweepSpec;
  /** Where the results go; a sweep that was begun there is taken up again. */
  readonly folder: string;
  /** Processes; one a core if not given. The results are the same for any number. */
  readonly workers?: number;
  /** All cells if not given. */
  readonly shard?: Shard;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Aborting ends the run with the signal's reason; finished cells stay. */
  readonly signal?: AbortSignal;
}

export interface SweepProgress {
  /** Cells of this run that are done: found, computed and failed. */
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Cells computed per second, and the seconds left at that rate; 0 and null before the first. */
  readonly rate: number;
  readonly secondsLeft: number | null;
}

export interface SweepFailure {
  readonly parameters: CellParameters;
  readonly message: string;
}

export interface SweepOutcome {
  readonly computed: number;
  /** Cells that were there from an earlier run. */
  readonly found: number;
  /** Names of files that were damaged and have been computed again. */
  readonly damaged: readonly string[];
  /** Cells that failed, in the order of the cells. */
  readonly failures: readonly SweepFailure[];
  readonly evaluations: number;
  readonly seconds: number;
}

/**
 * Runs a sweep, or a shard of it, on a pool of processes: one file a cell, written as soon as the cell is done. Cells
 * that are there are not computed again, damaged ones are. A cell that fails does not stop the rest; one whose worker is
 * killed is given to another worker, once.
 *
 * @throws (rejects with) RangeError if the folder holds another sweep, SpecError, Error of the file system or where no
 *   process can be started, or the reason of an aborted signal.
 */
export async function runSweep(options: RunSweepOptions): Promise<SweepOutcome> {
  const { spec, folder, workers = availableParallelism(), shard = { k: 1, n: 1 }, onProgress, signal } = options;
  if (!(Number.isSafeInteger(workers) && workers > 0)) {
    throw new RangeError(`workers is ${workers}; expected a whole number above 0`);
  }
  signal?.throwIfAborted();
  const cells = cellsOfShard(sweepCells(spec), shard);
  const cellFolder = openSweepFolder(folder, spec);
  removeStaleFiles(cellFolder);
  const missing: SweepCell[] = [];
  const damaged: string[] = [];
  for (const cell of cells) {
    const result = readCellFile(cellFolder, cell.index);
    if (result === "damaged") damaged.push(cellFileName(cell.index));
    if (result === undefined || result === "damaged") missing.push(cell);
  }

  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const found = cells.length - missing.length;
  const failed: (SweepFailure & { readonly index: number })[] = [];
  let computed = 0;
  let evaluations = 0;
  const report = (): void => {
    const rate = computed / Math.max(seconds(), 1e-9);
    const left = missing.length - computed - failed.length;
    const secondsLeft = computed > 0 ? left / rate : null;
    const done = found + computed + failed.length;
    onProgress?.({ done, total: cells.length, failed: failed.length, rate, secondsLeft });
  };
  report();
  if (missing.length > 0) {
    const processes = Math.min(workers, missing.length);
    const filename = fileURLToPath(new URL("./cellWorker.js", import.meta.url));
    // processes, not threads: one that is killed or runs out of memory takes no other with it
    const pool = new Tinypool({
      ...{ filename, runtime: "child_process", serialization: "advanced" },
      ...{ minThreads: processes, maxThreads: processes },
    });
    const noWorkers = new Promise<never>((_, reject) => {
      // of a worker that dies between cells or as it starts; most are replaced
      pool.on("error", ({ message }: Error) => {
        if (pool.threads.length === 0) reject(new Error(`no worker process could be started: ${message}`));
      });
    });
    const madeBy = `@lazyrich/runs ${version()}`;
    let next = 0;
    let hasEnded = false;
    /** A process that died is replaced, and its cell given to another, once. Undefined if the run has ended. */
    const compute = async (cell: SweepCell): Promise<CellAnswer | undefined> => {
      const task: CellTask = { spec, cell, madeBy };
      for (let attempt = 0; attempt < 2; attempt++) {
        try {
          return await pool.run(task, signal ? { signal } : {});
        } catch {
          if (hasEnded || signal?.aborted) return undefined;
        }
      }
      return { failure: "two worker processes died on it, killed or out of memory" };
    };
    const runCells = async (): Promise<void> => {
      while (next < missing.length && !signal?.aborted) {
        const cell = missing[next++]!;
        const answer = await compute(cell);
        if (answer === undefined) return;
        if ("failure" in answer) {
          failed.push({ index: cell.index, parameters: cell.parameters, message: answer.failure });
          report();
          continue;
        }
        const { result } = answer;
        // what the file system refuses, it will refuse for the other cells as well: that ends the run
        writeCellFile(cellFolder, result);
        evaluations += result.evaluations;
        computed++;
        report();
      }
    };
    try {
      await Promise.race([Promise.all(Array.from({ length: processes }, runCells)), noWorkers]);
    } finally {
      // after an error the other cells in the pool are given up, and no more are begun
      next = missing.length;
      hasEnded = true;
      await pool.destroy();
    }
    signal?.throwIfAborted();
  }
  failed.sort((a, b) => a.index - b.index);
  const failures = failed.map(({ parameters, message }) => ({ parameters, message }));
  return { computed, found, damaged, failures, evaluations, seconds: seconds() };
}

const version = (): string => JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
