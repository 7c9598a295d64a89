import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lazyrich, temporaryFolder } from "./lazyrich.js";

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
    ...{ X: file("X"), y: file("y"), XTest: file("X-test"), yTest: file("y-test") },
    ...{ directions: file("student-directions"), signs: file("student-signs") },
    ...{ tau, delta, learningRate, steps, dynamics: "gradient-descent" },
  };
}

test("gradient descent as in the paper: every metric of the reference runs to 1e-9, the Hamming distance exactly", async () => {
  for (const run of runs) {
    const { code, stdout, stderr } = await lazyrich(["train", "--spec", "-", "--format", "json"], {
      input: JSON.stringify(specOf(run)),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const answer = JSON.parse(stdout);
    for (const name of ["trainLoss", "generalizationError", "kernelDistance", "parameterDistance"] as const) {
      for (const [i, expected] of run[name].entries()) {
        // the reference's kernel distance is 1 - cos, with an error of 1e-16 at the start
        const tolerance = 1e-9 * Math.abs(expected) + 1e-15;
        expect(Math.abs(answer[name][i] - expected), `${name} at step ${run.steps[i]}`).toBeLessThan(tolerance);
      }
    }
    for (const [i, expected] of run.hammingDistance.entries())
      expect(answer.hammingDistance[i]).toBeCloseTo(expected, 12);
    expect(answer).toMatchObject({ tau: run.tau, delta: run.delta, steps: run.steps, dynamics: "gradient-descent" });
  }
});

test("paths are relative to the spec; --out writes the answer and the parameters, which have delta", async () => {
  const folder = temporaryFolder();
  for (const name of ["X", "y", "student-directions", "student-signs"]) {
    writeFileSync(join(folder, `${name}.npy`), readFileSync(join(references, `${name}.npy`)));
  }
  const spec = {
    ...{ X: "X.npy", y: "y.npy", directions: "student-directions.npy", signs: "student-signs.npy" },
    ...{ tau: 0.5, delta: 0.25, learningRate: 0.02, steps: [0, 100], dynamics: "gradient-flow" },
  };
  writeFileSync(join(folder, "run.json"), JSON.stringify(spec));
  const { code, stdout } = await lazyrich([
    "train",
    "--spec",
    join(folder, "run.json"),
    "--out",
    join(folder, "result"),
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^tau = 0\.5, delta = 0\.25, gradient-flow: \d+ evaluations/);
  expect(stdout).toContain("generalizationError");
  expect(readdirSync(join(folder, "result")).sort()).toEqual(["W.npy", "a.npy", "train.json"]);
  const { generalizationError, trainLoss } = JSON.parse(readFileSync(join(folder, "result/train.json"), "utf8"));
  expect(generalizationError).toEqual([null, null]);
  expect(trainLoss[1]).toBeLessThan(trainLoss[0]);
  expect(readFileSync(join(folder, "result/W.npy")).subarray(1, 6).toString()).toBe("NUMPY");
});

test("bad input: one line that names it, exit 2, nothing written", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "X.npy"), readFileSync(join(references, "X.npy")).subarray(0, 1000));
  const good = { ...specOf(runs[0]!), steps: [0] };
  const line = async (change: object, options: readonly string[] = []): Promise<string> => {
    const args = ["train", "--spec", "-", "--out", "out", ...options];
    const { code, stdout, stderr } = await lazyrich(args, {
      cwd: folder,
      input: JSON.stringify({ ...good, ...change }),
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr;
  };
  expect(await line({ X: "X.npy" })).toBe(
    "lazyrich: spec.X names X.npy, which holds 872 bytes of data; expected 8000 for shape (100, 10) of <f8\n",
  );
  expect(await line({ X: "none.npy" })).toBe("lazyrich: spec.X names none.npy, which cannot be read (ENOENT)\n");
  expect(await line({ tau: 0 })).toBe("lazyrich: spec.tau is 0; expected a positive number\n");
  expect(await line({ dynamics: "sgd" })).toMatch(/^lazyrich: spec\.dynamics is "sgd"; expected/);
  expect(await line({ signs: [1, 2] })).toMatch(/^lazyrich: spec\.signs has 2 entries; expected 20/);
  expect(await line({}, ["--build", "cuda"])).toBe('lazyrich: --build is "cuda"; expected simd or relaxed-simd\n');
  expect(readdirSync(folder)).toEqual(["X.npy"]);
});
