import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { exampleFolder } from "./exampleFolder.ts";
import { ofNode } from "./inBundles.ts";
import { openedBrowser } from "./openedBrowser.ts";
import type { Tarballs } from "./pack.ts";
import { publishable } from "./publishable.ts";
import { servedFolder } from "./servedFolder.ts";
import { shell } from "./shell.ts";
import { BUNDLERS } from "./versions.ts";

/**
 * The README blocks of pages, each a `<script type="module">` of a plain page, names by an import map: every package is one
 * file with all that it imports, as a CDN of modules makes it, over HTTP from this machine.
 */
export async function inPlainPage(folder: string, tarballs: Tarballs): Promise<void> {
  const browser = await openedBrowser();
  if (browser === undefined) return;
  const { examples } = exampleFolder(folder, tarballs, { esbuild: BUNDLERS.esbuild! });
  shell("npm", ["install", "--no-audit", "--no-fund"], folder);
  const { buildSync } = createRequire(join(folder, "package.json"))("esbuild");
  mkdirSync(join(folder, "modules"));
  const names = publishable().flatMap(({ name, manifest }) => (manifest.exports?.["."] ? [name] : []));
  const imports = Object.fromEntries(names.map((name, k) => [name, `/modules/${k}.js`]));
  for (const [name, path] of Object.entries(imports)) {
    buildSync({
      stdin: { contents: `export * from ${JSON.stringify(name)}`, resolveDir: folder },
      ...{ bundle: true, minify: true, format: "esm", platform: "browser", outfile: join(folder, path) },
    });
  }
  const served = await servedFolder(folder);
  try {
    const plain = examples.filter(({ script }) => {
      const code = readFileSync(script, "utf8");
      return !ofNode.test(code) && [...code.matchAll(/from "(.+?)"/g)].every(([, from = ""]) => from in imports);
    });
    for (const { name, script } of plain) {
      const source = `/${relative(folder, script).split(sep).join("/")}`;
      writeFileSync(
        join(folder, "index.html"),
        `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>` +
          `<script type="module">import ${JSON.stringify(source)}; globalThis.hasRun = true;</script>`,
      );
      const page = await browser.newPage();
      const failed = new Promise<never>((_, reject) => {
        page.on("pageerror", (error) => reject(new Error(`${name}: ${error.message}`)));
        page.on("response", (response) => {
          if (response.status() >= 400) reject(new Error(`${name}: ${response.url()} is not there`));
        });
      });
      await page.goto(served.address);
      await Promise.race([page.waitForFunction("globalThis.hasRun"), failed]);
      await page.close();
    }
    if (plain.length < names.length / 2) throw new Error(`only ${plain.length} README blocks ran; expected more`);
    console.log(`${plain.length} README blocks of ${names.length} packages run in a plain page`);
  } finally {
    served.close();
    await browser.close();
  }
}
