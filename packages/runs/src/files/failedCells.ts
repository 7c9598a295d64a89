import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonText, parseJsonText, type Row } from "@lazyrich/tables";
import { makeFolder } from "@lazyrich/tables/files";
import { temporaryPath } from "./temporaryFile.js";

/** A cell that has no result, and why. */
export interface FailedCell {
  /** Why. */
  readonly message: string;
  /** The fields of its spec, as in the rows of results. */
  readonly columns: Row;
}

const folderOf = (folder: string): string => join(folder, "failed");

/** Keeps why a cell failed beside the results of the sweep in a folder, until it is computed. */
export function keepFailure(folder: string, name: string, failure: FailedCell): void {
  makeFolder(folderOf(folder));
  const place = join(folderOf(folder), name);
  const temporary = temporaryPath(place);
  try {
    writeFileSync(temporary, jsonText(failure), { flag: "wx" });
    renameSync(temporary, place);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Forgets that a cell has failed, since it has been computed. */
export const forgetFailure = (folder: string, name: string): void =>
  rmSync(join(folderOf(folder), name), { force: true });

/** The cells that have failed in the runs of a folder, by the names of their files. */
export function failedCells(folder: string): ReadonlyMap<string, FailedCell> {
  const failed = new Map<string, FailedCell>();
  for (const name of namesIn(folderOf(folder))) {
    try {
      failed.set(name, parseJsonText(readFileSync(join(folderOf(folder), name), "utf8"), name) as FailedCell);
    } catch {
      failed.set(name, { message: "for a reason that cannot be read", columns: {} });
    }
  }
  return failed;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}
