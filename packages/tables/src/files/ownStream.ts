import { existsSync, readlinkSync, realpathSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const MOST_LINKS = 40;

/** The descriptor that a path stands for: 1 for /dev/stdout, a link to it, /dev/fd/1 or /proc/self/fd/1. */
export function ownStream(path: string): number | undefined {
  let here = resolve(path);
  for (let links = 0; links < MOST_LINKS; links++) {
    const folder = dirname(here);
    if (existsSync(folder)) here = join(realpathSync(folder), basename(here));
    const [, descriptor] = /^(?:\/dev\/fd|\/proc\/(?:self|\d+)\/fd)\/(\d+)$/.exec(here) ?? [];
    if (descriptor !== undefined) return isOfThisProcess(here) ? Number(descriptor) : undefined;
    const target = linkTarget(here);
    if (target === undefined) return undefined;
    here = resolve(dirname(here), target);
  }
  return undefined;
}

const isOfThisProcess = (path: string): boolean =>
  !/^\/proc\/\d/.test(path) || path.startsWith(`/proc/${process.pid}/`);

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Writes all of a content where a stream of this process stands. */
export function writeStream(descriptor: number, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; ) at += writtenOf(descriptor, bytes.subarray(at));
}

/** A pipe that does not block says EAGAIN while its reader is behind. */
function writtenOf(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return 0;
  }
}
