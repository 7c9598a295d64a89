import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lazyrich, lazyrichInTurn, temporaryFolder } from "./lazyrich.js";

const guide = readFileSync(new URL("../../docs/site/guides/your-own-parts.md", import.meta.url), "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(guide)![1]!;

test("the guide to parts of one's own runs: a sine student and its sharpness, swept on all cores", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "mine.mjs"), block("js"));
  writeFileSync(join(folder, "sine.json"), block("json"));
  for (const line of block("sh").trim().split("\n")) {
    const { code, stderr } = await lazyrich(line.split(" ").slice(1), { cwd: folder });
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: "" });
  }
  const [header, ...rows] = readFileSync(join(folder, "sine-runs.csv"), "utf8").trimEnd().split("\n");
  const columns = header!.split(",");
  expect(rows).toHaveLength(2 * 2 * 2 * 3);
  const value = (row: string, column: string): string => row.split(",")[columns.indexOf(column)]!;
  expect(new Set(rows.map((row) => value(row, "modelActivation")))).toEqual(new Set(["sine", "relu"]));
  for (const row of rows) expect(Number(value(row, "sharpness"))).toBeGreaterThan(0);
  const names = await lazyrichInTurn(["spec", "--with", "mine.mjs"], { cwd: folder });
  expect(names.stdout).toMatch(/ {2}sharpness +the largest eigenvalue of the Hessian/);
  const schema = await lazyrichInTurn(["schema", "--with", "mine.mjs"], { cwd: folder });
  expect(JSON.stringify(JSON.parse(schema.stdout))).toContain('"sine"');
});

test("a measure that ends the process, or has no number, is said", async () => {
  const folder = temporaryFolder();
  const measure = (name: string, of: string): string =>
    `{ name: "${name}", summary: "", label: "", unit: "", scale: "linear", better: null, per: "run", of: () => ${of} }`;
  writeFileSync(
    join(folder, "mine.mjs"),
    `export const measures = [${measure("ends", "process.exit(0)")}, ${measure("none", "NaN")}];`,
  );
  const run = { ...JSON.parse(block("json")), task: "exclusive-or", model: "two-layer", start: "gaussian", seed: 1 };
  const dynamics = { name: "gradient-descent", learningRate: 0.01, steps: [1, 2] };
  writeFileSync(join(folder, "run.json"), JSON.stringify({ ...run, dynamics }));
  const trained = (name: string) =>
    lazyrich(["train", "--spec", "run.json", "--with", "mine.mjs", "--set", `measures=${name}`], { cwd: folder });
  expect(await trained("ends")).toEqual({
    ...{ code: 1, stdout: "" },
    stderr: "lazyrich: process.exit ended it before it was done; expected modules that return\n",
  });
  expect(await trained("none")).toMatchObject({ code: 0, stderr: "lazyrich: none is not finite in 2 of 2 rows\n" });
});

test.each([
  ["await new Promise(() => {});", 2, /mine\.mjs cannot be loaded: its top-level await never settles$/],
  ["process.exit(3);", 1, /^process\.exit ended it before it was done; expected modules that return$/],
  ['Promise.reject(new Error("no\\nluck"));', 1, /^no luck$/],
  ["Promise.reject(null);", 1, /^null was thrown; expected an error$/],
  ['throw "";', 2, /mine\.mjs cannot be loaded: "" was thrown; expected an error$/],
  ['queueMicrotask(() => { throw new Error("no luck"); });', 1, /^no luck$/],
])("a module that fails in its own time is said in one line: %s", async (line, exitCode, expected) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "mine.mjs"), `export const measures = [];\n${line}`);
  const { code, stderr } = await lazyrich(["spec", "--with", "mine.mjs"], { cwd: folder });
  expect(code).toBe(exitCode);
  expect(stderr).toMatch(/^lazyrich: [^\n]+\n$/);
  expect(stderr.slice("lazyrich: ".length).trimEnd()).toMatch(expected);
});
