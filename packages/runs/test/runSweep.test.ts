import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import {
  provenanceOf,
  type RunSweepOptions,
  readSweep,
  runSweep,
  type SweepOutcome,
  type SweepProgress,
  sweepStatus,
} from "../dist/files/index.js";
import { builtInLists, run as runInThread } from "../dist/index.js";
import { cellsOf, hidden, namesOf, newFolder, spec } from "./sweepFolders.js";

// long enough to be interrupted in the middle
const longer = {
  ...spec,
  dynamics: { name: "gradient-descent", learningRate: 0.05, steps: [10, 4000] },
  seed: { integers: [0, 2] },
};

const run = (options: Partial<RunSweepOptions> & { readonly folder: string }): Promise<SweepOutcome> =>
  runSweep({ spec, workers: 2, ...options });

function inProcess(
  folder: string,
  sweep: object,
  { shard = "1/1", compute }: { readonly shard?: string; readonly compute?: URL } = {},
): { child: ChildProcess; output: Promise<string> } {
  const script = fileURLToPath(new URL("runInProcess.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, folder, JSON.stringify(sweep), shard, compute?.href ?? ""], {
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

const [reference, wholeLonger] = [newFolder(), newFolder()];
let outcome: SweepOutcome;
const progress: SweepProgress[] = [];
beforeAll(async () => {
  outcome = await run({ folder: reference, onProgress: (each) => progress.push(each) });
  await run({ folder: wholeLonger, spec: longer });
}, 60_000);

it("computes every cell once, and says how far it is", () => {
  expect(outcome).toMatchObject({ computed: 12, found: 0, damaged: [], failures: [], diverged: 0, notFinite: {} });
  const { rows } = readSweep(reference);
  const ofCells = rows.filter(({ step }) => step === 10).map(({ evaluations }) => evaluations as number);
  expect(outcome.evaluations).toBe(ofCells.reduce((sum, each) => sum + each, 0));
  expect(namesOf(reference)).toHaveLength(12);
  expect(progress.map(({ done }) => done)).toEqual(Array.from({ length: 13 }, (_, i) => i));
  expect(progress[0]).toMatchObject({ total: 12, failed: 0, secondsLeft: null });
  expect(progress.at(-1)!.secondsLeft).toBe(0);
  expect(progress[6]!.rate).toBeGreaterThan(0);
  expect(hidden(reference)).toEqual([]);
  expect(sweepStatus(reference)).toEqual({
    ...{ total: 12, done: 12, ended: { finished: 12 }, begun: 0, running: 0, failed: [], secondsLeft: 0 },
  });
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

it("gives the same bytes for any number of workers, in JavaScript, and in two shards of two processes at once", async () => {
  const one = newFolder();
  await run({ folder: one, workers: 1 });
  expect(cellsOf(one)).toEqual(cellsOf(reference));
  const javascript = newFolder();
  await run({ folder: javascript, spec: { ...spec, build: "javascript" } });
  const values = (folder: string) => readSweep(folder).rows.map(({ build: _, ...row }) => row);
  expect(values(javascript)).toEqual(values(reference));
  const shared = newFolder();
  const outputs = await Promise.all(["1/2", "2/2"].map((shard) => inProcess(shared, spec, { shard }).output));
  expect(outputs.map((text) => JSON.parse(text).computed)).toEqual([6, 6]);
  expect(cellsOf(shared)).toEqual(cellsOf(reference));
});

it("two runs at once share a folder: few cells are computed twice, and the bytes are the same", async () => {
  const shared = newFolder();
  const outputs = await Promise.all([inProcess(shared, longer).output, inProcess(shared, longer).output]);
  const computed = outputs.map((text) => (JSON.parse(text) as SweepOutcome).computed);
  // at most one double a worker, and they have four
  expect(computed[0]! + computed[1]!).toBeLessThanOrEqual(18 + 4);
  expect(cellsOf(shared)).toEqual(cellsOf(wholeLonger));
  expect(hidden(shared)).toEqual([]);
});

it("goes on where a killed process stopped, loses no finished cell, and leaves nothing half-written", async () => {
  const folder = newFolder();
  const { child, output } = inProcess(folder, longer);
  while (namesOf(folder).length < 5) await setTimeout(5);
  child.kill("SIGKILL");
  expect(await output).toBe("");
  const before = cellsOf(folder);
  const count = Object.keys(before).length;
  expect(count).toBeLessThan(18);
  expect(hidden(folder).length).toBeGreaterThan(0);
  expect(await run({ folder, spec: longer })).toMatchObject({ computed: 18 - count, found: count, damaged: [] });
  expect(hidden(folder)).toEqual([]);
  expect(cellsOf(folder)).toEqual(cellsOf(wholeLonger));
  expect(cellsOf(folder)).toMatchObject(before);
});

describe.skipIf(!existsSync("/proc/self/task"))("workers", () => {
  it("end within a second of their parent, also in the middle of a long computation", async () => {
    const folder = newFolder();
    // not a moment in which it would hear of anything
    const module = join(newFolder(), "endless.mjs");
    writeFileSync(module, "export default () => { for (;;); };");
    const { child, output } = inProcess(folder, spec, { compute: pathToFileURL(module) });
    const children = (): string[] => {
      const path = `/proc/${child.pid}/task/${child.pid}/children`;
      return existsSync(path) ? readFileSync(path, "utf8").trim().split(" ").filter(Boolean) : [];
    };
    const busy = (pid: string): boolean =>
      Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[11]) > 50;
    while (children().filter(busy).length < 2) await setTimeout(20);
    const watching = (): string | undefined =>
      children().find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("workerWatcher"));
    // one that is killed is replaced
    const first = watching()!;
    process.kill(Number(first), "SIGKILL");
    for (let now: string | undefined = first; now === undefined || now === first; now = watching())
      await setTimeout(20);
    const pids = children();
    child.kill("SIGKILL");
    await output;
    const alive = (): string[] =>
      pids.filter((pid) => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`).length > 0);
    for (let waited = 0; alive().length > 0 && waited < 200; waited++) await setTimeout(50);
    const left = alive();
    for (const pid of left) process.kill(Number(pid), "SIGKILL");
    expect(left).toEqual([]);
  });
});

it("goes on past a cell that fails, the first one too, and says which and why, also later", async () => {
  const [folder, module] = [newFolder(), join(newFolder(), "mine.mjs")];
  const of = '({ theta }) => { if (theta.length > 60) throw new RangeError("theta is too long"); return NaN; }';
  writeFileSync(
    module,
    `export const measures = [{ name: "short", label: "", unit: "", scale: "linear", better: null, per: "run", of: ${of} }];`,
  );
  const wider = {
    ...spec,
    model: { name: "two-layer", hiddenWidth: [10, 8] },
    measures: ["short"],
    seed: 1,
    start: { name: "mirrored", tau: 1 },
  };
  const failed = await run({ folder, spec: wider, modules: [module] });
  expect(failed).toMatchObject({ computed: 1, found: 0, notFinite: { short: 1 } });
  expect(failed.failures).toMatchObject([
    { cell: { model: { hiddenWidth: 10 } }, message: 'measure "short": theta is too long' },
  ]);
  expect(readSweep(folder).missing).toHaveLength(1);
  expect(sweepStatus(folder)).toMatchObject({ total: 2, done: 1, failed: [{ columns: { hiddenWidth: 10, tau: 1 } }] });
});

it("gives the cell of a worker that is killed to another, once", async () => {
  const own = { ...spec, measures: ["fatal"], seed: 1, start: { name: "mirrored", tau: 1 } };
  const outcomeOf = async (condition: string): Promise<SweepOutcome> => {
    const [folder, module] = [newFolder(), join(newFolder(), "fatal.mjs")];
    const marker = JSON.stringify(join(folder, "died"));
    const code = `import { existsSync, writeFileSync } from "node:fs";
      const of = () => {
        if (process.env.TINYPOOL_WORKER_ID && ${condition}) {
          writeFileSync(${marker}, "");
          process.kill(process.pid, "SIGKILL");
        }
        return 1;
      };
      export const measures = [{ name: "fatal", label: "", unit: "", scale: "linear", better: null, per: "run", of }];`;
    writeFileSync(module, code.replaceAll("MARKER", marker));
    return run({ folder, spec: own, modules: [module], workers: 1 });
  };
  expect(await outcomeOf("!existsSync(MARKER)")).toMatchObject({ computed: 1, failures: [] });
  const { computed, failures } = await outcomeOf("true");
  expect([computed, failures.map(({ message }) => message)]).toEqual([
    0,
    ["two worker processes died on it: killed, out of memory or ended by process.exit"],
  ]);
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
  expect(rows.length / 2 + missing.length).toBe(18);
  expect(rows.length).toBeGreaterThanOrEqual(6);
  expect(hidden(folder)).toEqual([]);
});

it("never takes the cells of other data for its own", async () => {
  const [folder, filesFolder] = [newFolder(), newFolder()];
  const data = (first: number): void => writeFileSync(join(filesFolder, "X.csv"), `a,b\n${first},0\n0,1\n1,1\n`);
  const files = { ...spec, task: { name: "arrays", X: "X.csv", y: [1, 0.5, -1] }, seed: 1 };
  data(1);
  expect(await run({ folder, spec: files, filesFolder })).toMatchObject({ computed: 6 });
  expect(await run({ folder, spec: files, filesFolder })).toMatchObject({ computed: 0, found: 6 });
  data(2);
  await expect(run({ folder, spec: files, filesFolder })).rejects.toThrow(
    "6 of its 6 cells are not in the spec, whose files have changed",
  );
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
    const before = readSweep(folder).rows;
    const other = { ...more, measures: ["size", "trainLoss"] };
    await expect(run({ folder, spec: other, modules: [module], others: "keep" })).rejects.toThrow(
      "6 cells of another program without a measure or a checkpoint that is asked for",
    );
    expect(readSweep(folder).rows).toEqual(before);
    const sizes = new Map(before.map(({ program, size }) => [program, size]));
    expect([...sizes.values()].sort()).toEqual([20 * 8 * 7, 22 * 8 * 7]);
    // a sweep without the module cannot ask for its measure: the rows that have it keep it
    const elsewhere = newFolder();
    await run({ folder: elsewhere, spec: other, modules: [module] });
    const extended = { ...mine, measures: ["trainLoss"], seed: [1, 2, 3] };
    expect(await run({ folder: elsewhere, spec: extended, others: "keep" })).toMatchObject({ computed: 6, others: 12 });
    const sizesOf = (wanted: (seed: unknown) => boolean): Set<unknown> =>
      new Set(readSweep(elsewhere).rows.flatMap(({ seed, size }) => (wanted(seed) ? [size] : [])));
    expect(sizesOf((seed) => seed !== 3)).toEqual(new Set([22 * 8 * 7]));
    expect(sizesOf((seed) => seed === 3)).toEqual(new Set([undefined]));
    await expect(run({ folder, spec: mine, modules: [join(folder, "none.mjs")] })).rejects.toThrow(
      /none\.mjs cannot be loaded: there is no such file$/,
    );
  });
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
});

describe("a module that cannot be used in a worker", () => {
  const one = { ...spec, measures: ["mine"], seed: 1, start: { name: "mirrored", tau: 1 } };
  const measures = `export const measures = [{ name: "mine", label: "", unit: "", scale: "linear", better: null, per: "run", of: () => 1 }];`;
  const outcomeOf = (code: string, isCompute: boolean): Promise<SweepOutcome> => {
    const module = join(newFolder(), "mine.mjs");
    writeFileSync(module, code);
    const given = isCompute
      ? { spec: { ...one, measures: ["trainLoss"] }, compute: pathToFileURL(module) }
      : { spec: one, modules: [module] };
    return run({ folder: newFolder(), workers: 1, ...given });
  };
  const inWorker = "if (process.env.TINYPOOL_WORKER_ID)";

  it.each([
    [true, 'throw new Error("no device\\nhere")', /^\/.*mine\.mjs cannot be loaded: no device \(\/.*mine\.mjs:1\)$/],
    [true, "export default (;", /^\/.*mine\.mjs cannot be loaded: Unexpected token ';'$/],
    [true, "export default 3;", /^\/.*mine\.mjs has 3 as its default export; expected a function of a cell$/],
    [
      false,
      `${measures}\n${inWorker} await import("./none.mjs")`,
      /^\/.*mine\.mjs cannot be loaded: Cannot find module .*none\.mjs/,
    ],
    [
      false,
      `${measures}\n${inWorker} await new Promise(() => {});`,
      /^\/.*mine\.mjs cannot be loaded: its top-level await never settles$/,
    ],
  ])(
    "is refused before anything starts, in one line that says why and where (%s, %s)",
    async (isCompute, code, line) => {
      await expect(outcomeOf(code, isCompute)).rejects.toThrow(
        expect.objectContaining({ message: expect.stringMatching(line), name: "RangeError" }),
      );
    },
  );

  it("by an error that nobody catches tells it", async () => {
    const { failures } = await outcomeOf(`${measures}\n${inWorker} Promise.reject(new Error("no device"));`, false);
    expect(failures[0]!.message).toMatch(/^two worker processes died on it: no device \(\/.*mine\.mjs:2\)$/);
  });
});

it("asks for the URL of a file", async () => {
  await expect(run({ folder: newFolder(), compute: new URL("https://example.org/mine.mjs") })).rejects.toThrow(
    "compute is https://example.org/mine.mjs; expected the URL of a file",
  );
});

it("loads what it works with from one file, which is the program that results name", () => {
  const inFolder = (name: string): string =>
    readFileSync(fileURLToPath(new URL(`../dist/worker/${name}`, import.meta.url)), "utf8");
  expect(inFolder("program.txt")).toBe(provenanceOf([]).program);
  expect(inFolder("cellWork.js")).not.toMatch(/^import .* from "(?!node:|module")/m);
});

it("asks for a whole number of workers", async () => {
  await expect(run({ folder: newFolder(), workers: 0.5 })).rejects.toThrow(
    "workers is 0.5; expected a whole number above 0",
  );
});

it.each([
  ["bun", "Bun 1.4"],
  ["deno", "Deno 2.9"],
] as const)("says in one line that %s has no processes for it, before anything is written", async (name, shown) => {
  const folder = join(newFolder(), "out");
  const versions = Object.getOwnPropertyDescriptor(process, "versions")!;
  Object.defineProperty(process, "versions", { ...versions, value: { ...process.versions, [name]: shown.slice(-3) } });
  try {
    await expect(run({ folder })).rejects.toThrow(
      new RangeError(`a sweep on all cores was begun in ${shown}; expected Node, or \`compute\` in this thread`),
    );
    expect(existsSync(folder)).toBe(false);
  } finally {
    Object.defineProperty(process, "versions", versions);
  }
});
