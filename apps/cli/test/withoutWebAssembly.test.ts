import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lazyrich, temporaryFolder } from "./lazyrich.js";

const spec = {
  task: { name: "student-teacher", inputDimension: 6, trainSize: 60, testSize: 100 },
  model: { name: "two-layer", hiddenWidth: 8 },
  start: { name: "mirrored", tau: 1, delta: 0 },
  dynamics: { name: "gradient-flow", learningRate: 0.01, steps: [10] },
};

const contents = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]);

const inPlainJavaScript = { NODE_OPTIONS: "--jitless" };
const withoutNodesWarning = (stderr: string): string => stderr.replace(/^Warning: .*expose_wasm.*\n/, "");

const few = { deltas: [-1, 0.5], times: { count: 20 } };
const shallow = { depths: [2, "infinite"], starts: { count: 3 }, times: { count: 20 } };

test.each([
  [["train"], spec],
  [["train", "--set", "model.biases=true"], spec],
  [["figure", "3"], few],
  [["figure", "deep-modes"], shallow],
] as const)("%j without WebAssembly writes the same bytes", async (args, given) => {
  const folder = temporaryFolder();
  const run = (out: string, env: Readonly<Record<string, string>>) =>
    lazyrich([...args, "--spec", "-", "--out", out], { cwd: folder, input: JSON.stringify(given), env });
  const [usual, without] = [await run("usual", {}), await run("without", inPlainJavaScript)];
  for (const { code, stderr } of [usual, without]) {
    expect({ code, stderr: withoutNodesWarning(stderr) }).toEqual({ code: 0, stderr: "" });
  }
  expect(contents(join(folder, "without"))).toEqual(contents(join(folder, "usual")));
});

test("relaxed-simd, whose bytes are its own, is refused where it does not run", async () => {
  const args = ["train", "--spec", "-", "--set", "build=relaxed-simd"];
  const { code, stderr } = await lazyrich(args, { input: JSON.stringify(spec), env: inPlainJavaScript });
  expect({ code, stderr: withoutNodesWarning(stderr) }).toEqual({
    code: 2,
    stderr: 'lazyrich: model "two-layer": build is "relaxed-simd", which does not run here; these do: javascript\n',
  });
});
