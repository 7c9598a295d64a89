import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type RunSweepOptions,
  readSweep,
  runSweep,
  type SweepOutcome,
  type SweepProgress,
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
  run as runInThread,
} from "../dist/index.js";

const spec = {
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
const completedMeasures = completeSpec(builtInLists, spec).measures;
// long enough to be interrupted in the middle
const longer = {
  ...spec,
  dynamics: { name: "gradient-descent", learningRate: 0.05, steps: [10, 8000] },
  seed: { integers: [0, 4] },
};

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
const namesOf = (folder: string): string[] =>
  existsSync(join(folder, "cells")) ? readdirSync(join(folder, "cells")).filter((name) => name.endsWith(".json")) : [];
const cellsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(namesOf(folder).map((name) => [name, readFileSync(join(folder, "cells", name), "utf8")]));
const hidden = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tmp"));
const run = (options: Partial<RunSweepOptions> & { readonly folder: string }): Promise<SweepOutcome> =>
  runSweep({ spec, workers: 2, ...options });

function inProcess(folder: string, sweep: object, shard = "1/1"): { child: ChildProcess; output: Promise<string> } {
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

/** A cell's file as another version of the program would have written it. */
function anotherProgram(text: string): string {
  const body = /"cell":(.*)\}\n$/s.exec(text)![1]!.replace(/"program":"../, '"program":"zz');
  return `{"sha256":"${createHash("sha256").update(body).digest("hex")}","cell":${body}}\n`;
}

const reference = newFolder();
let outcome: SweepOutcome;
const progress: SweepProgress[] = [];
beforeAll(async () => {
  outcome = await run({ folder: reference, onProgress: (each) => progress.push(each) });
});

it("computes every cell once, and says how far it is", () => {
  expect(outcome).toMatchObject({ computed: 12, found: 0, damaged: [], failures: [], diverged: 0 });
  const { rows } = readSweep(reference);
  const ofCells = rows.filter(({ step }) => step === 10).map(({ evaluations }) => evaluations as number);
  expect(outcome.evaluations).toBe(ofCells.reduce((sum, each) => sum + each, 0));
  expect(namesOf(reference)).toHaveLength(12);
  expect(progress.map(({ done }) => done)).toEqual(Array.from({ length: 13 }, (_, i) => i));
  expect(progress[0]).toMatchObject({ total: 12, failed: 0, secondsLeft: null });
  expect(progress.at(-1)!.secondsLeft).toBe(0);
  expect(progress[6]!.rate).toBeGreaterThan(0);
  expect(hidden(reference)).toEqual([]);
  expect(sweepStatus(reference)).toEqual({ total: 12, done: 12, running: 0, failed: [], secondsLeft: 0 });
});

it("has the rows of a run in this thread, one a checkpoint of a cell, and their order", async () => {
  const { rows, missing, damaged } = readSweep(reference);
  expect([rows.length, missing, damaged]).toEqual([36, [], []]);
  expect(rows[4]).toMatchObject({
    seed: 1,
    trainSize: 40,
    inputDimension: 6,
    tau: 0.3,
    delta: 0,
    step: 100,
    dynamics: "gradient-flow",
  });
  const inThread = await runInThread(spec, { lists: builtInLists });
  expect(rows.map(({ program: _, ...row }) => row)).toEqual(inThread.rows);
});

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

it("gives the same bytes for any number of workers, in JavaScript, and in two shards of two processes at once", async () => {
  const one = newFolder();
  await run({ folder: one, workers: 1 });
  expect(cellsOf(one)).toEqual(cellsOf(reference));
  const javascript = newFolder();
  await run({ folder: javascript, spec: { ...spec, build: "javascript" } });
  const values = (folder: string) => readSweep(folder).rows.map(({ build: _, ...row }) => row);
  expect(values(javascript)).toEqual(values(reference));
  const shared = newFolder();
  const outputs = await Promise.all(["1/2", "2/2"].map((shard) => inProcess(shared, spec, shard).output));
  expect(outputs.map((text) => JSON.parse(text).computed)).toEqual([6, 6]);
  expect(cellsOf(shared)).toEqual(cellsOf(reference));
});

it("two runs at once share a folder: few cells are computed twice, and the bytes are the same", async () => {
  const [shared, alone] = [newFolder(), newFolder()];
  const outputs = await Promise.all([inProcess(shared, longer).output, inProcess(shared, longer).output]);
  const computed = outputs.map((text) => (JSON.parse(text) as SweepOutcome).computed);
  // at most one double a worker, and they have four
  expect(computed[0]! + computed[1]!).toBeLessThanOrEqual(30 + 4);
  await run({ folder: alone, spec: longer });
  expect(cellsOf(shared)).toEqual(cellsOf(alone));
  expect(hidden(shared)).toEqual([]);
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

it("goes on where a killed process stopped, loses no finished cell, and leaves nothing half-written", async () => {
  const folder = newFolder();
  const { child, output } = inProcess(folder, longer);
  while (namesOf(folder).length < 5) await setTimeout(5);
  child.kill("SIGKILL");
  expect(await output).toBe("");
  const before = cellsOf(folder);
  const count = Object.keys(before).length;
  expect(count).toBeLessThan(30);
  expect(hidden(folder).length).toBeGreaterThan(0);
  expect(await run({ folder, spec: longer })).toMatchObject({ computed: 30 - count, found: count, damaged: [] });
  expect(hidden(folder)).toEqual([]);
  const whole = newFolder();
  await run({ folder: whole, spec: longer });
  expect(cellsOf(folder)).toEqual(cellsOf(whole));
  expect(cellsOf(folder)).toMatchObject(before);
});

describe.skipIf(!existsSync("/proc/self/task"))("workers", () => {
  it("end within a second of their parent, also in the middle of a long computation", async () => {
    const folder = newFolder();
    const endless = {
      ...longer,
      dynamics: { name: "gradient-descent", learningRate: 1e-9, steps: [2e9], stopLoss: 0 },
      seed: 1,
    };
    const { child, output } = inProcess(folder, endless);
    const workers = (): string[] => {
      const path = `/proc/${child.pid}/task/${child.pid}/children`;
      return existsSync(path) ? readFileSync(path, "utf8").trim().split(" ").filter(Boolean) : [];
    };
    const busy = (pid: string): boolean =>
      Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[11]) > 50;
    while (!(workers().length === 2 && workers().every(busy))) await setTimeout(20);
    const pids = workers();
    child.kill("SIGKILL");
    await output;
    const alive = (): string[] =>
      pids.filter((pid) => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`).length > 0);
    for (let waited = 0; alive().length > 0 && waited < 200; waited++) await setTimeout(50);
    expect(alive()).toEqual([]);
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
  const odd = { ...spec, model: { name: "two-layer", hiddenWidth: [8, 7] } };
  const untouched = join(newFolder(), "out");
  await expect(run({ folder: untouched, spec: odd })).rejects.toThrow(
    "spec.model.hiddenWidth is 7; expected an even number",
  );
  expect(existsSync(untouched)).toBe(false);
});

it("goes on past a cell that fails, and says which and why, also later", async () => {
  const [folder, module] = [newFolder(), join(newFolder(), "mine.mjs")];
  const of = '({ theta }) => { if (theta.length > 60) throw new RangeError("theta is too long"); return 1; }';
  writeFileSync(
    module,
    `export const measures = [{ name: "short", label: "", unit: "", scale: "linear", better: null, per: "run", of: ${of} }];`,
  );
  const wider = {
    ...spec,
    model: { name: "two-layer", hiddenWidth: [8, 10] },
    measures: ["short"],
    seed: 1,
    start: { name: "mirrored", tau: 1 },
  };
  const failed = await run({ folder, spec: wider, modules: [module] });
  expect(failed).toMatchObject({ computed: 1, found: 0 });
  expect(failed.failures).toMatchObject([
    { cell: { model: { hiddenWidth: 10 } }, message: 'measure "short": theta is too long' },
  ]);
  expect(readSweep(folder).missing).toHaveLength(1);
  expect(sweepStatus(folder)).toMatchObject({ total: 2, done: 1, failed: [{ columns: { hiddenWidth: 10, tau: 1 } }] });
});

it.each([
  [{ loss: "cross-entropy" }, /^spec\.loss is "cross-entropy", a loss of classes; expected one of values/],
  [{ model: { name: "deep-linear", hiddenWidths: [3, 3] } }, /the start mirrored is of two layers and one output/],
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

it("ends with the reason of an aborted signal, and keeps the finished cells", async () => {
  const folder = newFolder();
  const controller = new AbortController();
  const aborted = run({
    ...{ folder, spec: longer, signal: controller.signal },
    onProgress: ({ done }) => {
      if (done === 3) controller.abort(new Error("enough"));
    },
  });
  await expect(aborted).rejects.toThrow("enough");
  const { rows, missing } = readSweep(folder);
  expect(rows.length / 2 + missing.length).toBe(30);
  expect(rows.length).toBeGreaterThanOrEqual(6);
  expect(hidden(folder)).toEqual([]);
});

it("ends where its folder has gone", async () => {
  const folder = newFolder();
  const unwritable = run({
    ...{ folder, spec: longer },
    onProgress: ({ done }) => {
      if (done === 2) rmSync(folder, { recursive: true });
    },
  });
  await expect(unwritable).rejects.toThrow(folder);
});

describe("a module of one's own", () => {
  it("is loaded by every worker, and its hash stands with the results", async () => {
    const folder = newFolder();
    const module = join(newFolder(), "mine.mjs");
    const code = (factor: number): string =>
      `import { scale } from "./scale.mjs";\n` +
      `export const measures = [{ name: "size", summary: "", label: "size", unit: "", scale: "linear", better: null, per: "run",\n` +
      `  of: (now) => scale * ${factor} * now.theta.length }];\n`;
    writeFileSync(module, code(2));
    writeFileSync(join(module, "../scale.mjs"), "export const scale = 10;\n");
    const mine = { ...spec, measures: ["size"], seed: 1 };
    expect(await run({ folder, spec: mine, modules: [module] })).toMatchObject({ computed: 6 });
    expect(readSweep(folder).rows[0]!.size).toBe(20 * 8 * 7);
    writeFileSync(join(module, "../scale.mjs"), "export const scale = 11;\n");
    await expect(run({ folder, spec: mine, modules: [module] })).rejects.toThrow("6 cells of another program");
    const more = { ...mine, seed: [1, 2] };
    expect(await run({ folder, spec: more, modules: [module], others: "keep" })).toMatchObject({
      computed: 6,
      others: 6,
    });
    const sizes = new Map(readSweep(folder).rows.map(({ program, size }) => [program, size]));
    expect([...sizes.values()].sort()).toEqual([20 * 8 * 7, 22 * 8 * 7]);
    await expect(run({ folder, spec: mine, modules: [join(folder, "none.mjs")] })).rejects.toThrow(
      /none\.mjs cannot be loaded: there is no such file$/,
    );
  });
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
    await expect(run({ folder: newFolder(), lists })).rejects.toThrow(
      "lists is given without a function compute; expected modules, which every process loads",
    );
  });

  it("is the default export of a module, on all cores, whose hash stands with the results", async () => {
    const module = join(newFolder(), "mine.mjs");
    const code = (loss: number): string => `const place = (step) => ({ step, t: null, epoch: null });
      export default ({ start, dynamics }) => ({
        observed: dynamics.steps.map((step) => ({ place: place(step), values: { trainLoss: ${loss} * start.tau }, layers: {} })),
        layerNames: [], stopReason: "finished", end: place(dynamics.steps.at(-1)), evaluations: 1,
      });`;
    writeFileSync(module, code(10));
    const folder = newFolder();
    const own = { ...spec, measures: ["trainLoss"] };
    const compute = pathToFileURL(module);
    expect(await run({ folder, spec: own, compute })).toMatchObject({ computed: 12, evaluations: 12 });
    expect(readSweep(folder).rows.map(({ trainLoss }) => trainLoss)).toContain(3);
    writeFileSync(module, code(20));
    await expect(run({ folder, spec: own, compute })).rejects.toThrow("12 cells of another program");
    writeFileSync(module, "export default 3;");
    const { failures } = await run({ folder: newFolder(), spec: { ...own, seed: 1 }, compute });
    expect(failures[0]!.message).toMatch(/mine\.mjs has 3 as its default export; expected a function of a cell$/);
  });
});

it("asks for a whole number of workers", async () => {
  await expect(run({ folder: newFolder(), workers: 0.5 })).rejects.toThrow(
    "workers is 0.5; expected a whole number above 0",
  );
});
