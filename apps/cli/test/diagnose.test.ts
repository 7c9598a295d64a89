import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseCsv, parseNpz, safetensors } from "@lazyrich/tables";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { parseParquet } from "@lazyrich/tables/parquet";
import { expect, test } from "vitest";
import { lazyrich, temporaryFolder } from "./lazyrich.js";

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
  const { stdout } = await lazyrich(["diagnose", ...files({ labels: reference("labels.npy") })]);
  const [head, verdict, advice] = stdout.split("\n\n");
  expect(head!.split("\n")[1]).toMatch(/^loss: 1\.14698 before, 0\.0261485 after/);
  expect(head!.split("\n")[2]).toMatch(/^accuracy: 0\.233333 before, 1 after/);
  expect(verdict).toMatch(/^Rich by both directions and sizes: .*S = 0\.44 ± 0\.024/);
  expect(advice).toMatch(/^Try: /);
  expect(stdout).not.toMatch(/NaN|undefined/);
});

test("CSV and Parquet hold every number, one a row", async () => {
  const folder = temporaryFolder();
  const [table, columns] = [join(folder, "d.csv"), join(folder, "d.parquet")];
  const results = await Promise.all([table, columns].map((out) => lazyrich(["diagnose", ...files(), "--out", out])));
  for (const each of results) expect(each).toEqual({ code: 0, stdout: "", stderr: "" });
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
  const refused = await lazyrich(["diagnose", ...files({ before: "attention.safetensors" })], { cwd: folder });
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(
    /^lazyrich: attention\.safetensors: key\.weight is of an attention; .* is in architecture\.json, for --spec architecture\.json\n$/,
  );
  expect(existsSync(join(folder, "architecture.json"))).toBe(true);

  const before = "renamed.safetensors";
  const other = await lazyrich(["diagnose", ...files({ before, after: before })], { cwd: folder });
  expect(other.stderr).toContain("architecture-2.json");
  const spec = JSON.parse(readFileSync(join(folder, "architecture-2.json"), "utf8"));
  expect(spec.tensors).toMatchObject({ temperature: [], "0.weight": [12, 5] });
  writeFilesTogether([
    { path: join(folder, "spec.json"), content: JSON.stringify({ ...spec, ignore: ["temperature"] }) },
  ]);
  const found = await lazyrich(
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
  [["--learning-rates", "0"], /--learning-rates has "0"; expected name=rate/],
] as const)("%s", async ([args, line]) => {
  const { code, stdout, stderr } = await lazyrich(["diagnose", ...files(), ...args], { cwd: temporaryFolder() });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(line);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
