import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A sweep of twelve small cells. */
export const spec = {
  task: { name: "student-teacher", inputDimension: 6, trainSize: 40, testSize: 50 },
  model: { name: "two-layer", hiddenWidth: 8 },
  start: { name: "mirrored", tau: [0.3, 1], delta: [-1, 0, 1] },
  dynamics: {
    name: "gradient-flow",
    learningRate: { of: "start.tau", power: -2, times: 0.005 },
    steps: [10, 100, 1000],
  },
  seed: [1, 2],
};

const folders: string[] = [];
/** A folder that is removed when the tests of the file are done. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-sweep-"));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The names of the files of cells. */
export const namesOf = (folder: string): string[] =>
  existsSync(join(folder, "cells")) ? readdirSync(join(folder, "cells")).filter((name) => name.endsWith(".json")) : [];
/** Their texts, by name. */
export const cellsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(namesOf(folder).map((name) => [name, readFileSync(join(folder, "cells", name), "utf8")]));
/** The temporary files anywhere in a folder. */
export const hidden = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tmp"));
