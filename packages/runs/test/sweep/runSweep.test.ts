import { type ChildProcess, spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type RunSweepOptions,
  readSweep,
  runSweep,
  type SweepOutcome,
  type SweepProgress,
  tableFile,
} from "../../dist/files/index.js";
import { parseSweepSpec } from "../../dist/sweep/index.js";

const small = {
  ...{ tau: [0.3, 1], delta: [-1, 0, 1], seed: [1, 2] },
  ...{ n: 40, d: 6, hiddenWidth: 8, testCount: 50, steps: [10, 100, 1000] },
};
const spec = parseSweepSpec(small);
// long enough to be interrupted in the middle
const longer = { ...small, seed: { from: 0, to: 4, count: 5 }, dynamics: "gradient-descent", steps: [10, 8000] };

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-sweep-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the finished sweep. */
const finishedFolder = (): string => {
  const folder = newFolder();
  cpSync(reference, folder, { recursive: true });
  return folder;
};

const cellsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder, "cells"))
      .filter((name) => name.endsWith(".json"))
      .map((name) => [name, readFileSync(join(folder, "cells", name), "utf8")]),
  );
const run = (options: Partial<RunSweepOptions> & { readonly folder: string }): Promise<SweepOutcome> =>
  runSweep({ spec, workers: 2, ...options });

function inProcess(folder: string, sweep: object, shard: string): { child: ChildProcess; output: Promise<string> } {
  const script = fileURLToPath(new URL("runInProcess.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, folder, JSON.stringify(sweep), shard], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = new Promise<string>((resolve) => {
    let text = "";
    child.stdout!.on("data", (chunk) => {
      text += chunk;
    });
    child.on("close", () => resolve(text));
  });
  return { child, output };
}

const reference = newFolder();
let outcome: SweepOutcome;
const progress: SweepProgress[] = [];
beforeAll(async () => {
  outcome = await run({ folder: reference, onProgress: (each) => progress.push(each) });
});

it("computes every cell once, and says how far it is", () => {
  expect(outcome).toMatchObject({ computed: 12, found: 0, damaged: [], failures: [] });
  const { rows } = readSweep(reference);
  const ofCells = rows.filter(({ step }) => step === 10).map(({ evaluations }) => evaluations as number);
  expect(outcome.evaluations).toBe(ofCells.reduce((sum, each) => sum + each, 0));
  expect(Object.keys(cellsOf(reference))).toHaveLength(12);
  expect(progress.map(({ done }) => done)).toEqual(Array.from({ length: 13 }, (_, i) => i));
  expect(progress[0]).toMatchObject({ total: 12, failed: 0, secondsLeft: null });
  expect(progress.at(-1)!.secondsLeft).toBe(0);
  expect(progress[6]!.rate).toBeGreaterThan(0);
});

it("has one row a checkpoint of a cell, which Parquet and CSV hold alike", async () => {
  const { rows, missing, damaged, spec: stored } = readSweep(reference);
  expect(stored).toEqual(spec);
  expect([rows.length, missing, damaged]).toEqual([36, [], []]);
  expect(rows[4]).toMatchObject({ seed: 1, n: 40, d: 6, tau: 0.3, delta: 0, step: 100, dynamics: "gradient-flow" });
  const names = ["seed", "n", "d", "teacherWidth", "testCount", "gamma", "hiddenWidth", "tau", "delta", "step"];
  expect(Object.keys(rows[0]!).slice(0, 10)).toEqual(names);
  for (const row of rows) for (const value of Object.values(row)) expect(value).not.toBeNaN();
  const file = (tableFile(rows, "parquet") as Uint8Array).slice().buffer;
  expect(await parquetReadObjects({ file })).toEqual(rows);
  expect((tableFile(rows, "csv") as string).split("\n")).toHaveLength(36 + 2);
});

it("gives the same bytes for any number of workers, in JavaScript, and in two shards of two processes at once", async () => {
  const one = newFolder();
  await run({ folder: one, workers: 1 });
  expect(cellsOf(one)).toEqual(cellsOf(reference));
  const javascript = newFolder();
  await run({ folder: javascript, spec: { ...spec, build: "javascript" } });
  expect(cellsOf(javascript)).toEqual(cellsOf(reference));
  const shared = newFolder();
  const outputs = await Promise.all(["1/2", "2/2"].map((shard) => inProcess(shared, small, shard).output));
  expect(outputs.map((text) => JSON.parse(text).computed)).toEqual([6, 6]);
  expect(cellsOf(shared)).toEqual(cellsOf(reference));
});

it("does not compute again what is there", async () => {
  const before = cellsOf(reference);
  expect(await run({ folder: reference })).toMatchObject({ computed: 0, found: 12, evaluations: 0 });
  expect(cellsOf(reference)).toEqual(before);
});

it("goes on where a killed process stopped, and loses no finished cell", async () => {
  const folder = newFolder();
  const { child, output } = inProcess(folder, longer, "1/1");
  const finished = (): string[] => {
    try {
      return Object.keys(cellsOf(folder));
    } catch {
      return [];
    }
  };
  while (finished().length < 5) await setTimeout(5);
  child.kill("SIGKILL");
  expect(await output).toBe("");
  const before = cellsOf(folder);
  const count = Object.keys(before).length;
  expect(count).toBeLessThan(30);
  const resumed = await run({ folder, spec: parseSweepSpec(longer) });
  expect(resumed).toMatchObject({ computed: 30 - count, found: count, damaged: [] });
  const whole = newFolder();
  await run({ folder: whole, spec: parseSweepSpec(longer) });
  expect(cellsOf(folder)).toEqual(cellsOf(whole));
  expect(cellsOf(folder)).toMatchObject(before);
});

describe("damaged files", () => {
  it.each([
    ["truncated", (text: string) => text.slice(0, text.length / 2)],
    ["empty", () => ""],
    [
      "changed in one digit",
      (text: string) =>
        text.replace(/"parameterDistance":0\.(\d)/, (_, digit) => `"parameterDistance":0.${(Number(digit) + 1) % 10}`),
    ],
    ["of another format", () => "null"],
  ])("%s: detected, reported, computed again", async (_name, damage) => {
    const folder = finishedFolder();
    const path = join(folder, "cells", "0000003.json");
    writeFileSync(path, damage(readFileSync(path, "utf8")));
    expect(readSweep(folder)).toMatchObject({ damaged: ["0000003.json"], missing: [{ seed: 1, tau: 1, delta: -1 }] });
    expect(readSweep(folder).rows).toHaveLength(33);
    expect(await run({ folder })).toMatchObject({ computed: 1, found: 11, damaged: ["0000003.json"] });
    expect(cellsOf(folder)).toEqual(cellsOf(reference));
  });

  it("a copy of another cell's file is one", async () => {
    const folder = finishedFolder();
    copyFileSync(join(folder, "cells", "0000001.json"), join(folder, "cells", "0000002.json"));
    expect(await run({ folder })).toMatchObject({ computed: 1, damaged: ["0000002.json"] });
    expect(cellsOf(folder)).toEqual(cellsOf(reference));
  });

  it("what a killed run left half written is removed once it is old", async () => {
    const folder = finishedFolder();
    const [old, young] = ["a", "b"].map((name) => join(folder, "cells", `.0000001.json.${name}.tmp`)) as [
      string,
      string,
    ];
    for (const path of [old, young]) writeFileSync(path, "{");
    utimesSync(old, 0, 0);
    await run({ folder });
    expect(readdirSync(join(folder, "cells")).filter((name) => name.startsWith("."))).toEqual([".0000001.json.b.tmp"]);
  });
});

it("refuses a folder that holds another sweep, and leaves it as it is", async () => {
  const before = cellsOf(reference);
  await expect(run({ folder: reference, spec: { ...spec, n: 50 } })).rejects.toThrow(
    `${reference} holds another sweep: its n is 40, not 50; expected the same spec or another folder`,
  );
  expect(cellsOf(reference)).toEqual(before);
  expect(() => readSweep(join(reference, "cells"))).toThrow("holds no sweep; expected a folder with sweep.json");
});

it("goes on past a cell that fails, and names its parameters", async () => {
  const folder = newFolder();
  const odd = await run({ folder, spec: { ...spec, hiddenWidth: [8, 7], seed: 1 } });
  expect(odd).toMatchObject({ computed: 6, found: 0 });
  expect(odd.failures).toHaveLength(6);
  expect(odd.failures[0]!.parameters).toMatchObject({ hiddenWidth: 7, tau: 0.3, delta: -1, seed: 1 });
  expect(odd.failures[0]!.message).toBe(
    "hiddenWidth is 7; expected an even number, a neuron and its mirror image each",
  );
  expect(readSweep(folder).missing).toHaveLength(6);
});

it("ends with the reason of an aborted signal, and keeps the finished cells", async () => {
  const folder = newFolder();
  const controller = new AbortController();
  const aborted = run({
    ...{ folder, spec: parseSweepSpec(longer), signal: controller.signal },
    onProgress: ({ done }) => {
      if (done === 3) controller.abort(new Error("enough"));
    },
  });
  await expect(aborted).rejects.toThrow("enough");
  const { rows, missing } = readSweep(folder);
  expect(rows.length / 2 + missing.length).toBe(30);
  expect(rows.length).toBeGreaterThanOrEqual(6);
});

it("ends where results cannot be written", async () => {
  const folder = newFolder();
  const unwritable = run({
    folder,
    onProgress: ({ done }) => {
      if (done === 2) rmSync(join(folder, "cells"), { recursive: true });
    },
  });
  await expect(unwritable).rejects.toThrow(/ENOENT/);
});

it("asks for a whole number of workers", async () => {
  await expect(run({ folder: newFolder(), workers: 0.5 })).rejects.toThrow(
    "workers is 0.5; expected a whole number above 0",
  );
});
