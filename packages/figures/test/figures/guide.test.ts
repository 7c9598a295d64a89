import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Figure } from "../../src/figure.js";

const guide = readFileSync(new URL("../../../../apps/docs/site/guides/add-a-figure.md", import.meta.url), "utf8");
const code = /^```ts\n(import [^`]*export const turning: .*?)^```/ms.exec(guide)![1]!;
const file = fileURLToPath(new URL(`./guide-${process.pid}.ts`, import.meta.url));
afterAll(() => rmSync(file, { force: true }));

test("the guide's figure is one file of some fifty lines, which runs and draws", async () => {
  expect(code.split("\n").length).toBeLessThanOrEqual(60);
  const placed = code
    .replaceAll('from "./', 'from "../../src/figures/')
    .replaceAll(/from "\.\.\/(?=figure|titles)/g, 'from "../../src/')
    .replace('figureTitle("turning")', '"How a neuron turns"');
  writeFileSync(file, placed);
  const { turning } = (await import(file)) as { turning: Figure };
  const data = await turning.run(turning.spec);
  expect(data.largestDifference).toBeLessThan(1e-9);
  expect(data.tables.dynamics).toHaveLength(3 * 101);
  expect(turning.draw(data, turning.spec)).toMatch(/^<svg/);
  expect(turning.caption(turning.spec, data)).toContain("δ = −2, 0 and 2");
});
