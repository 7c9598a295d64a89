import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** The modules that one reaches from a file by the package's own imports, and what they import from outside. */
function outsideImports(entry: string): Set<string> {
  const outside = new Set<string>();
  const seen = new Set<string>();
  const visit = (url: URL) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const source = readFileSync(fileURLToPath(url), "utf8");
    for (const [, name] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      if (name!.startsWith(".")) visit(new URL(name!.replace(/\.js$/, ".ts"), url));
      else outside.add(name!);
    }
  };
  visit(new URL(entry, import.meta.url));
  return outside;
}

test.each(["../src/index.ts", "../src/solve/index.ts", "../src/studentTeacher/index.ts"])(
  "%s runs in a browser: nothing of Node's",
  (entry) => {
    const found = [...outsideImports(entry)];
    expect(found).toContain("zod");
    expect(found.filter((name) => name.startsWith("node:") || name.endsWith("/node"))).toEqual([]);
  },
);

test("solve does without plot, so that it starts fast", () => {
  expect([...outsideImports("../src/solve/index.ts")]).not.toContain("@lazyrich/plot");
});
