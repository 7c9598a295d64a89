import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lazyrich, temporaryFolder } from "./lazyrich.js";

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
  const names = await lazyrich(["spec", "--with", "mine.mjs"], { cwd: folder });
  expect(names.stdout).toMatch(/ {2}sharpness +the largest eigenvalue of the Hessian/);
  const schema = await lazyrich(["schema", "--with", "mine.mjs"], { cwd: folder });
  expect(JSON.stringify(JSON.parse(schema.stdout))).toContain('"sine"');
});
