import { fileURLToPath } from "node:url";
import { bundle } from "@lazyrich/browser";
import { ofNode, outsideImports } from "@lazyrich/browser/outsideImports";
import { expect, test } from "vitest";

test.each(["../src/index.ts"])("%s runs in a browser: nothing of Node's", (entry) => {
  const found = outsideImports(new URL(entry, import.meta.url));
  expect(found.size).toBeGreaterThan(0);
  expect(ofNode(found)).toEqual([]);
});

test("a page that checks specs bundles a few kilobytes of zod, and none of its locales", async () => {
  const code = await bundle(fileURLToPath(new URL("../dist/index.js", import.meta.url)), "specs");
  expect(code).toContain("invalid_type");
  expect(code).not.toContain("Ungültige Eingabe");
  expect(code.length).toBeLessThan(120_000);
});
