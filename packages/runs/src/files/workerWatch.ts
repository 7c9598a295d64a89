import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Ends processes as soon as this one has ended in any way, also in the middle of a long computation of theirs. */
export interface WorkerWatch {
  /** Watches over processes by their numbers, and over no others: the number of one that has ended may be given to a stranger. */
  over(processes: readonly number[]): void;
  end(): Promise<void>;
}

/** A watch in a process of its own, whose standard input ends with this one. One that dies is replaced. */
export function workerWatch(): WorkerWatch {
  let line = "";
  let hasEnded = false;
  let watch: Watching = watching(line, () => replace());
  const replace = (): void => {
    if (!hasEnded) watch = watching(line, () => replace());
  };
  return {
    over(processes) {
      const current = `${processes.join(" ")}\n`;
      if (current === line) return;
      line = current;
      watch.tell(line);
    },
    async end() {
      hasEnded = true;
      await watch.end();
    },
  };
}

interface Watching {
  tell(line: string): void;
  end(): Promise<void>;
}

/** A watch that knows from its first moment on what it watches over, since this process may end at any. */
function watching(line: string, onDeath: () => void): Watching {
  const program = fileURLToPath(new URL("./workerWatcher.js", import.meta.url));
  const watch: ChildProcess = spawn(process.execPath, [program, ...line.trim().split(" ")], {
    stdio: ["pipe", "ignore", "ignore"],
    // a terminal sends Ctrl-C to every process of its own, and the workers then live on to keep their state
    ...{ detached: true, windowsHide: true },
  });
  watch.unref();
  const hasEnded = new Promise<void>((resolve) => {
    watch.once("exit", (_, signal) => {
      resolve();
      // one that ends by itself would do so again
      if (signal !== null) onDeath();
    });
    // where it cannot begin, workers end once they have no computation to be in
    watch.once("error", () => resolve());
  });
  watch.stdin?.on("error", () => {});
  return {
    tell(line) {
      watch.stdin?.write(line);
    },
    async end() {
      watch.ref();
      watch.kill("SIGKILL");
      await hasEnded;
    },
  };
}
