import { existsSync, mkdirSync, rmdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and the missing ones above it. Under /proc, where a recursive `mkdir` of Node never returns, it fails.
 *
 * @param folder its path
 * @returns those it made, innermost first.
 * @throws Error of the file system, with none of them left behind.
 * @example
 * import { makeFolder } from "@lazyrich/tables/files";
 * makeFolder("results/run-1").length; // 2: both are new
 */
export function makeFolder(folder: string): string[] {
  const made: string[] = [];
  const missing: string[] = [];
  if (isFile(folder)) throw Object.assign(new Error(`${folder} is a file`), { code: "ENOTDIR" });
  // not mkdir's own recursion, which never returns under /proc
  for (let each = resolve(folder); !existsSync(each); each = dirname(each)) missing.push(each);
  try {
    for (const each of missing.reverse()) if (makeOne(each)) made.unshift(each);
  } catch (error) {
    for (const each of made) removeIfEmpty(each);
    throw error;
  }
  return made;
}

/** Whether this call made the folder; another process may have made it meanwhile. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && !isFile(folder)) return false;
    throw error;
  }
}

/** Whether something is there that is no folder. */
export function isFile(path: string): boolean {
  return existsSync(path) && !statSync(path).isDirectory();
}

/** Removes a folder where nothing is in it. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // another program put a file there meanwhile
  }
}
