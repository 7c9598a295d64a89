import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Checkpoint, diagnose, inferredChain } from "@lazyrich/diagnose";
import { readCheckpoint, readTable } from "@lazyrich/diagnose/files";
import { npy, npz, parseCsv, parseNpz, safetensors } from "@lazyrich/tables";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { parseParquet } from "@lazyrich/tables/parquet";
import { expect, test } from "vitest";
import { diagnosisText } from "../src/commands/diagnose/diagnosisText.js";
import { lazyrich, lazyrichInTurn, temporaryFolder } from "./lazyrich.js";

const reference = (name: string): string =>
  fileURLToPath(new URL(`../../../packages/diagnose/test/references/diagnose-${name}`, import.meta.url));
const files = (extra: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries({
    before: reference("before.safetensors"),
    after: reference("after.safetensors"),
    inputs: reference("X.npy"),
    ...extra,
  }).flatMap(([name, path]) => [`--${name}`, path]);

test("the contract for other programs, as PyTorch has it", async () => {
  const expected = JSON.parse(readFileSync(reference("expected.json"), "utf8"));
  const { code, stdout, stderr } = await lazyrich([
    "diagnose",
    ...files({ labels: reference("labels.npy") }),
    "--format",
    "json",
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const found = JSON.parse(stdout);
  expect(Object.keys(expected).filter((key) => !(key in found))).toEqual([]);
  expect(found.kernelDistance / expected.kernelDistance).toBeCloseTo(1, 10);
  expect(found.accuracy).toEqual(expected.accuracy);
  expect(found.conserved[1].after).toHaveLength(12);
});

test("loss and accuracy first, then two sentences", async () => {
  const { stdout } = await lazyrichInTurn(["diagnose", ...files({ labels: reference("labels.npy") })]);
  const [head, verdict, advice] = stdout.split("\n\n");
  expect(head!.split("\n")[1]).toMatch(/^loss: 1\.14698 before, 0\.0261485 after \(cross-entropy\)$/);
  expect(head!.split("\n")[2]).toMatch(/^accuracy: 0\.233333 before, 1 after/);
  expect(verdict).toMatch(/^Rich by both directions and sizes, only by both together \(S = 0\.44 ± 0\.024/);
  expect(advice).toMatch(/^Try: /);
  expect(stdout).not.toMatch(/NaN|undefined/);
});

test("a loss that rose asks for the order of the checkpoints", () => {
  const [before, after] = [reference("after.npz"), reference("before.npz")].map(readCheckpoint) as [
    Checkpoint,
    Checkpoint,
  ];
  const [inputs, labels] = [readTable(reference("X.npy")), readTable(reference("labels.npy"))];
  const architecture = inferredChain(before, { inputDimension: inputs.columns });
  const question = "the loss rose from 0.0261485 to 1.14698: are the checkpoints swapped?\n";
  expect(diagnosisText(diagnose({ architecture, before, after, inputs, labels }))).toContain(question);
  expect(diagnosisText(diagnose({ architecture, before: after, after: before, inputs, labels }))).not.toContain(
    "swapped",
  );
});

test("CSV and Parquet hold every number, one a row", async () => {
  const folder = temporaryFolder();
  const [table, columns] = [join(folder, "d.csv"), join(folder, "d.parquet")];
  const results = await Promise.all(
    [table, columns].map((out) => lazyrichInTurn(["diagnose", ...files(), "--out", out])),
  );
  for (const [k, each] of results.entries()) {
    expect(each).toMatchObject({ code: 0, stderr: "" });
    expect(each.stdout.split("\n")).toEqual([expect.stringMatching(/^Rich by/), `wrote ${[table, columns][k]}`, ""]);
  }
  const rows = parseCsv(readFileSync(table, "utf8"));
  expect(rows.filter(({ quantity }) => quantity === "kernelDistance")).toHaveLength(7);
  const { rows: fromParquet } = await parseParquet(readFileSync(columns));
  expect(fromParquet).toEqual(rows);
});

test("what is no chain is refused with a spec to complete, which then serves", async () => {
  const folder = temporaryFolder();
  const arrays = parseNpz(readFileSync(reference("before.npz")), "before");
  const { "0.weight": first, "2.weight": second, ...others } = arrays;
  const attention = safetensors({ "query.weight": second!, "key.weight": second!, "value.weight": second!, ...others });
  const renamed = safetensors({
    temperature: { shape: [], data: Float64Array.of(1) },
    "0.weight": first!,
    "2.weight": second!,
    ...others,
  });
  writeFilesTogether([
    { path: join(folder, "attention.safetensors"), content: attention },
    { path: join(folder, "renamed.safetensors"), content: renamed },
  ]);
  const refused = await lazyrichInTurn(["diagnose", ...files({ before: "attention.safetensors" })], { cwd: folder });
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(
    /^lazyrich: attention\.safetensors: key\.weight is of an attention by its name; .* is in architecture\.json, for --spec architecture\.json\n$/,
  );
  expect(existsSync(join(folder, "architecture.json"))).toBe(true);

  const before = "renamed.safetensors";
  const [again, other] = await Promise.all([
    lazyrichInTurn(["diagnose", ...files({ before: "attention.safetensors" })], { cwd: folder }),
    lazyrichInTurn(["diagnose", ...files({ before, after: before })], { cwd: folder }),
  ]);
  // the spec that is there already is named again, not written beside itself
  expect(again.stderr).toBe(refused.stderr);
  expect(other.stderr).toContain("architecture-2.json");
  const spec = JSON.parse(readFileSync(join(folder, "architecture-2.json"), "utf8"));
  expect(spec.tensors).toMatchObject({ temperature: [], "0.weight": [12, 5] });
  writeFilesTogether([
    { path: join(folder, "spec.json"), content: JSON.stringify({ ...spec, ignore: ["temperature"] }) },
  ]);
  const found = await lazyrichInTurn(
    ["diagnose", ...files({ before, after: before, spec: "spec.json" }), "--format", "json"],
    { cwd: folder },
  );
  expect(found).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(found.stdout)).toMatchObject({ kernelDistance: 0, architecture: "a list of layers by a spec" });
});

test.for([
  [["--before", "missing.safetensors"], /missing\.safetensors/],
  [["--format", "jsn"], /--format is "jsn"; expected one of table, json, csv, parquet.*did you mean/],
  [["--axes", "in"], /--axes is "in"; expected out,in or in,out/],
  [["--activation", "swish"], /activation is "swish"; expected one of relu, leaky, tanh, gelu, linear/],
  [["--inputs", reference("labels.npy")], /labels\.npy has 1 column; the first layer takes 5$/m],
  [["--inputs-count", "500"], /--inputs-count is 500; expected a whole number from 1 to 30, the rows of .*X\.npy/],
  [["--learning-rates", "0"], /--learning-rates has "0"; expected name=rate/],
] as const)("%s", async ([args, line]) => {
  const folder = temporaryFolder();
  const { code, stdout, stderr } = await lazyrichInTurn(["diagnose", ...files(), ...args], { cwd: folder });
  expect(existsSync(join(folder, "architecture.json"))).toBe(false);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(line);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a series by a pattern, ordered by number, as text and as a figure", async () => {
  const folder = temporaryFolder();
  const [start, end] = ["before", "after"].map((name) => parseNpz(readFileSync(reference(`${name}.npz`)), name));
  for (const [step, share] of [
    [2, 0],
    [10, 0.5],
    [100, 1],
  ] as const) {
    const mixed = Object.entries(start!).map(([name, { shape, data }]) => {
      const other = end![name]!.data;
      return [name, { shape, data: data.map((entry, k) => entry + share * (other[k]! - entry)) }] as const;
    });
    writeFilesTogether([{ path: join(folder, `ckpt-${step}.npz`), content: npz(Object.fromEntries(mixed)) }]);
  }
  const args = [
    "diagnose",
    "--series",
    "ckpt-*.npz",
    "--inputs",
    reference("X.npy"),
    "--labels",
    reference("labels.npy"),
  ];
  const [json, picture, steps, missing] = await Promise.all([
    lazyrichInTurn([...args, "--format", "json"], { cwd: folder }),
    lazyrichInTurn([...args, "--out", "series.svg"], { cwd: folder }),
    lazyrichInTurn([...args, "--steps", "0,5", "--format", "json"], { cwd: folder }),
    lazyrichInTurn(["diagnose", "--series", "other-*.npz", "--inputs", reference("X.npy")], { cwd: folder }),
  ]);
  const found = JSON.parse(json!.stdout);
  expect(found.rows.map(({ step }: { step: number }) => step)).toEqual([2, 10, 100]);
  expect(found.rows[2].kernelDistance).toBeCloseTo(0.4449146650846043, 12);
  expect(picture).toMatchObject({ code: 0, stderr: "" });
  expect(picture!.stdout).toMatch(/^[A-Z].*\.\nwrote series\.svg\n$/);
  expect(readFileSync(join(folder, "series.svg"), "utf8")).toMatch(/^<svg/);
  expect(steps).toMatchObject({ code: 2, stderr: expect.stringContaining("--steps has 2 numbers; expected 3") });
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("is 0 files; expected at least two") });
});

test("kernels and activations as arrays need no network", async () => {
  const folder = temporaryFolder();
  const array = (...data: number[]) => ({ shape: [3, 3], data: Float64Array.from(data) });
  writeFilesTogether([
    { path: join(folder, "K0.npy"), content: npy(array(2, 0, 0, 0, 2, 0, 0, 0, 2)) },
    { path: join(folder, "K1.npy"), content: npy(array(1, 1, 1, 1, 1, 1, 1, 1, 1)) },
    { path: join(folder, "A.npz"), content: npz({ fc1: array(1, -1, 1, 1, -1, 1, 1, -1, 1) }) },
  ]);
  const args = ["diagnose", "--kernel", "K0.npy", "K1.npy", "--activations", "A.npz", "A.npz"];
  const [json, text] = await Promise.all([
    lazyrichInTurn([...args, "--format", "json"], { cwd: folder }),
    lazyrichInTurn(args, { cwd: folder }),
  ]);
  expect(JSON.parse(json!.stdout)).toMatchObject({
    kernelDistance: expect.closeTo(1 - 3 / Math.sqrt(27), 12),
    activationChange: [0],
    layers: ["fc1"],
  });
  expect(text!.stdout).toMatch(/^(Rich|Cannot tell): the kernel moved by S = 0\.42/);
});
