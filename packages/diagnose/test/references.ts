import { readFileSync } from "node:fs";
import { type Checkpoint, parseCheckpoint, parseTable } from "../src/index.js";

const folder = new URL("references/", import.meta.url);

/** Bytes of a file of `references`. */
export const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, folder));
export const checkpointOf = (name: string): Checkpoint => parseCheckpoint(bytesOf(name), name);
export const tableOf = (name: string) => parseTable(bytesOf(name), name);
export const jsonOf = (name: string) => JSON.parse(new TextDecoder().decode(bytesOf(name)));
