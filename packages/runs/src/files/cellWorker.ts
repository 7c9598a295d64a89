import { Worker } from "node:worker_threads";
import type { CellAnswer } from "./cellComputer.js";
import type { Refusal, RunnableTask, WorkerTask } from "./cellWork.js";

// What a process of the pool begins with: what it works with takes long to load, and its parent may end meanwhile.

// a terminal sends Ctrl-C to the workers too: what it means is for their parent to say
process.on("SIGINT", () => {});
const parent = Number(process.env.LAZYRICH_PARENT);
new Worker(new URL("./parentWatch.js", import.meta.url), { workerData: { parent } }).unref();

const work = import("./cellWork.js");

export const refusalOf = async (task: RunnableTask): Promise<Refusal | undefined> => (await work).refusalOf(task);

export default async (task: WorkerTask): Promise<CellAnswer> => (await work).cellAnswer(task);
