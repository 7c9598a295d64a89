import { Worker } from "node:worker_threads";
import { shownValue } from "@lazyrich/specs";
import { problemMaker } from "../run/problemMaker.js";
import { runCell } from "../run/runCell.js";
import { answerOf, type CellAnswer, type CellTask, type ComputeCell } from "./cellComputer.js";
import { loadLists } from "./loadLists.js";
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

// a terminal sends Ctrl-C to the workers too: what it means is for their parent to say
process.on("SIGINT", () => {});
new Worker(new URL("./parentWatch.js", import.meta.url), { workerData: { parent: process.ppid } }).unref();

const stopping = new AbortController();
let isBusy = false;
/** As a shell says it of a process ended by SIGTERM. */
const TERMINATED = 143;
// how the pool ends a worker: a run in the middle keeps its state first
process.on("SIGTERM", () => {
  stopping.abort();
  if (!isBusy) process.exit(TERMINATED);
});

let computer: Promise<ComputeCell> | undefined;

/**
 * Computes a cell, in a process of the pool. A process is given one cell at a time, and the pool one sweep. It never
 * rejects, so that a rejection tells of a process that died.
 */
export default async function cellWorker({ modules, filesFolder, compute, ...task }: WorkerTask): Promise<CellAnswer> {
  isBusy = true;
  computer ??= compute === undefined ? training(modules, filesFolder) : computerOf(compute);
  const answer = await answerOf(task, async (...given) => (await computer!)(...given), stopping.signal);
  if (stopping.signal.aborted) process.exit(TERMINATED);
  isBusy = false;
  return answer;
}

async function training(modules: readonly string[], filesFolder: string): Promise<ComputeCell> {
  const lists = await loadLists(modules);
  const problemOf = problemMaker(lists, readFilesIn(filesFolder));
  return (cell, options) => runCell(lists, cell, problemOf(cell), options);
}

async function computerOf(url: string): Promise<ComputeCell> {
  const { default: compute } = (await import(url)) as { readonly default?: unknown };
  if (typeof compute === "function") return compute as ComputeCell;
  throw new TypeError(`${url} has ${shownValue(compute)} as its default export; expected a function of a cell`);
}
