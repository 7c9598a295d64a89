import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lazyrichInTurn, temporaryFolder } from "./lazyrich.js";

const references = fileURLToPath(
  new URL("../../../packages/runs/test/references/relu-student-teacher/", import.meta.url),
);
interface Reference {
  readonly tau: number;
  readonly delta: number;
  readonly learningRate: number;
  readonly steps: number[];
  readonly trainLoss: number[];
  readonly generalizationError: number[];
  readonly kernelDistance: number[];
  readonly hammingDistance: number[];
  readonly parameterDistance: number[];
}
const runs: Reference[] = JSON.parse(readFileSync(join(references, "metrics.json"), "utf8"));

function specOf({ tau, delta, learningRate, steps }: Reference): object {
  const file = (name: string): string => join(references, `${name}.npy`);
  return {
    task: { name: "arrays", X: file("X"), y: file("y"), XTest: file("X-test"), yTest: file("y-test") },
    model: { name: "two-layer", hiddenWidth: 20 },
    start: {
      ...{ name: "directions", directions: file("student-directions"), signs: file("student-signs") },
      ...{ tau, delta },
    },
    dynamics: { name: "gradient-descent", learningRate, steps },
  };
}

const measures = ["trainLoss", "generalizationError", "kernelDistance", "parameterDistance"] as const;

test("gradient descent as in the paper: every measure of the reference runs to 1e-9, the Hamming distance exactly", async () => {
  for (const run of runs) {
    const { code, stdout, stderr } = await lazyrichInTurn(["train", "--spec", "-", "--format", "json"], {
      input: JSON.stringify(specOf(run)),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { spec, rows, provenance } = JSON.parse(stdout);
    for (const name of measures) {
      for (const [i, expected] of run[name].entries()) {
        // the reference's kernel distance is 1 - cos, with an error of 1e-16 at the start
        const tolerance = 1e-9 * Math.abs(expected) + 1e-15;
        expect(Math.abs(rows[i][name] - expected), `${name} at step ${run.steps[i]}`).toBeLessThan(tolerance);
      }
    }
    for (const [i, expected] of run.hammingDistance.entries()) {
      expect(rows[i].hammingDistance).toBeCloseTo(expected, 12);
      expect(rows[i]).toMatchObject({
        tau: run.tau,
        delta: run.delta,
        step: run.steps[i],
        dynamics: "gradient-descent",
      });
    }
    expect(spec).toMatchObject({ loss: { name: "mean-squared" }, seed: 0, build: "simd" });
    expect(provenance).toMatchObject({ schema: 1, program: expect.stringMatching(/^[0-9a-f]{64}$/) });
  }
});

test("files are named from the folder of the spec; --out writes the result and the parameters, from which a run goes on", async () => {
  const folder = temporaryFolder();
  for (const name of ["X", "y"]) {
    writeFileSync(join(folder, `${name}.npy`), readFileSync(join(references, `${name}.npy`)));
  }
  const spec = {
    task: { name: "arrays", X: "X.npy", y: "y.npy" },
    model: { name: "two-layer", hiddenWidth: 20 },
    start: { name: "mirrored", tau: 0.5 },
    dynamics: { name: "gradient-flow", learningRate: 0.02, steps: [0, 100] },
  };
  const run = join(folder, "run.json");
  writeFileSync(run, JSON.stringify(spec));
  const out = join(folder, "result");
  const { code, stdout } = await lazyrichInTurn(["train", "--spec", run, "--set", "start.delta=0.25", "--out", out]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^arrays, two-layer, mirrored, gradient-flow: \d+ evaluations; (lazy|rich): S = \S+ at step 100\n\n/,
  );
  expect(stdout).toMatch(/step +t +trainLoss +generalizationError +kernelDistance/);
  expect(readdirSync(out).sort()).toEqual(["parameters.npz", "train.json"]);
  const { rows } = JSON.parse(readFileSync(join(out, "train.json"), "utf8"));
  expect(rows.map((row: { generalizationError: null }) => row.generalizationError)).toEqual([null, null]);
  expect(rows[1].trainLoss).toBeLessThan(rows[0].trainLoss);
  expect(rows[1].delta).toBe(0.25);
  const start = '{"name": "file", "file": "result/parameters.npz"}';
  const further = await lazyrichInTurn(["train", "--spec", run, "--set", `start=${start}`, "--format", "json"]);
  expect(JSON.parse(further.stdout).rows[0].trainLoss).toBe(rows[1].trainLoss);
});

test("a measure of each layer is a second table, also to read", async () => {
  const spec = { ...specOf({ ...runs[0]!, steps: [0, 10] }), measures: ["trainLoss", "layerKernelShare"] };
  const { stdout } = await lazyrichInTurn(["train", "--spec", "-"], { input: JSON.stringify(spec) });
  const [, , main, , , , layers, ...rows] = stdout.split("\n");
  expect(main!.trim().split(/ +/)).toEqual(["step", "t", "trainLoss"]);
  expect(layers!.trim().split(/ +/)).toEqual(["step", "t", "layer", "layerName", "layerKernelShare"]);
  expect(rows.slice(0, 4).map((row) => row.trim().split(/ +/)[3])).toEqual(["W", "A", "W", "A"]);
});

test("a run that diverges is a result; --dry-run says what a run takes and writes nothing", async () => {
  const folder = temporaryFolder();
  const spec = { ...specOf(runs[0]!), dynamics: { name: "gradient-descent", learningRate: 1e3, steps: [0, 1, 1000] } };
  const diverged = await lazyrichInTurn(["train", "--spec", "-"], { input: JSON.stringify(spec) });
  expect(diverged.code).toBe(0);
  expect(diverged.stdout).toMatch(/; diverged at step \d+, its last finite loss \d\S+\n/);
  const dry = await lazyrichInTurn(["train", "--spec", "-", "--out", "out", "--dry-run"], {
    ...{ cwd: folder, input: JSON.stringify(specOf({ ...runs[0]!, steps: [0, 10] })) },
  });
  expect(dry.stdout).toMatch(
    /^1 cell; 220 parameters\none cell, run once: .* s, 10 gradient evaluations, \d+ MiB with Node\nthe cell: /,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("bad input: one line that names it, exit 2, nothing written", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "X.npy"), readFileSync(join(references, "X.npy")).subarray(0, 1000));
  const good = JSON.stringify(specOf({ ...runs[0]!, steps: [0] }));
  const line = async (set: string, options: readonly string[] = []): Promise<string> => {
    const settings = set === "" ? [] : ["--set", set];
    const args = ["train", "--spec", "-", "--out", "out", ...settings, ...options];
    const { code, stdout, stderr } = await lazyrichInTurn(args, { cwd: folder, input: good });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr;
  };
  expect(await line("task.X=X.npy")).toBe(
    "lazyrich: spec.task.X names X.npy, which holds 872 bytes of data; expected 8000 for shape (100, 10) of <f8\n",
  );
  expect(await line("task.X=none.npy")).toBe("lazyrich: spec.task.X names none.npy, which cannot be read (ENOENT)\n");
  expect(await line("start.tau=0")).toMatch(/^lazyrich: spec\.start\.tau is 0; expected/);
  expect(await line("start.tau=0.1,1")).toBe("lazyrich: the spec has 2 cells; expected one, or `lazyrich sweep`\n");
  expect(await line("dynamics.name=sgdd")).toMatch(/^lazyrich: spec\.dynamics\.name is "sgdd"; expected/);
  expect(await line("start.signs=[1,2]")).toMatch(/^lazyrich: spec\.start\.signs has 2 entries; expected 20/);
  expect(await line("start")).toMatch(/^lazyrich: --set is "start"; expected FIELD=VALUE/);
  expect(await line("", ["--format", "xml"])).toMatch(/^lazyrich: --format is "xml"; expected table, csv or json/);
  expect(await line("", ["--with", "none.mjs"])).toMatch(/none\.mjs cannot be loaded/);
  expect(readdirSync(folder)).toEqual(["X.npy"]);
});
