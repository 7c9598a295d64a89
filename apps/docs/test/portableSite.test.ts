import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { siteProblems } from "../scripts/checkSite.ts";
import { makePortable, portableScript } from "../scripts/portableSite.ts";

function siteOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test("every string of a script that holds the placeholder finds the site's folder when it runs", () => {
  const code = portableScript(
    "export const found = ['/__lazyrich_base__/a', \"x '/__lazyrich_base__/'\", `/__lazyrich_base__/b`, /a/];",
  );
  const run = new Function("globalThis", `${code.replace("export const found =", "return")}`);
  expect(run({ lazyrichBase: "/deep/" })).toEqual(["/deep/a", "x '/deep/'", "/deep/b", /a/]);
});

test("pages and styles refer to their own folder", () => {
  const folder = siteOf({
    "a/b.html": '<html><head></head><body><a href="/__lazyrich_base__/c.html">c</a></body></html>',
    "assets/style.css": "@font-face { src: url(/__lazyrich_base__/assets/f.woff2) }",
  });
  makePortable(folder);
  expect(readFileSync(join(folder, "a/b.html"), "utf8")).toContain('href="../c.html"');
  expect(readFileSync(join(folder, "assets/style.css"), "utf8")).toContain("url(../assets/f.woff2)");
});

test("the check finds links to nothing, lost anchors, bad math and other sites' scripts", () => {
  const folder = siteOf({
    "index.html":
      '<a href="./part/">in order</a><a href="./part/index.html#there">too</a><a href="./gone.html">x</a><a href="./part/#gone">x</a><a href="../out.html">x</a>',
    "part/index.html":
      '<h1 id="there">x</h1><p id="there">x</p><g data-mml-node="merror"></g><p>so $a w = \\beta$, for <code>$5 or $6</code></p><script src="//elsewhere/x.js"></script>',
  });
  expect(siteProblems(folder)).toEqual([
    "index.html: ./gone.html leads nowhere",
    "index.html: ./part/#gone names an anchor that part/index.html does not have",
    "index.html: ../out.html leaves the site's folder",
    "part/index.html: two elements have the id there",
    "part/index.html: math that MathJax does not understand",
    "part/index.html: math that is not typeset: $a w = \\beta$",
    "part/index.html: loads //elsewhere/x.js from another site",
  ]);
});
