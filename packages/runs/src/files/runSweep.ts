import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { requireRunnable } from "../run/requireRunnable.js";
import type { CellRun } from "../run/runCell.js";
import { cellsOf } from "../spec/cells.js";
import { columnsOfCell } from "../spec/columns.js";
import { identityOf } from "../spec/identity.js";
import { type CellSpec, completeSpec } from "../spec/runSpec.js";
import { cellFileName, claimCellFile, readCellFile, storedCell } from "./cellFile.js";
import type { CellAnswer, CellTask } from "./cellWorker.js";
import { forgetFailure, keepFailure } from "./failedCells.js";
import { loadLists } from "./loadLists.js";
import { isSameProgram, provenanceOf } from "./program.js";
import { readFilesIn } from "./readFilesIn.js";
import { cellsOfShard, type Shard } from "./shard.js";
import { cellsFolder, openSweepFolder, requireExtension, type SweepFile } from "./sweepFolder.js";
import { hasAll, type OtherCells, type SweepPlan, sweepPlan } from "./sweepPlan.js";
import { filesBeingWritten, removeDeadFiles } from "./temporaryFile.js";

export interface RunSweepOptions {
  readonly spec: unknown;
  /** Where the results go; a sweep that was begun there is taken up again. */
  readonly folder: string;
  /** Paths of modules that add to the lists; none if not given. */
  readonly modules?: readonly string[] | undefined;
  /** The folder from which the files of the spec are named; the current one if not given. */
  readonly filesFolder?: string | undefined;
  /** Processes; one a core if not given. The results are the same for any number. */
  readonly workers?: number | undefined;
  /** All cells if not given. */
  readonly shard?: Shard | undefined;
  /** What to do with cells that another program has made: `"refuse"`, which throws before anything starts, if not given. */
  readonly others?: OtherCells | undefined;
  readonly onProgress?: ((progress: SweepProgress) => void) | undefined;
  /** Aborting ends the run with the signal's reason; finished cells stay. */
  readonly signal?: AbortSignal | undefined;
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
  readonly cell: CellSpec;
  readonly message: string;
}

export interface SweepOutcome {
  readonly computed: number;
  /** Cells that were there, also those that another run has computed meanwhile. */
  readonly found: number;
  /** Files that could not be read, and why; they have been computed again. */
  readonly damaged: readonly string[];
  /** Cells that lacked a measure or a checkpoint and have been computed again. */
  readonly incomplete: number;
  /** Cells that another program has made. */
  readonly others: number;
  /** Runs that diverged. */
  readonly diverged: number;
  /** Cells that failed, in the order of the cells. */
  readonly failures: readonly SweepFailure[];
  readonly evaluations: number;
  readonly seconds: number;
}

/**
 * Runs a sweep, or a shard of it, on a pool of processes: one file a cell, named after what makes it this cell, written
 * as soon as it is done. Cells that are there with all that is asked for are not computed again. A cell that fails
 * does not stop the rest; one whose worker is killed is given to another worker, once. Several runs on one folder
 * share it: each looks before a cell, and takes those last that another is at work on.
 *
 * @throws (rejects with) RangeError if the folder holds another sweep or cells of another program, SpecError, Error of
 *   the file system or where no process can be started, or the reason of an aborted signal.
 */
export async function runSweep(options: RunSweepOptions): Promise<SweepOutcome> {
  const { folder, workers = availableParallelism(), shard = { k: 1, n: 1 }, signal } = options;
  const { others: policy = "refuse", filesFolder = ".", onProgress } = options;
  if (!(Number.isSafeInteger(workers) && workers > 0)) {
    throw new RangeError(`workers is ${workers}; expected a whole number above 0`);
  }
  signal?.throwIfAborted();
  const { lists, modules, provenance, all, nameOf, sweep } = await sweepOf(options);
  requireExtension(folder, sweep);
  const cells = cellsOfShard(all, shard);
  const place = cellsFolder(folder);
  const plan = sweepPlan(lists, cells, { folder: place, provenance, others: policy });
  refuseOthers(folder, plan, policy);
  requireRunnable(lists, plan.missing, readFilesIn(filesFolder));

  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const failed: (SweepFailure & { readonly at: number })[] = [];
  let [computed, foundMeanwhile, evaluations, diverged] = [0, 0, 0, 0];
  const report = (): void => {
    const rate = computed / Math.max(seconds(), 1e-9);
    const left = plan.missing.length - computed - foundMeanwhile - failed.length;
    const done = plan.found.length + computed + foundMeanwhile + failed.length;
    const secondsLeft = computed > 0 ? left / rate : null;
    onProgress?.({ done, total: cells.length, failed: failed.length, rate, secondsLeft });
  };
  report();
  openSweepFolder(folder, sweep);
  if (plan.missing.length > 0) {
    removeDeadFiles(place);
    removeDeadFiles(folder);
    const queue = cellQueue(plan.missing, { folder: place, nameOf });
    const pool = startPool(Math.min(workers, plan.missing.length));
    let hasEnded = false;
    /** A process that died is replaced, and its cell given to another, once. Undefined if the run has ended. */
    const compute = async (cell: CellSpec): Promise<CellAnswer | undefined> => {
      const task: CellTask = { cell, modules, filesFolder: resolve(filesFolder) };
      for (let attempt = 0; attempt < 2; attempt++) {
        try {
          return (await pool.run(task, signal ? { signal } : {})) as CellAnswer;
        } catch {
          if (hasEnded || signal?.aborted) return undefined;
        }
      }
      return { failure: "two worker processes died on it, killed or out of memory" };
    };
    const isThere = (cell: CellSpec): boolean => {
      const content = readCellFile(place, nameOf(cell));
      return (
        content !== undefined &&
        "cell" in content &&
        isSameProgram(content.cell.provenance, provenance) &&
        hasAll(content.cell, cell)
      );
    };
    const fail = (cell: CellSpec, message: string): void => {
      keepFailure(folder, nameOf(cell), { message, columns: columnsOfCell(lists, cell) });
      failed.push({ at: cells.indexOf(cell), cell, message });
    };
    const finish = (run: CellRun, write: (run: CellRun) => void): void => {
      write(run);
      evaluations += run.evaluations;
      if (run.stopReason === "diverged") diverged++;
      computed++;
    };
    const runCells = async (): Promise<void> => {
      for (let cell = queue.next(); cell !== undefined && !hasEnded && !signal?.aborted; cell = queue.next()) {
        if (!existsSync(place)) throw new Error(`${place} has gone while the sweep ran; expected it to stay`);
        if (isThere(cell)) {
          foundMeanwhile++;
          report();
          continue;
        }
        const file = claimCellFile(place, nameOf(cell));
        try {
          const answer = await compute(cell);
          if (answer === undefined) return;
          const done = cell;
          if ("failure" in answer) fail(done, answer.failure);
          // what the file system refuses, it will refuse for the other cells as well: that ends the run
          else finish(answer.run, (run) => file.write(storedCell(lists, done, run, provenance)));
          if ("run" in answer) forgetFailure(folder, nameOf(done));
          report();
        } finally {
          file.release();
        }
      }
    };
    try {
      await Promise.race([Promise.all(Array.from({ length: pool.size }, runCells)), pool.noWorkers]);
    } finally {
      // after an error the other cells in the pool are given up, and no more are begun
      hasEnded = true;
      await pool.destroy();
    }
    signal?.throwIfAborted();
  }
  failed.sort((a, b) => a.at - b.at);
  return {
    computed,
    found: plan.found.length + foundMeanwhile,
    damaged: plan.damaged,
    incomplete: plan.incomplete,
    others: plan.others,
    diverged,
    failures: failed.map(({ cell, message }) => ({ cell, message })),
    evaluations,
    seconds: seconds(),
  };
}

/** What a run needs to know of its spec before anything is written. */
async function sweepOf({ spec: given, modules: paths = [] }: Pick<RunSweepOptions, "spec" | "modules">) {
  const modules = paths.map((path) => resolve(path));
  const lists = await loadLists(modules);
  const spec = completeSpec(lists, given);
  const all = cellsOf(lists, spec);
  const nameOf = (cell: CellSpec): string => cellFileName(identityOf(lists, cell));
  const sweep: SweepFile = { spec, cells: all.map(nameOf) };
  return { lists, modules, provenance: provenanceOf(modules), all, nameOf, sweep };
}

function refuseOthers(folder: string, { others }: SweepPlan, policy: OtherCells): void {
  if (others === 0 || policy !== "refuse") return;
  throw new RangeError(
    `${folder} has ${others} cells of another program; expected --recompute to compute them again or --keep to keep them`,
  );
}

/**
 * Opens the folder of a sweep and writes its spec there, as `runSweep` does before it begins: for runs that other machines begin.
 *
 * @throws (rejects with) what `runSweep` throws before anything starts.
 */
export async function prepareSweep(
  options: Pick<RunSweepOptions, "spec" | "folder" | "modules" | "filesFolder">,
): Promise<void> {
  const { lists, all, sweep } = await sweepOf(options);
  requireExtension(options.folder, sweep);
  requireRunnable(lists, all, readFilesIn(options.filesFolder ?? "."));
  openSweepFolder(options.folder, sweep);
}

interface Pool {
  readonly size: number;
  /** Rejects where no worker is left. */
  readonly noWorkers: Promise<never>;
  run(task: CellTask, options: { readonly signal?: AbortSignal }): Promise<unknown>;
  destroy(): Promise<void>;
}

/** Processes, not threads: one that is killed or runs out of memory takes no other with it. */
function startPool(size: number): Pool {
  const filename = fileURLToPath(new URL("./cellWorker.js", import.meta.url));
  const pool = new Tinypool({
    ...{ filename, runtime: "child_process", serialization: "advanced" },
    ...{ minThreads: size, maxThreads: size },
    env: process.env as Record<string, string>, // NODE_OPTIONS among it: by them Yarn finds what lies in archives
  });
  const noWorkers = new Promise<never>((_, reject) => {
    // of a worker that dies between cells or as it starts; most are replaced
    pool.on("error", ({ message }: Error) => {
      if (pool.threads.length === 0) reject(new Error(`no worker process could be started: ${message}`));
    });
  });
  return { size, noWorkers, run: (task, options) => pool.run(task, options), destroy: () => pool.destroy() };
}

/** The cells in their order, those last that another process is at work on. */
function cellQueue(
  cells: readonly CellSpec[],
  { folder, nameOf }: { readonly folder: string; readonly nameOf: (cell: CellSpec) => string },
): { next(): CellSpec | undefined } {
  const waiting = [...cells];
  const busy: CellSpec[] = [];
  return {
    next() {
      const others = waiting.length > 0 ? filesBeingWritten(folder) : new Set<string>();
      for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
        if (!others.has(nameOf(cell))) return cell;
        busy.push(cell);
      }
      return busy.shift();
    },
  };
}
