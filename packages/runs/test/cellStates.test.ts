import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseSafetensors, safetensors } from "@lazyrich/tables";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ComputeCell, runSweep, sweepStatus } from "../dist/files/index.js";
import { builtInLists as lists, problemMaker, runCell, type TrainingState } from "../dist/index.js";

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-states-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const filesIn = (folder: string, name: string): string[] =>
  existsSync(join(folder, name)) ? readdirSync(join(folder, name)).map((each) => join(folder, name, each)) : [];
const cellText = (folder: string): string => readFileSync(filesIn(folder, "cells")[0]!, "utf8");
const noFiles = (): never => {
  throw new Error("no spec here names a file");
};

const student = {
  task: { name: "student-teacher", inputDimension: 5, trainSize: 30, testSize: 20 },
  model: { name: "two-layer", hiddenWidth: 6 },
  start: { name: "mirrored", tau: 0.5, delta: -0.3 },
};
const deep = {
  task: { name: "random-hierarchy", classes: 3, tuples: 2, symbols: 4, levels: 3, trainSize: 40, testSize: 10 },
  model: { name: "mlp", widths: [8, 8], parameterization: "mean-field", precision: "float32" },
  start: { name: "deep-gaussian", alpha: 1 },
  loss: "cross-entropy",
};
const batches = { name: "sgd", learningRate: 0.5, batch: 7, stopLoss: 0 };
const specs: [string, object, number[][]?][] = [
  [
    "gradient-descent",
    { ...student, dynamics: { name: "gradient-descent", learningRate: 0.1, steps: [0, 3, 9, 40, 60] } },
  ],
  ["gradient-flow", { ...student, dynamics: { name: "gradient-flow", times: [0, 0.1, 1, 10, 30] } }],
  ["dormand-prince", { ...student, dynamics: { name: "dormand-prince", times: [0, 0.1, 1, 5] } }],
  ["sgd", { ...deep, dynamics: { ...batches, epochs: [0, 1, 3, 12], schedule: "cosine", layerRates: [1, 2, 0.5] } }],
  ["sgd by steps", { ...deep, dynamics: { ...batches, momentum: 0, steps: [1, 6, 47] } }],
  [
    "sgd to its stopLoss",
    { ...student, dynamics: { ...batches, learningRate: 0.05, stopLoss: 0.02, stopEvery: 3, epochs: [1, 3000] } },
  ],
  [
    // two fifths of the first epoch's loss would end the run there
    "sgd in the middle of an epoch",
    { ...student, dynamics: { ...batches, learningRate: 0.05, stopLoss: 0.11, epochs: [1, 3000] } },
    [[2], [3, 4]],
  ],
  [
    "gradient-descent until it diverges",
    { ...student, dynamics: { name: "gradient-descent", learningRate: 100, steps: [0, 1, 1000] } },
    [[1], [2, 1]],
  ],
  [
    "sgd until it diverges",
    { ...student, dynamics: { ...batches, learningRate: 30, steps: [0, 1, 1000] } },
    [[1], [2, 1]],
  ],
  [
    "gradient-flow until it has no more evaluations",
    { ...student, dynamics: { name: "gradient-flow", times: [0, 0.1, 1e6], stopLoss: 0, maximumEvaluations: 400 } },
    [[1], [2, 1]],
  ],
];

/** Runs a cell in this thread, keeping every state, and stops at a given one. */
function sweepInThread(
  spec: object,
  folder: string,
): {
  run(stopAt?: number): Promise<{ from: boolean; gradients: number; states: number; damaged: readonly string[] }>;
} {
  const problemOf = problemMaker(lists, noFiles);
  let stopAt = Number.POSITIVE_INFINITY;
  let controller = new AbortController();
  let states = 0;
  let from: TrainingState | undefined;
  const count = { gradients: 0 };
  const compute: ComputeCell = (cell, options) => {
    from = options.from;
    const { bound, ...rest } = problemOf(cell);
    const counted = {
      ...bound,
      lossAndGradient(...given: Parameters<typeof bound.lossAndGradient>) {
        count.gradients++;
        return bound.lossAndGradient(...given);
      },
    };
    return runCell(
      lists,
      cell,
      { ...rest, bound: counted },
      {
        ...options,
        onState(state) {
          // a run to its end has no need of them
          if (stopAt < Number.POSITIVE_INFINITY) options.onState!(state);
          if (++states === stopAt) controller.abort(new Error("stopped in the middle"));
        },
      },
    );
  };
  return {
    async run(at = Number.POSITIVE_INFINITY) {
      [stopAt, states, count.gradients, controller] = [at, 0, 0, new AbortController()];
      const running = runSweep({ spec, folder, compute, secondsPerState: 0, signal: controller.signal });
      let damaged: readonly string[] = [];
      if (at === Number.POSITIVE_INFINITY) damaged = (await running).damaged;
      else await expect(running).rejects.toThrow("stopped in the middle");
      return { damaged, from: from !== undefined, gradients: count.gradients, states };
    },
  };
}

describe.each(specs)("%s, stopped in the middle", (_name, spec, stops = [[1], [23], [2, 5, 6]]) => {
  it("goes on to the same bytes, from any state and however often, and does only the rest", async () => {
    const whole = newFolder();
    const all = await sweepInThread(spec, whole).run();
    for (const each of [...stops, [all.states]]) {
      const folder = newFolder();
      const sweep = sweepInThread(spec, folder);
      for (const [i, stop] of each.entries()) {
        expect((await sweep.run(stop)).from).toBe(i > 0);
        expect([filesIn(folder, "cells"), filesIn(folder, "states").length]).toEqual([[], 1]);
        expect(sweepStatus(folder)).toMatchObject({ total: 1, done: 0, running: 0, failed: [] });
      }
      const rest = await sweep.run();
      expect(rest.from).toBe(true);
      expect(rest.gradients).toBeLessThan(all.gradients);
      expect(cellText(folder)).toBe(cellText(whole));
      expect(existsSync(join(folder, "states"))).toBe(false);
    }
  });
});

describe("a state that is not the cell's", () => {
  const [, spec] = specs[0] as [string, { readonly dynamics: object }];
  const stopped = async (): Promise<{ folder: string; state: string; sweep: ReturnType<typeof sweepInThread> }> => {
    const folder = newFolder();
    const sweep = sweepInThread(spec, folder);
    await sweep.run(20);
    return { folder, sweep, state: filesIn(folder, "states")[0]! };
  };
  const whole = newFolder();
  beforeAll(() => sweepInThread(spec, whole).run());

  it.each([
    ["cut", (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    ["empty", () => Buffer.alloc(0)],
    [
      "changed in its last number",
      (bytes: Buffer) => {
        bytes[bytes.length - 2]! ^= 1;
        return bytes;
      },
    ],
    [
      "without a checksum that is of it",
      (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace(/"sha256":"../, '"sha256":"xx'), "latin1"),
    ],
  ])("%s: is passed over with a word", async (_name, damage) => {
    const { folder, state, sweep } = await stopped();
    writeFileSync(state, damage(readFileSync(state)));
    expect(await sweep.run()).toMatchObject({ from: false, damaged: [`the state ${state} is damaged`] });
    expect(cellText(folder)).toBe(cellText(whole));
    expect(existsSync(join(folder, "states"))).toBe(false);
  });

  it.each([
    ["program", /"program":"\[1,\\"../, '"program":"[1,\\"zz', "is of another program"],
    ["cell", /"identity":"\{\\"build\\":\\"simd/, '"identity":"{\\"build\\":\\"dims', "is of another cell"],
    ["checkpoints", /"checkpoints":"\[\\"steps\\",0/, '"checkpoints":"[\\"steps\\",1', "is of other checkpoints"],
  ])("of another %s: is passed over with a word", async (_name, ours, theirs, problem) => {
    const { folder, state, sweep } = await stopped();
    const { arrays, metadata } = parseSafetensors(readFileSync(state), state);
    const { sha256: _, ...about } = metadata;
    const changed = JSON.parse(JSON.stringify(about).replace(ours, theirs)) as Record<string, string>;
    expect(changed).not.toEqual(about);
    const sha256 = createHash("sha256").update(safetensors(arrays, changed)).digest("hex");
    writeFileSync(state, safetensors(arrays, { ...changed, sha256 }));
    expect(await sweep.run()).toMatchObject({ from: false, damaged: [`the state ${state} ${problem}`] });
    expect(cellText(folder)).toBe(cellText(whole));
  });

  it("of the same cell asked for more checkpoints: is passed over, as the end of a run decides its steps", async () => {
    const { folder } = await stopped();
    const more = { ...spec, dynamics: { ...spec.dynamics, steps: [0, 3, 9, 40, 80] } };
    const again = await sweepInThread(more, folder).run();
    expect(again.damaged).toEqual([expect.stringMatching(/ is of other checkpoints$/)]);
  });
});

it("what a dead process has left beside states is removed with their place", async () => {
  const [, spec] = specs[0]!;
  const folder = newFolder();
  const sweep = sweepInThread(spec, folder);
  await sweep.run(3);
  const [state] = filesIn(folder, "states");
  const host = hostname().replace(/[^A-Za-z0-9-]/g, "-");
  writeFileSync(join(folder, "states", `.${basename(state!)}.${host}~999999999~0.tmp`), "half");
  expect((await sweep.run()).from).toBe(true);
  expect(existsSync(join(folder, "states"))).toBe(false);
});

it("a sweep on the cores that is stopped keeps the state of its cell, and goes on from there", async () => {
  const spec = {
    ...student,
    dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [5, 60_000], stopLoss: 0 },
  };
  const [whole, folder] = [newFolder(), newFolder()];
  await runSweep({ spec, folder: whole, workers: 1 });
  const controller = new AbortController();
  const running = runSweep({ spec, folder, workers: 1, secondsPerState: 0.01, signal: controller.signal });
  const stopped = expect(running).rejects.toThrow("enough");
  while (!filesIn(folder, "states").some((name) => name.endsWith(".safetensors"))) await setTimeout(5);
  controller.abort(new Error("enough"));
  await stopped;
  expect(filesIn(folder, "cells")).toEqual([]);
  const [state, ...others] = filesIn(folder, "states");
  expect(others).toEqual([]);
  expect(parseSafetensors(readFileSync(state!), state!).arrays.time!.data[0]).toBeGreaterThan(0);
  expect(await runSweep({ spec, folder, workers: 1 })).toMatchObject({ computed: 1, damaged: [], failures: [] });
  expect(cellText(folder)).toBe(cellText(whole));
  expect(existsSync(join(folder, "states"))).toBe(false);
});
