import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { CellResult } from "./cellComputer.js";

/** Where the result of a cell stands in the folder of a sweep. */
export function cellFileName(index: number): string {
  return `${String(index).padStart(7, "0")}.json`;
}

/**
 * Writes the result of a cell so that its file is either absent or whole, also when killed in the middle or when the
 * machine stops: to a temporary file that is flushed to the disk, then renamed.
 *
 * @param folder of the cells.
 * @throws Error of the file system.
 */
export function writeCellFile(folder: string, result: CellResult): void {
  const name = cellFileName(result.index);
  const temporary = join(folder, `.${name}.${randomBytes(6).toString("hex")}.tmp`);
  const file = openSync(temporary, "wx");
  try {
    writeFileSync(file, cellText(result));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, join(folder, name));
  syncFolder(folder);
}

/** What a cell's file holds: the result and the SHA-256 of its JSON. */
export function cellText(result: CellResult): string {
  return `{"sha256":"${checksum(result)}","result":${JSON.stringify(result)}}\n`;
}

/**
 * The result in a cell's file.
 *
 * @returns undefined if there is no such file; `"damaged"` if it is not whole, was changed, or belongs to another cell.
 */
export function readCellFile(folder: string, index: number): CellResult | "damaged" | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, cellFileName(index)), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { sha256, result } = JSON.parse(text) as { sha256: string; result: CellResult };
    return sha256 === checksum(result) && result.index === index ? result : "damaged";
  } catch {
    return "damaged";
  }
}

/** Of the JSON, which JavaScript writes the same way after reading it. */
const checksum = (result: CellResult): string => createHash("sha256").update(JSON.stringify(result)).digest("hex");

const STALE_MILLISECONDS = 3_600_000;

/** Removes the temporary files that killed runs have left; one that was just begun may be another process's. */
export function removeStaleFiles(folder: string): void {
  for (const file of readdirSync(folder)) {
    if (!(file.startsWith(".") && file.endsWith(".tmp"))) continue;
    const path = join(folder, file);
    const begun = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - begun > STALE_MILLISECONDS) rmSync(path, { force: true });
  }
}

/** Makes the renaming itself last, where the system can. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // a system that cannot open a folder orders its renames itself
  }
}
