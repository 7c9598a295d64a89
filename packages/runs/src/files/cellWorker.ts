import { Worker } from "node:worker_threads";
import type { Lists } from "../lists.js";
import type { Problem } from "../problem.js";
import { problemMaker } from "../run/problemMaker.js";
import { type CellRun, runCell } from "../run/runCell.js";
import type { CellSpec } from "../spec/runSpec.js";
import { loadLists } from "./loadLists.js";
import { readFilesIn } from "./readFilesIn.js";

/** One cell for a worker process. */
export interface CellTask {
  readonly cell: CellSpec;
  /** Absolute paths of the user's modules. */
  readonly modules: readonly string[];
  /** The folder from which the spec's files are named. */
  readonly filesFolder: string;
}

/** What became of a cell: its run, or why it has none. */
export type CellAnswer = { readonly run: CellRun } | { readonly failure: string };

// a terminal sends Ctrl-C to the workers too: what it means is for their parent to say
process.on("SIGINT", () => {});
new Worker(new URL("./parentWatch.js", import.meta.url), { workerData: { parent: process.ppid } }).unref();

let lists: Promise<Lists> | undefined;
let problemOf: ((cell: CellSpec) => Problem) | undefined;

/**
 * Computes a cell, in a process of the pool. A process is given one cell at a time, and the pool one sweep. It never
 * rejects, so that a rejection tells of a process that died.
 */
export default async function cellWorker({ cell, modules, filesFolder }: CellTask): Promise<CellAnswer> {
  try {
    lists ??= loadLists(modules);
    const known = await lists;
    problemOf ??= problemMaker(known, readFilesIn(filesFolder));
    const { observed, layerNames, stopReason, end, evaluations } = await runCell(known, cell, problemOf(cell));
    return { run: { observed, layerNames, stopReason, end, evaluations } };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
