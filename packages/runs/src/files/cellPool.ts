import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import type { CellAnswer, CellComputer } from "./cellComputer.js";
import type { WorkerSettings, WorkerTask } from "./cellWorker.js";

/**
 * Computes cells on a pool of processes, not threads: one that is killed or runs out of memory takes no other with it. It
 * is replaced, and its cell given to another, once.
 */
export function cellPool(size: number, settings: WorkerSettings): CellComputer {
  const filename = fileURLToPath(new URL("./cellWorker.js", import.meta.url));
  const pool = new Tinypool({
    ...{ filename, runtime: "child_process", serialization: "advanced" },
    ...{ minThreads: size, maxThreads: size },
    env: process.env as Record<string, string>, // NODE_OPTIONS among it: by them Yarn finds what lies in archives
  });
  let hasEnded = false;
  return {
    size,
    broken: new Promise<never>((_, reject) => {
      // of a worker that dies between cells or as it starts; most are replaced
      pool.on("error", ({ message }: Error) => {
        if (pool.threads.length === 0) reject(new Error(`no worker process could be started: ${message}`));
      });
    }),
    async compute(task) {
      const given: WorkerTask = { ...task, ...settings };
      for (let attempt = 0; attempt < 2; attempt++) {
        try {
          return (await pool.run(given)) as CellAnswer;
        } catch {
          if (hasEnded) return undefined;
        }
      }
      return { failure: "two worker processes died on it, killed or out of memory" };
    },
    async end() {
      hasEnded = true;
      await pool.destroy();
    },
  };
}
