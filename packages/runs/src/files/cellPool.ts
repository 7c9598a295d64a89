import module from "node:module";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import type { CellAnswer, CellComputer } from "./cellComputer.js";
import type { Refusal, RunnableTask, WorkerSettings, WorkerTask } from "./cellWork.js";
import { isBundleOfProgram, workerBundle } from "./workerBundle.js";
import { workerWatch } from "./workerWatch.js";

/**
 * That of this process, with NODE_OPTIONS, by which Yarn finds what lies in archives; what workers load; and the compiled code that it
 * keeps.
 */
function environment(work: URL): Record<string, string> {
  const own = { ...(process.env as Record<string, string>), LAZYRICH_WORK: work.href };
  const compiled = module.getCompileCacheDir?.();
  return compiled === undefined ? own : { ...own, NODE_COMPILE_CACHE: compiled };
}

/** What workers load: one file where it is there, but the modules themselves where a module of the user's imports them too. */
function workOf({ modules, compute }: WorkerSettings): URL {
  const hasOwn = modules.length > 0 || compute !== undefined;
  return !hasOwn && isBundleOfProgram() ? workerBundle.code : new URL("./cellWork.js", import.meta.url);
}

const SILENT = "killed, out of memory or ended by process.exit";

/** Deno and Bun run everything else of ours, but not the processes of the pool. */
function requireNode(): void {
  const { deno, bun } = process.versions;
  if (deno === undefined && bun === undefined) return;
  const runtime = deno === undefined ? `Bun ${bun}` : `Deno ${deno}`;
  throw new RangeError(`a sweep on all cores was begun in ${runtime}; expected Node, or \`compute\` in this thread`);
}

/**
 * Computes cells on a pool of processes, not threads: one that is killed or runs out of memory takes no other with it. It
 * is replaced, and its cell given to another, once.
 */
export function cellPool(size: number, settings: WorkerSettings): CellComputer {
  requireNode();
  const filename = fileURLToPath(new URL("./cellWorker.js", import.meta.url));
  const pool = new Tinypool({
    ...{ filename, runtime: "child_process", serialization: "advanced" },
    ...{ minThreads: size, maxThreads: size },
    env: environment(workOf(settings)),
  });
  const watch = workerWatch();
  const watchWorkers = (): void => watch.over(pool.threads.map(({ threadId }) => threadId));
  watchWorkers();
  let hasEnded = false;
  let ended: Promise<void> = Promise.resolve();
  const twice = async <T>(run: () => Promise<T>): Promise<T | "died" | "ended"> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        const answer = run();
        // one that has died is replaced by another
        watchWorkers();
        return await answer;
      } catch {
        if (hasEnded) return "ended";
      }
    }
    return "died";
  };
  return {
    size,
    broken: new Promise<never>((_, reject) => {
      // of a worker that dies between cells or as it starts; most are replaced
      pool.on("error", ({ message }: Error) => {
        if (pool.threads.length === 0) reject(new Error(`no worker process could be started: ${message}`));
      });
    }),
    async requireRunnable(cells) {
      const given: RunnableTask = { cells, ...settings };
      const answer = await twice(() => pool.run(given, { name: "refusalOf" }) as Promise<Refusal | undefined>);
      // a process that dies says nothing of the other cells: those that kill theirs will fail, each by its name
      if (answer === undefined || answer === "ended" || answer === "died") return;
      throw new (answer.isRefusal ? RangeError : Error)(answer.message);
    },
    async compute(task, onProgress) {
      const given: WorkerTask = { ...task, ...settings };
      let lastWords = SILENT;
      const channel = {
        // a module of the user's may send messages too
        postMessage(message: Partial<Record<string, unknown>> | null): void {
          if (typeof message?.progress === "number") onProgress(message.progress);
          if (typeof message?.lastWords === "string") lastWords = message.lastWords;
        },
      };
      const answer = await twice(() => pool.run(given, { channel }) as Promise<CellAnswer>);
      if (answer === "ended") return undefined;
      return answer === "died" ? { failure: `two worker processes died on it: ${lastWords}` } : answer;
    },
    async end() {
      if (!hasEnded) {
        hasEnded = true;
        // the pool lets go of idle workers: without a hold on them this process would end before one that takes long to end
        for (const worker of pool.threads) worker.ref?.();
        ended = pool.destroy().then(() => watch.end());
      }
      await ended;
    },
  };
}
