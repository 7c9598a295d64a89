import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSweepSpec, type SweepSpec } from "./sweepSpec.js";

const SPEC = "sweep.json";
const CELLS = "cells";

/**
 * Opens the folder of a sweep for its results, made if it does not exist. The first to open it writes the spec there.
 *
 * @returns the folder of the cells.
 * @throws RangeError that names the field if the folder holds another sweep; Error of the file system.
 */
export function openSweepFolder(folder: string, spec: SweepSpec): string {
  const cells = join(folder, CELLS);
  mkdirSync(cells, { recursive: true });
  const place = join(folder, SPEC);
  // a link appears with all its content and fails where the name is taken, so two processes agree on one spec
  const temporary = join(folder, `.${SPEC}.${randomBytes(6).toString("hex")}.tmp`);
  writeFileSync(temporary, `${JSON.stringify(spec, undefined, 2)}\n`, { flag: "wx" });
  try {
    linkSync(temporary, place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    requireSame(folder, readSweepSpec(folder), spec);
  } finally {
    rmSync(temporary, { force: true });
  }
  return cells;
}

/**
 * The spec of the sweep in a folder.
 *
 * @throws RangeError if there is none.
 */
export function readSweepSpec(folder: string): SweepSpec {
  let text: string;
  try {
    text = readFileSync(join(folder, SPEC), "utf8");
  } catch {
    throw new RangeError(`${folder} holds no sweep; expected a folder with ${SPEC}`);
  }
  try {
    return parseSweepSpec(JSON.parse(text));
  } catch (error) {
    throw new RangeError(`${join(folder, SPEC)} is damaged: ${(error as Error).message}`);
  }
}

/** The folder of the cells in a sweep's folder. */
export const cellsFolder = (folder: string): string => join(folder, CELLS);

function requireSame(folder: string, there: SweepSpec, spec: SweepSpec): void {
  for (const field of Object.keys(spec) as (keyof SweepSpec)[]) {
    const [old, wanted] = [there[field], spec[field]].map((value) => JSON.stringify(value));
    if (old !== wanted) {
      throw new RangeError(
        `${folder} holds another sweep: its ${field} is ${old}, not ${wanted}; expected the same spec or another folder`,
      );
    }
  }
}
