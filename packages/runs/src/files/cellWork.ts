import { fileURLToPath } from "node:url";
import { isRefusal, shownValue } from "@lazyrich/specs";
import type { Lists } from "../lists.js";
import type { Problem } from "../problem.js";
import { problemMaker } from "../run/problemMaker.js";
import { requireRunnable } from "../run/requireRunnable.js";
import { runCell } from "../run/runCell.js";
import type { CellSpec } from "../spec/runSpec.js";
import { answerOf, type CellAnswer, type CellTask, type ComputeCell } from "./cellComputer.js";
import { loadLists, ownMeasures } from "./loadLists.js";
import { ownModule } from "./ownModule.js";
import { readFilesIn } from "./readFilesIn.js";

/** What all cells of a pool share. */
export interface WorkerSettings {
  /** Absolute paths of the user's modules. */
  readonly modules: readonly string[];
  /** The folder from which the spec's files are named. */
  readonly filesFolder: string;
  /** The URL of a module whose default export computes a cell; `runCell` does if not given. */
  readonly compute: string | undefined;
}

export type WorkerTask = CellTask & WorkerSettings;

/** What a process of the pool says, beside its answers, while it computes a cell: how far it is, or of what it dies. */
export type WorkerMessage = { readonly progress: number } | { readonly lastWords: string };

const stopping = new AbortController();
let isBusy = false;
/** As a shell says it of a process ended by SIGTERM. */
const TERMINATED = 143;
// how the pool ends a worker: a run in the middle keeps its state first
process.on("SIGTERM", () => {
  stopping.abort();
  if (!isBusy) process.exit(TERMINATED);
});

/** What the cells of a pool are made from; the problem of the last cell is kept. */
interface Ground {
  readonly lists: Lists;
  problemOf(cell: CellSpec): Problem;
}

let ground: Promise<Ground> | undefined;
let computer: Promise<ComputeCell> | undefined;

function groundOf({ modules, filesFolder }: WorkerSettings): Promise<Ground> {
  const made = async (): Promise<Ground> => {
    const lists = await unheld(() => loadLists(modules));
    return { lists, problemOf: problemMaker(lists, readFilesIn(filesFolder)) };
  };
  ground ??= made();
  return ground;
}

/** What modules load as, while the channel to the parent does not hold this process: one that waits for ever would wait with it. */
async function unheld<T>(load: () => Promise<T>): Promise<T> {
  process.channel?.unref();
  try {
    return await load();
  } finally {
    process.channel?.ref();
  }
}

/** Cells that are to be built before anything is run. */
export interface RunnableTask extends WorkerSettings {
  readonly cells: readonly CellSpec[];
}

/** Why cells cannot be run: what was refused, or what went wrong. */
export interface Refusal {
  readonly message: string;
  readonly isRefusal: boolean;
}

/**
 * Loads the user's modules and builds cells up to their start, in a process of the pool, which keeps the last one's problem for the
 * cells to come. Never rejects.
 */
export async function refusalOf({ cells, ...settings }: RunnableTask): Promise<Refusal | undefined> {
  try {
    const { lists, problemOf } = await groundOf(settings);
    await computerOf(settings);
    requireRunnable(lists, cells, problemOf, ownMeasures(lists));
    return undefined;
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error), isRefusal: isRefusal(error) };
  }
}

/**
 * Computes a cell, in a process of the pool. A process is given one cell at a time, and the pool one sweep. It never
 * rejects, so that a rejection tells of a process that died.
 */
export async function cellAnswer({ modules, filesFolder, compute, ...task }: WorkerTask): Promise<CellAnswer> {
  isBusy = true;
  const settings = { modules, filesFolder, compute };
  const answer = await answerOf(task, async (...given) => (await computerOf(settings))(...given), {
    signal: stopping.signal,
    onProgress: (progress) => process.send?.({ progress } satisfies WorkerMessage),
  });
  if (stopping.signal.aborted) process.exit(TERMINATED);
  isBusy = false;
  return answer;
}

function computerOf(settings: WorkerSettings): Promise<ComputeCell> {
  computer ??= settings.compute === undefined ? training(settings) : ownComputer(fileURLToPath(settings.compute));
  return computer;
}

async function training(settings: WorkerSettings): Promise<ComputeCell> {
  const { lists, problemOf } = await groundOf(settings);
  return (cell, options) => runCell(lists, cell, problemOf(cell), options);
}

async function ownComputer(path: string): Promise<ComputeCell> {
  const { default: compute } = await unheld(() => ownModule(path));
  if (typeof compute === "function") return compute as ComputeCell;
  throw new RangeError(`${path} has ${shownValue(compute)} as its default export; expected a function of a cell`);
}
