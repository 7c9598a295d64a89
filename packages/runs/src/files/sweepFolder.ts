import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonText, parseJsonText } from "@lazyrich/tables";
import { makeFolder } from "@lazyrich/tables/files";
import type { Checkpoints } from "../dynamics.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import type { CellSpec, RunSpec } from "../spec/runSpec.js";
import { temporaryPath } from "./temporaryFile.js";

/** What `sweep.json` holds: enough to read the results without any part that the spec names. */
export interface SweepFile {
  /** The completed spec. */
  readonly spec: RunSpec;
  /** The names of the files of its cells, in the order of the rows. */
  readonly cells: readonly string[];
  /** The different checkpoints that cells are asked for: one, unless dynamics are a union. */
  readonly checkpoints: readonly Checkpoints[];
  /** For each cell, which of them; none where they are one. */
  readonly checkpointsOf?: readonly number[];
}

/** The sweep of a completed spec. */
export function sweepFile(
  spec: RunSpec,
  cells: readonly { readonly name: string; readonly cell: CellSpec }[],
): SweepFile {
  const places = new Map<string, number>();
  const which = cells.map(({ cell }) => {
    const text = JSON.stringify(checkpointsOf(cell.dynamics));
    if (!places.has(text)) places.set(text, places.size);
    return places.get(text)!;
  });
  const checkpoints = [...places.keys()].map((text) => JSON.parse(text) as Checkpoints);
  const names = cells.map(({ name }) => name);
  return { spec, cells: names, checkpoints, ...(checkpoints.length > 1 ? { checkpointsOf: which } : {}) };
}

/** The checkpoints that a cell of a sweep is asked for. */
export const askedCheckpoints = ({ checkpoints, checkpointsOf: which }: SweepFile, index: number): Checkpoints =>
  checkpoints[which?.[index] ?? 0]!;

const SWEEP = "sweep.json";

/** The folder of the cells in a sweep's folder. */
export const cellsFolder = (folder: string): string => join(folder, "cells");

/**
 * The sweep of a folder.
 *
 * @returns undefined if there is none.
 * @throws RangeError if it cannot be read.
 */
export function readSweepFile(folder: string): SweepFile | undefined {
  const path = join(folder, SWEEP);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new RangeError(`${path} cannot be read (${code})`);
  }
  try {
    const sweep = parseJsonText(text, path) as SweepFile;
    const { spec, cells, checkpoints } = sweep;
    if (typeof spec === "object" && Array.isArray(checkpoints) && cells.every(isCellName)) return sweep;
  } catch {
    // said below
  }
  throw new RangeError(`${path} is damaged; expected a sweep of this version`);
}

const isCellName = (name: unknown): boolean => typeof name === "string" && /^[0-9a-f]{20}\.json$/.test(name);

/**
 * Refuses a sweep whose cells are not those of the folder's sweep and more.
 *
 * @throws RangeError that says how they differ.
 */
export function requireExtension(folder: string, { spec, cells }: SweepFile): void {
  const there = readSweepFile(folder);
  if (there === undefined) return;
  const wanted = new Set(cells);
  const lost = there.cells.filter((name) => !wanted.has(name)).length;
  if (lost === 0) return;
  const fields = (Object.keys(spec) as (keyof RunSpec)[]).filter(
    (name) => JSON.stringify(there.spec[name]) !== JSON.stringify(spec[name]),
  );
  throw new RangeError(
    `${folder} holds another sweep: ${lost} of its ${there.cells.length} cells are not in the spec, ${fields.length > 0 ? `which differs in ${fields.join(", ")}` : "whose files have changed"}; ` +
      "expected a spec that contains them, or another folder",
  );
}

/** Makes the folder of a sweep and writes the sweep there, whole or not at all. @returns the folder of the cells. */
export function openSweepFolder(folder: string, sweep: SweepFile): string {
  const cells = cellsFolder(folder);
  makeFolder(cells);
  const place = join(folder, SWEEP);
  const text = `${jsonText(sweep)}\n`;
  if (isThere(place, text)) return cells;
  const temporary = temporaryPath(place);
  try {
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, place);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return cells;
}

function isThere(place: string, text: string): boolean {
  try {
    return readFileSync(place, "utf8") === text;
  } catch {
    return false;
  }
}
