import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type NumericArray, parseSafetensors, safetensors } from "@lazyrich/tables";
import type { Checkpoints, TrainingState } from "../dynamics.js";
import type { Provenance } from "../result/provenance.js";
import { removeDeadFiles, temporaryPath } from "./temporaryFile.js";

/** What a state is of: it goes on as this and as nothing else. */
export interface StateOwner {
  /** Of the cell, as `identityOf` writes it. */
  readonly identity: string;
  readonly checkpoints: Checkpoints;
  readonly provenance: Provenance;
}

const folderOf = (folder: string): string => join(folder, "states");

/** Where the state of a cell that is being computed is kept, beside the results of the sweep in a folder. */
export const statePath = (folder: string, name: string): string =>
  join(folderOf(folder), name.replace(/\.json$/, ".safetensors"));

/** Keeps the state of a cell in the place of the one before, whole or not at all. */
export function keepState(path: string, owner: StateOwner, state: TrainingState): void {
  const temporary = temporaryPath(path);
  try {
    // another run on the folder may have ended and removed it; a folder that has gone as a whole is not made again
    if (!existsSync(dirname(path))) mkdirSync(dirname(path));
    writeFileSync(temporary, stateBytes(owner, state), { flag: "wx" });
    renameSync(temporary, path);
  } catch {
    // a run without its state is the same run; that nothing can be written there its own file will say
    rmSync(temporary, { force: true });
  }
}

/** The state of a cell, nothing, or why what is there is not one. */
export type StateContent = { readonly state: TrainingState } | { readonly problem: string } | undefined;

/** Reads the state of a cell. One that is not whole, or of another cell, program or checkpoints, is a problem. */
export function readState(path: string, owner: StateOwner): StateContent {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : { problem: `cannot be read (${code})` };
  }
  try {
    const { arrays, metadata } = parseSafetensors(bytes, path);
    const { sha256, ...about } = metadata;
    if (sha256 !== checksum(safetensors(arrays, about))) return { problem: "is damaged" };
    const wanted = metadataOf(owner);
    for (const [name, what] of Object.entries(PROBLEMS)) {
      if (about[name] !== wanted[name]) return { problem: `is of ${what}` };
    }
    return { state: stateOf(arrays) };
  } catch {
    return { problem: "is damaged" };
  }
}

/** Forgets the state of a cell, since it has been computed. */
export const forgetState = (path: string): void => rmSync(path, { force: true });

/** Removes what dead processes have left beside states, and their place if there are none. */
export function tidyStates(folder: string): void {
  try {
    removeDeadFiles(folderOf(folder));
    rmdirSync(folderOf(folder));
  } catch {
    // it holds states, or is not there
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  identity: "another cell",
  program: "another program",
  checkpoints: "other checkpoints",
};

function metadataOf({ identity, provenance, checkpoints }: StateOwner): Record<string, string> {
  const { schema, program, modules } = provenance;
  return {
    identity,
    program: JSON.stringify([schema, program, ...modules]),
    checkpoints: JSON.stringify([checkpoints.unit, ...checkpoints.at]),
  };
}

function stateBytes(owner: StateOwner, state: TrainingState): Uint8Array {
  const arrays = Object.fromEntries(Object.entries(state).map(([name, value]) => [name, arrayOf(value)]));
  const about = metadataOf(owner);
  return safetensors(arrays, { ...about, sha256: checksum(safetensors(arrays, about)) });
}

const arrayOf = (value: number | Float64Array): NumericArray =>
  typeof value === "number" ? { shape: [], data: Float64Array.of(value) } : { shape: [value.length], data: value };

const stateOf = (arrays: Readonly<Record<string, NumericArray>>): TrainingState =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, data }]) => [name, shape.length === 0 ? data[0]! : data]),
  );

const checksum = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
