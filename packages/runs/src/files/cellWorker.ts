import type { CellAnswer } from "./cellComputer.js";
import type { Refusal, RunnableTask, WorkerMessage, WorkerTask } from "./cellWork.js";
import { reasonOf } from "./ownModule.js";

// What a process of the pool begins with: what it works with takes long to load.

// a terminal sends Ctrl-C to the workers too: what it means is for their parent to say
process.on("SIGINT", () => {});

// what nobody catches in a module of the user's ends the process, as it would any; its last words are why
const saysLastWords = (error: unknown): void => {
  const message: WorkerMessage = { lastWords: reasonOf(error) };
  process.send!(message, undefined, undefined, () => process.exit(1));
};
process.on("uncaughtException", saysLastWords);
process.on("unhandledRejection", saysLastWords);

const work = import(process.env.LAZYRICH_WORK!) as Promise<typeof import("./cellWork.js")>;

export const refusalOf = async (task: RunnableTask): Promise<Refusal | undefined> => (await work).refusalOf(task);

export default async (task: WorkerTask): Promise<CellAnswer> => (await work).cellAnswer(task);
