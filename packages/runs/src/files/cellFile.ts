import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { jsonText, parseJsonText, type Row } from "@lazyrich/tables";
import type { Checkpoints } from "../dynamics.js";
import type { Lists } from "../lists.js";
import type { Provenance } from "../result/provenance.js";
import type { CellRun } from "../run/runCell.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import { columnsOfCell } from "../spec/columns.js";
import type { CellSpec } from "../spec/runSpec.js";
import { temporaryPath } from "./temporaryFile.js";

/** What is stored of a cell: all that its spec and the program decide, so nothing of time or machine. */
export interface StoredCell {
  /** What makes it this cell, as `cellIdentities` gives it. */
  readonly identity: string;
  /** The columns of its rows that its spec decides, so that reading needs no part of the spec. */
  readonly columns: Row;
  readonly provenance: Provenance;
  /** One a unit of checkpoints. */
  readonly runs: readonly StoredRun[];
}

/** What was asked of a cell, and what came of it. */
export interface StoredRun {
  readonly checkpoints: Checkpoints;
  readonly measures: readonly string[];
  readonly run: CellRun;
}

/** The name of a cell's file: its identity decides it. */
export function cellFileName(identity: string): string {
  return `${createHash("sha256").update(identity).digest("hex").slice(0, 20)}.json`;
}

/** What is stored of a cell that has been run, the run of another unit of checkpoints that was stored before among it. */
export function storedCell(
  lists: Lists,
  cell: CellSpec,
  run: CellRun,
  {
    identity,
    provenance,
    before,
  }: { readonly identity: string; readonly provenance: Provenance; readonly before: StoredCell | undefined },
): StoredCell {
  const { observed, layerNames, stopReason, end, endLoss, evaluations } = run;
  const checkpoints = checkpointsOf(cell.dynamics);
  const others = before?.runs.filter((each) => each.checkpoints.unit !== checkpoints.unit) ?? [];
  return {
    identity,
    columns: columnsOfCell(lists, cell),
    provenance,
    runs: [
      ...others,
      { checkpoints, measures: cell.measures, run: { observed, layerNames, stopReason, end, endLoss, evaluations } },
    ],
  };
}

/** What a cell's file holds: the cell and the SHA-256 of its JSON. */
export function cellText(cell: StoredCell): string {
  const text = jsonText(cell);
  return `{"sha256":"${checksum(text)}","cell":${text}}\n`;
}

const checksum = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A cell's file while it is computed: other runs see it and take other cells. */
export interface ClaimedFile {
  /** Puts the cell in its place, whole, also when killed in the middle or when the machine stops. */
  write(cell: StoredCell): void;
  /** Takes the claim back. */
  release(): void;
}

/**
 * Claims the place of a cell by an empty temporary file beside it.
 *
 * @throws Error of the file system, which names the file.
 */
export function claimCellFile(folder: string, name: string): ClaimedFile {
  const place = join(folder, name);
  const temporary = temporaryPath(place);
  writeFileSync(temporary, "", { flag: "wx" });
  const release = (): void => rmSync(temporary, { force: true });
  return {
    release,
    write(cell) {
      try {
        const file = openSync(temporary, "r+");
        try {
          writeFileSync(file, cellText(cell));
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
        renameSync(temporary, place);
      } catch (error) {
        release();
        throw withPath(error, place);
      }
      syncFolder(dirname(place));
    },
  };
}

/** An error of a descriptor does not say whose it is. */
function withPath(error: unknown, path: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || message.includes(path)) return error;
  return Object.assign(new Error(`${message} '${path}'`), { code, path });
}

/** What is in the place of a cell: the cell, nothing, or why it cannot be read. */
export type CellContent = { readonly cell: StoredCell } | { readonly problem: string } | undefined;

/** Reads a cell's file by its name. A folder in its place, a file that is not whole, was changed or belongs to another cell is a problem. */
export function readCellFile(folder: string, name: string): CellContent {
  const path = join(folder, name);
  let text: string;
  try {
    if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? true)) return { problem: "is not a regular file" };
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : { problem: `cannot be read (${code})` };
  }
  const [, sum, body] = /^\{"sha256":"([0-9a-f]{64})","cell":(.*)\}\n$/s.exec(text) ?? [];
  if (sum === undefined || body === undefined || checksum(body) !== sum) return { problem: "is damaged" };
  const cell = parseJsonText(body, name) as StoredCell;
  return cellFileName(cell.identity) === name ? { cell } : { problem: "belongs to another cell" };
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
