import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docExamples } from "@lazyrich/publish/docExamples";
import { publishable } from "@lazyrich/publish/publishable";
import { afterAll, beforeAll, expect, test } from "vitest";
import { disagreement, ranExample } from "./ranExample.ts";

const examples = docExamples(publishable()).flatMap(({ entry, name, code }) =>
  code === undefined ? [] : [{ entry, name, code }],
);

// some write files
const before = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), "lazyrich-examples-"));
beforeAll(() => process.chdir(scratch));
afterAll(() => {
  process.chdir(before);
  rmSync(scratch, { recursive: true });
});

test.for(examples)("the example of $name of $entry says what it gives", async ({ name, code }) => {
  expect(code).toMatch(new RegExp(`\\b${name}\\b`));
  const shown = (await ranExample(code)).filter(({ says }) => says !== undefined);
  expect(shown).not.toEqual([]);
  for (const { statement, value, says } of shown)
    expect([statement, disagreement(value, says!)]).toEqual([statement, undefined]);
});

test.for<readonly [value: unknown, says: string, agrees: boolean]>([
  [1 / 3, "0.333", true],
  [1 / 3, "0.334", false],
  [1 / 3, "0.3333...", true],
  [2, "2: in words", true],
  [2, "20", false],
  [[1, 2, 3], "[1, 2, ...]", true],
  [[1, 2, 3], "[1, 2]", false],
  [{ a: 1, at: () => 2 }, "{ a: 1 }", true],
  [{ a: 1, b: 2 }, "{ a: 1 }", false],
  [new RangeError("t is -1"), "RangeError: t is -1", true],
  ["lazy", '"rich"', false],
])("of %j the comment %j is right: %j", ([value, says, agrees]) => {
  expect(disagreement(value, says) === undefined).toBe(agrees);
});
