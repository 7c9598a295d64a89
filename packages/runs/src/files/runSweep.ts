import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { Lists } from "../lists.js";
import type { Provenance } from "../result/provenance.js";
import { problemMaker } from "../run/problemMaker.js";
import { firstCells, requireRunnable } from "../run/requireRunnable.js";
import { cellsOf } from "../spec/cells.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import { columnsOfCell } from "../spec/columns.js";
import { type CellSpec, completeSpec } from "../spec/runSpec.js";
import { type CellComputer, type ComputeCell, computerInThread } from "./cellComputer.js";
import { cellFileName, claimCellFile, readCellFile, type StoredCell, storedCell } from "./cellFile.js";
import { type CellIdentity, cellIdentities } from "./cellIdentities.js";
import { cellPool } from "./cellPool.js";
import { cellQueue } from "./cellQueue.js";
import { forgetState, statePath, tidyStates } from "./cellState.js";
import { forgetFailure, keepFailure } from "./failedCells.js";
import { loadLists, ownMeasures } from "./loadLists.js";
import { isSameProgram, provenanceOf } from "./program.js";
import { readFilesIn } from "./readFilesIn.js";
import { cellsOfShard, type Shard } from "./shard.js";
import { cellsFolder, openSweepFolder, requireExtension, type SweepFile, sweepFile } from "./sweepFolder.js";
import { hasAll, type OtherCells, type SweepPlan, sweepPlan } from "./sweepPlan.js";
import { type SweepOutcome, type SweepProgress, type SweepTally, sweepTally } from "./sweepTally.js";
import { removeDeadFiles } from "./temporaryFile.js";
import { withStored } from "./withStored.js";

export interface RunSweepOptions {
  /** As a user wrote it. */
  readonly spec: unknown;
  /** Where the results go; a sweep that was begun there is taken up again. */
  readonly folder: string;
  /** Paths of modules that add to the lists; none if not given. */
  readonly modules?: readonly string[] | undefined;
  /** The folder from which the files of the spec are named; the current one if not given. */
  readonly filesFolder?: string | undefined;
  /**
   * What a cell is made to, in place of our training: a function, in this thread, one cell after another; or the URL of a module
   * whose default export is such a function, in every process of the pool.
   */
  readonly compute?: ComputeCell | URL | undefined;
  /** What the names in the spec stand for, where `compute` is a function; our lists with those of `modules` if not given. */
  readonly lists?: Lists | undefined;
  /** Processes; one a core if not given. The results are the same for any number. */
  readonly workers?: number | undefined;
  /** Which part of the cells is run; all cells if not given. */
  readonly shard?: Shard | undefined;
  /** What to do with cells that another program has made: `"refuse"`, which throws before anything starts, if not given. */
  readonly others?: OtherCells | undefined;
  /** Seconds after which the state of a cell in the middle is kept again; 60 if not given, 0 for every step. */
  readonly secondsPerState?: number | undefined;
  /** Told how far the run is. */
  readonly onProgress?: ((progress: SweepProgress) => void) | undefined;
  /** Aborting ends the run with the signal's reason; finished cells stay, and the states of those in the middle. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a sweep, or a shard of it, on a pool of processes: one file a cell, named after what makes it this cell, written
 * as soon as it is done. Cells that are there with all that is asked for are not computed again; what else is stored of a cell that is
 * stays in its file. A cell that takes minutes keeps its state beside the results, and goes on from there. A cell that fails
 * does not stop the rest; one whose worker is killed is given to another worker, once. Several runs on one folder
 * share it: each looks before a cell, and takes those last that another is at work on.
 *
 * @param options spec, folder, and how it is computed
 * @throws (rejects with) RangeError if the folder holds another sweep or cells of another program, or if this is not Node, SpecError,
 *   Error of the file system or where no process can be started, or the reason of an aborted signal.
 * @example
 * import { runSweep } from "@lazyrich/runs/files";
 * const spec = {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: [0.1, 1], delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * };
 * (await runSweep({ spec, folder: "sweep", workers: 1 })).computed; // 2
 * (await runSweep({ spec, folder: "sweep", workers: 1 })).found; // 2: a second run takes up the first
 */
export async function runSweep(options: RunSweepOptions): Promise<SweepOutcome> {
  const { folder, shard = { k: 1, n: 1 }, others = "refuse", onProgress, signal } = options;
  const { workers = availableParallelism(), secondsPerState = 60 } = options;
  if (!(Number.isSafeInteger(workers) && workers > 0)) {
    throw new RangeError(`workers is ${workers}; expected a whole number above 0`);
  }
  if (!(secondsPerState >= 0)) throw new RangeError(`secondsPerState is ${secondsPerState}; expected at least 0`);
  signal?.throwIfAborted();
  const sweep = await sweepOf(options);
  const { provenance, file } = sweep;
  requireExtension(folder, file);
  const cells = cellsOfShard(sweep.cells, shard);
  const plan = sweepPlan(sweep.identityOf, cells, { folder: cellsFolder(folder), provenance, others });
  refuseOthers(folder, plan, others);
  if (plan.missing.length === 0) {
    openSweepFolder(folder, file);
    return sweepTally(cells, plan, onProgress).outcome();
  }
  const computer = computerOf(options, sweep, Math.min(workers, plan.missing.length));
  try {
    const runnable = computer.requireRunnable(firstCells(plan.missing));
    await Promise.race([runnable, computer.broken, abortOf(signal)]);
    signal?.throwIfAborted();
    const tally = sweepTally(cells, plan, onProgress);
    openSweepFolder(folder, file);
    await computeCells(plan.missing, computer, { folder, sweep, secondsPerState, tally, signal });
    signal?.throwIfAborted();
    return tally.outcome();
  } finally {
    await computer.end();
  }
}

/** What a run needs to know of its spec before anything is written. */
interface Sweep {
  readonly lists: Lists;
  readonly provenance: Provenance;
  readonly cells: readonly CellSpec[];
  readonly file: SweepFile;
  readonly identityOf: CellIdentity;
  nameOf(cell: CellSpec): string;
}

async function sweepOf(
  options: Pick<RunSweepOptions, "spec" | "modules" | "compute" | "lists" | "filesFolder">,
): Promise<Sweep> {
  const { spec: given, modules = [], compute, filesFolder = "." } = options;
  if (options.lists !== undefined && typeof compute !== "function") {
    throw new RangeError("lists is given without a function compute; expected modules, which every process loads");
  }
  if (compute instanceof URL && compute.protocol !== "file:") {
    throw new RangeError(`compute is ${compute.href}; expected the URL of a file`);
  }
  const lists = options.lists ?? (await loadLists(modules.map((path) => resolve(path))));
  const spec = completeSpec(lists, given);
  const cells = cellsOf(lists, spec);
  const identityOf = cellIdentities(lists, filesFolder);
  const nameOf = (cell: CellSpec): string => cellFileName(identityOf(cell));
  return {
    ...{ lists, cells, identityOf, nameOf },
    provenance: provenanceOf(modules, compute),
    file: sweepFile(
      spec,
      cells.map((cell) => ({ name: nameOf(cell), cell })),
    ),
  };
}

function refuseOthers(folder: string, { others, lackingOthers }: SweepPlan, policy: OtherCells): void {
  if (policy === "keep" && lackingOthers > 0) {
    throw new RangeError(
      `${folder} has ${lackingOthers} cells of another program without a measure or a checkpoint that is asked for; expected --recompute, or a spec that does not ask for it`,
    );
  }
  if (others === 0 || policy !== "refuse") return;
  throw new RangeError(
    `${folder} has ${others} cells of another program; expected --recompute to compute them again or --keep to keep them`,
  );
}

function computerOf(options: RunSweepOptions, { lists }: Sweep, size: number): CellComputer {
  const { compute, modules = [], filesFolder = ".", signal } = options;
  if (typeof compute === "function") {
    return computerInThread(compute, (cells) => requireFirst(lists, cells, filesFolder), signal);
  }
  return cellPool(size, {
    modules: modules.map((path) => resolve(path)),
    filesFolder: resolve(filesFolder),
    compute: compute?.href,
  });
}

/** Refuses cells that cannot be run, in this thread. */
function requireFirst(lists: Lists, cells: readonly CellSpec[], filesFolder: string): void {
  requireRunnable(lists, cells, problemMaker(lists, readFilesIn(filesFolder)), ownMeasures(lists));
}

interface Computation {
  readonly folder: string;
  readonly sweep: Sweep;
  readonly secondsPerState: number;
  readonly tally: SweepTally;
  readonly signal: AbortSignal | undefined;
}

/** Computes cells into their files, as many at a time as the computer can. */
async function computeCells(
  missing: readonly CellSpec[],
  computer: CellComputer,
  { folder, sweep, secondsPerState, tally, signal }: Computation,
): Promise<void> {
  const { lists, provenance, nameOf } = sweep;
  const place = cellsFolder(folder);
  for (const each of [place, folder]) removeDeadFiles(each);
  const queue = cellQueue(missing, { folder: place, nameOf });
  let hasEnded = false;

  const computeOne = async (asked: CellSpec): Promise<void> => {
    if (!existsSync(place)) throw new Error(`${place} has gone while the sweep ran; expected it to stay`);
    const name = nameOf(asked);
    const stored = storedBy(provenance, place, name);
    if (stored !== undefined && hasAll(stored, asked)) {
      tally.foundMeanwhile();
      return;
    }
    const claim = claimCellFile(place, name);
    try {
      const cell = withStored(lists, asked, stored);
      const identity = sweep.identityOf(cell);
      const state = statePath(folder, name);
      const answer = await computer.compute(
        {
          ...{ cell, secondsPerState, statePath: state },
          owner: { identity, checkpoints: checkpointsOf(cell.dynamics), provenance },
        },
        (fraction) => tally.moved(asked, fraction),
      );
      if (answer === undefined) return;
      if (answer.stateProblem !== undefined) tally.unusable(`the state ${state} ${answer.stateProblem}`);
      if ("failure" in answer) {
        keepFailure(folder, name, { message: answer.failure, columns: columnsOfCell(lists, cell) });
        tally.failed(asked, answer.failure);
        return;
      }
      // what the file system refuses, it will refuse for the other cells as well: that ends the run
      claim.write(storedCell(lists, cell, answer.run, { identity, provenance, before: stored }));
      forgetFailure(folder, name);
      forgetState(state);
      tally.computed(asked, answer.run);
    } finally {
      claim.release();
    }
  };
  const computeSome = async (): Promise<void> => {
    for (let cell = queue.next(); cell !== undefined && !hasEnded; cell = queue.next()) await computeOne(cell);
  };

  const loops = Array.from({ length: computer.size }, computeSome);
  try {
    await Promise.race([Promise.all(loops), computer.broken, abortOf(signal)]);
  } finally {
    // after an error the other cells are given up, and no more are begun
    hasEnded = true;
    await computer.end();
    await Promise.allSettled(loops);
    tidyStates(folder);
  }
}

/** What this program has stored of a cell. */
function storedBy(provenance: Provenance, place: string, name: string): StoredCell | undefined {
  const content = readCellFile(place, name);
  if (content === undefined || "problem" in content) return undefined;
  return isSameProgram(content.cell.provenance, provenance) ? content.cell : undefined;
}

/** Resolves when the signal is aborted. */
function abortOf(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}

/**
 * Opens the folder of a sweep and writes its spec there, as `runSweep` does before it begins: for runs that other machines begin.
 *
 * @param options spec, folder and modules
 * @throws (rejects with) what `runSweep` throws before anything starts.
 * @example
 * import { prepareSweep, readSweep } from "@lazyrich/runs/files";
 * const spec = {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: [0.1, 1], delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * };
 * await prepareSweep({ spec, folder: "prepared" });
 * readSweep("prepared").missing.length; // 2
 */
export async function prepareSweep(
  options: Pick<RunSweepOptions, "spec" | "folder" | "modules" | "filesFolder">,
): Promise<void> {
  const { lists, cells, file } = await sweepOf(options);
  requireExtension(options.folder, file);
  requireFirst(lists, firstCells(cells), options.filesFolder ?? ".");
  openSweepFolder(options.folder, file);
}
