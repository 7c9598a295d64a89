import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Ends processes as soon as this one has ended in any way, also in the middle of a long computation of theirs. */
export interface WorkerWatch {
  /** Watches over processes by their numbers; those that it knows already are the same ones. */
  over(processes: readonly number[]): void;
  end(): Promise<void>;
}

/** A watch in a process of its own, whose standard input ends with this one. */
export function workerWatch(): WorkerWatch {
  const known = new Set<number>();
  const watch = spawn(process.execPath, [fileURLToPath(new URL("./workerWatcher.js", import.meta.url))], {
    stdio: ["pipe", "ignore", "ignore"],
    // a terminal sends Ctrl-C to every process of its own, and the workers then live on to keep their state
    ...{ detached: true, windowsHide: true },
  });
  watch.unref();
  const hasEnded = new Promise<void>((resolve) => {
    watch.once("exit", resolve);
    // where it cannot begin, workers end once they have no computation to be in
    watch.once("error", () => resolve());
  });
  watch.stdin.on("error", () => {});
  return {
    over(processes) {
      for (const each of processes) {
        if (known.has(each)) continue;
        known.add(each);
        watch.stdin.write(`${each}\n`);
      }
    },
    async end() {
      watch.ref();
      watch.kill("SIGKILL");
      await hasEnded;
    },
  };
}
