import { readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/** This machine in the names of files. */
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, "-");
let count = 0;

/** A name beside a file's place that says which process of which host is at work on it. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${HOST}~${process.pid}~${count++}.tmp`);
}

const NAME = /^\.(.+)\.([A-Za-z0-9-]*)~(\d+)~\d+\.tmp$/;
const HOUR = 3_600_000;

/** The names of files that other living processes are at work on; one of another host lives for an hour after it was begun. */
export function filesBeingWritten(folder: string): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(folder)) {
    const [, name, host, pid] = NAME.exec(file) ?? [];
    if (name === undefined || (host === HOST && Number(pid) === process.pid)) continue;
    if (isAlive(join(folder, file), host!, Number(pid))) names.add(name);
  }
  return names;
}

/** Removes the temporary files that dead processes have left: of this host at once, of others after an hour. */
export function removeDeadFiles(folder: string): void {
  for (const file of readdirSync(folder)) {
    const [, name, host, pid] = NAME.exec(file) ?? [];
    if (name === undefined || isAlive(join(folder, file), host!, Number(pid))) continue;
    rmSync(join(folder, file), { force: true });
  }
}

function isAlive(path: string, host: string, pid: number): boolean {
  if (host === HOST) return pid === process.pid || processLives(pid);
  const begun = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - begun <= HOUR;
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // another user's process may not be signalled, but it is there
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
