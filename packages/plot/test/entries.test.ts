import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "@lazyrich/browser";
import { expect, onTestFinished, test } from "vitest";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** What the declarations that a user's compiler reads import from elsewhere. */
function importsOf(declarations: string, seen = new Set<string>()): Set<string> {
  const outside = new Set<string>();
  if (seen.has(declarations)) return outside;
  seen.add(declarations);
  const code = readFileSync(declarations, "utf8").replace(/\/\*.*?\*\//gs, "");
  for (const [, from] of code.matchAll(/(?:from|import\() ?"([^"]+)"/g)) {
    if (!from!.startsWith(".")) outside.add(from!);
    else
      for (const name of importsOf(join(dirname(declarations), from!.replace(/\.js$/, ".d.ts")), seen))
        outside.add(name);
  }
  return outside;
}

test("the types of the root entry need no other package's, so no types of d3", () => {
  expect(existsSync(join(dist, "index.d.ts"))).toBe(true);
  expect([...importsOf(join(dist, "index.d.ts"))]).toEqual([]);
});

test.each([
  ["deltaColor", 1.5],
  ["sequentialScale", 2.8],
  ["parseLabel", 1.1],
  ["formatTick", 0.8],
  ["projection", 0.6],
])("%s alone is at most %d kB in a bundle: nothing of Observable Plot", async (name, most) => {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const entry = join(folder, "entry.mjs");
  writeFileSync(entry, `export { ${name} } from ${JSON.stringify(join(dist, "index.js"))};`);
  const code = await bundle(entry, "bundled");
  expect(code).toContain(name);
  expect(gzipSync(code).length / 1000).toBeLessThan(most);
});
