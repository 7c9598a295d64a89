import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { safetensors } from "@lazyrich/tables";
import { expect, onTestFinished, test } from "vitest";
import { readArrays, readCheckpoint, readTable } from "../src/files/index.js";
import { checkpointOf } from "./references.js";

/** A folder with files, that is removed when the test ends. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-diagnose-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const whole = checkpointOf("diagnose-before.safetensors");
const [first, second] = [0, 1].map((half) =>
  Object.fromEntries(
    [...whole.arrays].filter((_, k) => k % 2 === half).map(([name, array]) => [`model.${name}`, array]),
  ),
) as [
  Record<string, { shape: readonly number[]; data: Float64Array }>,
  Record<string, { shape: readonly number[]; data: Float64Array }>,
];
const index = (file: (name: string) => string): string =>
  JSON.stringify({
    weight_map: Object.fromEntries([...whole.arrays.keys()].map((name) => [`model.${name}`, file(name)])),
  });

test("a checkpoint in shards is the checkpoint", () => {
  const folder = folderOf({
    "a.safetensors": safetensors(first),
    "b.safetensors": safetensors(second),
    "model.safetensors.index.json": index((name) => (`model.${name}` in first ? "a.safetensors" : "b.safetensors")),
  });
  const found = readCheckpoint(join(folder, "model.safetensors.index.json"));
  expect(new Map([...found.arrays].sort())).toEqual(new Map([...whole.arrays].sort()));
  expect(found.type).toBe("F32");
});

test("shards outside the folder are not read", () => {
  const folder = folderOf({ "model.safetensors.index.json": index(() => "../secret.safetensors") });
  expect(() => readCheckpoint(join(folder, "model.safetensors.index.json"))).toThrow(
    /expected the plain name of a \.safetensors file/,
  );
});

test("what cannot be read is named", () => {
  const folder = folderOf({ "X.txt": "1 2 3" });
  expect(() => readCheckpoint(folder)).toThrow(/is a folder; expected a regular file/);
  expect(() => readCheckpoint(join(folder, "none.npz"))).toThrow(/none\.npz/);
  expect(() => readTable(join(folder, "X.txt"))).toThrow(/X\.txt has no known ending; expected \.npy, \.npz or \.csv/);
  expect(() => readArrays(join(folder, "X.txt"))).toThrow(/X\.txt has no known ending; expected \.npy or \.npz/);
});
