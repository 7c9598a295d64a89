import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type ComputeCell,
  type RunSweepOptions,
  readSweep,
  runSweep,
  type SweepOutcome,
  sweepStatus,
} from "../dist/files/index.js";
import {
  builtInLists,
  completeSpec,
  extendedLists,
  parseResult,
  problemMaker,
  type RunMeasure,
  resultFiles,
  resultFormats,
  runCell,
  specColumns,
} from "../dist/index.js";
import { cellsOf, hidden, namesOf, newFolder, spec } from "./sweepFolders.js";

const completedMeasures = completeSpec(builtInLists, spec).measures;
const problemOf = problemMaker(builtInLists, () => new Uint8Array());
/** Training in this thread: what stands in a folder does not depend on where it was computed. */
const compute: ComputeCell = (cell, options) => runCell(builtInLists, cell, problemOf(cell), options);
const run = (options: Partial<RunSweepOptions> & { readonly folder: string }): Promise<SweepOutcome> =>
  runSweep({ spec, compute, ...options });

const reference = newFolder();
beforeAll(() => run({ folder: reference }));
/** A copy of the finished sweep. */
const finishedFolder = (): string => {
  const folder = newFolder();
  cpSync(reference, folder, { recursive: true });
  return folder;
};

/** A cell's file with something else in it, whole. */
function changedCell(text: string, from: RegExp, to: string): string {
  const body = /"cell":(.*)\}\n$/s.exec(text)![1]!.replace(from, to);
  return `{"sha256":"${createHash("sha256").update(body).digest("hex")}","cell":${body}}\n`;
}

/** As another version of the program would have written it. */
const anotherProgram = (text: string): string => changedCell(text, /"program":"../, '"program":"zz');

it("JSON, CSV and Parquet give back spec, rows and provenance, to the bit", async () => {
  const { spec: stored, rows, tables, provenance } = readSweep(reference);
  expect(provenance).toMatchObject({
    madeBy: expect.stringMatching(/^@lazyrich\/runs /),
    program: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  for (const format of resultFormats) {
    const [file, beside] = await resultFiles({ spec: stored, rows, tables, provenance }, format);
    const bytes = (content: string | Uint8Array): Uint8Array =>
      typeof content === "string" ? new TextEncoder().encode(content) : content;
    const read = await parseResult(bytes(file!.content), `a${file!.ending}`, beside && bytes(beside.content));
    expect(read).toEqual({ spec: stored, rows, tables, provenance });
  }
});

it("tells the columns of the spec by their names, with the spec or without, also of a table that pandas wrote", async () => {
  const { spec: stored, rows } = readSweep(reference);
  const names = Object.keys(rows[0]!).slice(0, Object.keys(rows[0]!).indexOf("program"));
  expect(specColumns({ spec: stored, rows }, builtInLists)).toEqual(names);
  expect(specColumns({ spec: null, rows }, builtInLists)).toEqual([...names, "program"]);
  const backward = rows.map((row) => Object.fromEntries(Object.entries(row).reverse()));
  for (const about of [stored, null]) {
    expect(specColumns({ spec: about, rows: backward }, builtInLists)).toEqual([...names].reverse());
  }
  const [file] = await resultFiles({ spec: null, rows, tables: {}, provenance: null }, "csv");
  const lines = String(file!.content).trimEnd().split("\n");
  for (const index of ["", "Unnamed: 0"]) {
    const numbered = lines.map((line, i) => `${i === 0 ? index : i - 1},${line}`).join("\n");
    expect((await parseResult(new TextEncoder().encode(numbered), "a.csv")).rows).toEqual(rows);
  }
});

it("tells each of several dynamics at its own checkpoints", async () => {
  const folder = newFolder();
  const dynamics = [
    { name: "gradient-flow", learningRate: 0.01, steps: [10, 1000] },
    { name: "gradient-descent", learningRate: [0.01, 0.02], steps: [10, 100] },
  ];
  const union = { ...spec, start: { name: "mirrored", tau: 1 }, seed: 1, dynamics };
  expect(await run({ folder, spec: union })).toMatchObject({ computed: 3 });
  const { rows, missing } = readSweep(folder);
  expect([missing, rows.map(({ step }) => step)]).toEqual([[], [10, 1000, 10, 100, 10, 100]]);
  expect(await run({ folder, spec: union })).toMatchObject({ computed: 0, found: 3 });
  const longer = [{ ...dynamics[0], steps: [10, 2000] }, dynamics[1]];
  expect(await run({ folder, spec: { ...union, dynamics: longer } })).toMatchObject({ computed: 1, incomplete: 1 });
  expect(readSweep(folder).rows.map(({ step }) => step)).toEqual([10, 2000, 10, 100, 10, 100]);
});

describe("a finished folder", () => {
  it("is not computed again, and nothing in it is touched", async () => {
    const before = cellsOf(reference);
    const dates = (): number[] => ["", "sweep.json", "cells"].map((name) => statSync(join(reference, name)).mtimeMs);
    const old = dates();
    expect(await run({ folder: reference })).toMatchObject({ computed: 0, found: 12, evaluations: 0 });
    expect(cellsOf(reference)).toEqual(before);
    expect(dates()).toEqual(old);
  });

  it("is extended by a spec whose cells contain its own, and asked for less of what it has", async () => {
    const folder = finishedFolder();
    const more = {
      ...spec,
      start: { name: "mirrored", tau: [0.3, 1], delta: { linspace: [-1, 1], count: 5 } },
      seed: [1, 2, 3],
    };
    expect(await run({ folder, spec: more })).toMatchObject({ computed: 18, found: 12 });
    expect(readSweep(folder).rows).toHaveLength(90);
    expect(cellsOf(folder)).toMatchObject(cellsOf(reference));
    const fewer = { ...more, measures: ["trainLoss"], dynamics: { ...spec.dynamics, steps: [100] } };
    expect(await run({ folder, spec: fewer })).toMatchObject({ computed: 0, found: 30 });
    expect(readSweep(folder).rows).toHaveLength(30);
    expect(readSweep(folder).rows[0]).not.toHaveProperty("kernelDistance");
  });

  it("computes those cells again that lack a measure or a checkpoint, counts them so, and loses nothing of theirs", async () => {
    const folder = finishedFolder();
    const measures = ["trainLoss", "kernelTargetAlignment"];
    expect(await run({ folder, spec: { ...spec, measures } })).toMatchObject({ computed: 12, incomplete: 12 });
    expect(readSweep(folder).rows[0]).toHaveProperty("kernelTargetAlignment");
    const later = { ...spec, measures, dynamics: { ...spec.dynamics, steps: [50, 1000] } };
    expect(await run({ folder, spec: later })).toMatchObject({ computed: 12, incomplete: 12 });
    expect(
      readSweep(folder)
        .rows.map(({ step }) => step)
        .slice(0, 3),
    ).toEqual([50, 1000, 50]);
    expect(await run({ folder })).toMatchObject({ computed: 0, found: 12 });
    expect(readSweep(folder).rows).toEqual(readSweep(reference).rows);
    const all = { measures: [...completedMeasures, "kernelTargetAlignment"], steps: [10, 50, 100, 1000] };
    const union = { ...spec, measures: all.measures, dynamics: { ...spec.dynamics, steps: all.steps } };
    expect(await run({ folder, spec: union })).toMatchObject({ computed: 0, found: 12 });
    expect(readSweep(folder).rows).toHaveLength(48);
  });

  it("keeps what is stored of one unit of checkpoints beside what is asked for in another", async () => {
    const folder = finishedFolder();
    const { steps: _, ...rest } = spec.dynamics;
    const byTime = { ...spec, measures: ["trainLoss"], dynamics: { ...rest, times: [0, 1] } };
    expect(await run({ folder, spec: byTime })).toMatchObject({ computed: 12, incomplete: 12 });
    expect(
      readSweep(folder)
        .rows.map(({ t }) => t)
        .slice(0, 3),
    ).toEqual([0, 1, 0]);
    for (const each of [spec, byTime]) expect(await run({ folder, spec: each })).toMatchObject({ computed: 0 });
    expect(await run({ folder, spec: { ...byTime, measures: ["parameterDistance"] } })).toMatchObject({ computed: 12 });
    expect(await run({ folder })).toMatchObject({ computed: 0 });
    expect(readSweep(folder).rows).toEqual(readSweep(reference).rows);
  });

  it("is not mixed with another sweep, also when its spec has gone", async () => {
    const before = cellsOf(reference);
    const other = { ...spec, task: { ...spec.task, trainSize: 41 } };
    await expect(run({ folder: reference, spec: other })).rejects.toThrow(
      `${reference} holds another sweep: 12 of its 12 cells are not in the spec, which differs in task; expected`,
    );
    expect(cellsOf(reference)).toEqual(before);
    const folder = finishedFolder();
    rmSync(join(folder, "sweep.json"));
    expect(await run({ folder, spec: other })).toMatchObject({ computed: 12, found: 0 });
    expect(readSweep(folder).rows.every(({ trainSize }) => trainSize === 41)).toBe(true);
    expect(() => readSweep(join(reference, "cells"))).toThrow("holds no sweep; expected a folder with sweep.json");
  });
});

describe("cells of another program", () => {
  const foreign = (): string => {
    const folder = finishedFolder();
    const place = join(folder, "cells");
    for (const name of namesOf(folder).slice(0, 5)) {
      const path = join(place, name);
      writeFileSync(path, anotherProgram(readFileSync(path, "utf8")));
    }
    return folder;
  };

  it("are also those of another layout of results", async () => {
    const folder = finishedFolder();
    const path = join(folder, "cells", namesOf(folder)[0]!);
    writeFileSync(path, changedCell(readFileSync(path, "utf8"), /"schema":1/, '"schema":0'));
    await expect(run({ folder })).rejects.toThrow("has 1 cells of another program");
  });

  it("are counted, and nothing starts until it is said what to do", async () => {
    const folder = foreign();
    const before = cellsOf(folder);
    await expect(run({ folder })).rejects.toThrow(
      `${folder} has 5 cells of another program; expected --recompute to compute them again or --keep to keep them`,
    );
    expect(cellsOf(folder)).toEqual(before);
    expect(await run({ folder, others: "keep" })).toMatchObject({ computed: 0, found: 12, others: 5 });
    expect(cellsOf(folder)).toEqual(before);
    const programs = new Set(readSweep(folder).rows.map(({ program }) => program));
    expect(programs.size).toBe(2);
    expect(await run({ folder, others: "recompute" })).toMatchObject({ computed: 5, found: 7, others: 5 });
    expect(cellsOf(folder)).toEqual(cellsOf(reference));
  });
});

describe("damaged files", () => {
  it.each([
    ["truncated", (text: string) => text.slice(0, text.length / 2), "is damaged"],
    ["empty", () => "", "is damaged"],
    [
      "changed in one digit",
      (text: string) =>
        text.replace(/"parameterDistance":0\.(\d)/, (_, digit) => `"parameterDistance":0.${(Number(digit) + 1) % 10}`),
      "is damaged",
    ],
    ["of another format", () => "null", "is damaged"],
  ])("%s: detected, reported, computed again", async (_name, damage, problem) => {
    const folder = finishedFolder();
    const name = namesOf(folder)[3]!;
    const path = join(folder, "cells", name);
    writeFileSync(path, damage(readFileSync(path, "utf8")));
    expect(readSweep(folder)).toMatchObject({ damaged: [`${name} ${problem}`], missing: [name] });
    expect(readSweep(folder).rows).toHaveLength(33);
    expect(await run({ folder })).toMatchObject({ computed: 1, found: 11, damaged: [`${name} ${problem}`] });
    expect(cellsOf(folder)).toEqual(cellsOf(reference));
  });

  it("a copy of another cell's file is one; a folder in the place of a file is named", async () => {
    const folder = finishedFolder();
    const [first, second, third] = namesOf(folder) as [string, string, string];
    copyFileSync(join(folder, "cells", first), join(folder, "cells", second));
    rmSync(join(folder, "cells", third));
    mkdirSync(join(folder, "cells", third));
    const { damaged } = readSweep(folder);
    expect([...damaged].sort()).toEqual([`${second} belongs to another cell`, `${third} is not a regular file`].sort());
  });

  it("what dead processes of this machine have left is removed at once, of others after an hour", async () => {
    const folder = finishedFolder();
    const name = namesOf(folder)[0]!;
    rmSync(join(folder, "cells", name));
    const host = hostname().replace(/[^A-Za-z0-9-]/g, "-");
    const [dead, elsewhere] = [`.${name}.${host}~999999999~0.tmp`, `.${name}.another-host~1~0.tmp`];
    for (const each of [dead, elsewhere]) writeFileSync(join(folder, "cells", each), "{");
    await run({ folder });
    expect(hidden(folder)).toEqual([join("cells", elsewhere)]);
  });
});

it("a run that diverges is a result, counted; one that cannot run is refused before anything starts", async () => {
  const folder = newFolder();
  const rates = { name: "gradient-descent", learningRate: [0.01, 1e4], steps: [0, 1, 200] };
  const wild = { ...spec, dynamics: rates, seed: 1, start: { name: "mirrored", tau: 1, delta: 0 } };
  expect(await run({ folder, spec: wild })).toMatchObject({ computed: 2, diverged: 1, failures: [] });
  const { rows } = readSweep(folder);
  expect(rows.filter(({ stopReason }) => stopReason === "diverged").map(({ step }) => step)).toEqual([0, 1]);
  expect(sweepStatus(folder).ended).toEqual({ diverged: 1, finished: 1 });
  const odd = { ...spec, model: { name: "two-layer", hiddenWidth: [8, 7] } };
  const untouched = join(newFolder(), "out");
  await expect(run({ folder: untouched, spec: odd })).rejects.toThrow(
    "spec.model.hiddenWidth is 7; expected an even number",
  );
  expect(existsSync(untouched)).toBe(false);
});

it.each([
  [{ loss: "cross-entropy" }, /^spec\.loss is "cross-entropy", a loss of classes; expected one of values/],
  [
    { model: { name: "deep-linear", hiddenWidths: [3, 3] } },
    /^spec\.start is "mirrored" with layers .* and 1 outputs; expected a model of layers W and A, and one output$/,
  ],
  [
    { task: { name: "arrays", X: [[1, 2]], y: [[1, 2]] } },
    /^spec\.start is "mirrored" with layers W \(8 x 2\), A \(8 x 2\) and 2 outputs; expected/,
  ],
  [
    { dynamics: { ...spec.dynamics, layerRates: [1, 2, 3] } },
    /^spec\.dynamics\.layerRates has 3 entries; expected 2, one a layer: W, A$/,
  ],
  [
    { start: { name: "file", file: "none.npz" }, dynamics: { name: "gradient-flow", times: [1] } },
    /^spec\.start\.file names none\.npz, which cannot be read \(ENOENT\)$/,
  ],
])("parts that do not fit each other are refused before the start: %j", async (change, message) => {
  const folder = join(newFolder(), "out");
  await expect(run({ folder, spec: { ...spec, ...change } })).rejects.toThrow(message);
  expect(existsSync(folder)).toBe(false);
});

describe("what a cell is made to", () => {
  const sharpness: RunMeasure = {
    ...{ name: "size", summary: "", label: "size", unit: "", scale: "linear", better: null },
    ...{ per: "run", of: ({ theta }) => theta.length },
  };

  it("is a function in this thread, with lists of one's own", async () => {
    const lists = extendedLists(builtInLists, { measures: [sharpness] });
    const problemOf = problemMaker(lists, () => new Uint8Array());
    const own = { ...spec, measures: ["trainLoss", "size"], seed: 1 };
    const folder = newFolder();
    let calls = 0;
    const outcome = await run({
      ...{ folder, spec: own, lists },
      compute(cell, options) {
        calls++;
        if (calls === 2) throw new RangeError("not this one");
        return runCell(lists, cell, problemOf(cell), options);
      },
    });
    expect(outcome).toMatchObject({ computed: 5, failures: [{ message: "not this one" }] });
    const { rows, provenance } = readSweep(folder);
    expect(rows.map(({ size }) => size)).toEqual(Array(15).fill(8 * 7));
    expect(provenance!.modules).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await expect(run({ folder, spec: own, lists, compute: () => undefined as never })).rejects.toThrow(
      "5 cells of another program",
    );
    const nothing = { ...own, measures: ["trainLoss"] };
    expect((await run({ folder: newFolder(), spec: nothing, compute: () => 3 as never })).failures[0]!.message).toBe(
      "compute gives 3; expected a run, as runCell gives it",
    );
    await expect(run({ folder: newFolder(), lists, compute: undefined })).rejects.toThrow(
      "lists is given without a function compute; expected modules, which every process loads",
    );
  });
});
