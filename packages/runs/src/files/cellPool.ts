import module from "node:module";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import type { CellAnswer, CellComputer } from "./cellComputer.js";
import type { Refusal, RunnableTask, WorkerSettings, WorkerTask } from "./cellWork.js";

/**
 * That of this process, with NODE_OPTIONS, by which Yarn finds what lies in archives; its number, whose end is that of the workers; and
 * the compiled code that it keeps.
 */
function environment(): Record<string, string> {
  const own = { ...(process.env as Record<string, string>), LAZYRICH_PARENT: String(process.pid) };
  const compiled = module.getCompileCacheDir?.();
  return compiled === undefined ? own : { ...own, NODE_COMPILE_CACHE: compiled };
}

const OF_DEATH = "two worker processes died on it: killed, out of memory or ended by process.exit";

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
    env: environment(),
  });
  let hasEnded = false;
  let ended: Promise<void> = Promise.resolve();
  const twice = async <T>(run: () => Promise<T>): Promise<T | "died" | "ended"> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        return await run();
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
      // what a process sends beside the pool's own messages is how far it is
      const channel = { postMessage: onProgress };
      const answer = await twice(() => pool.run(given, { channel }) as Promise<CellAnswer>);
      if (answer === "ended") return undefined;
      return answer === "died" ? { failure: OF_DEATH } : answer;
    },
    async end() {
      if (!hasEnded) {
        hasEnded = true;
        // the pool lets go of idle workers: without a hold on them this process would end before one that takes long to end
        for (const worker of pool.threads) worker.ref?.();
        ended = pool.destroy();
      }
      await ended;
    },
  };
}
