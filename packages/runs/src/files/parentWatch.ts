import { workerData } from "node:worker_threads";

// In a thread of a worker process, so that it also looks while the process is in a long computation: what nobody waits
// for any more ends within a second of its parent.
const { parent } = workerData as { readonly parent: number };
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, 100);
