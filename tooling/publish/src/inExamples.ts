import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openedBrowser } from "./openedBrowser.ts";
import type { Tarballs } from "./pack.ts";
import { root } from "./publishable.ts";
import { servedFolder } from "./servedFolder.ts";
import { shell } from "./shell.ts";

/** Every folder of `examples`, installed by npm: its `build` where it has one, looked at in a browser, else its `start`. */
export async function inExamples(folder: string, tarballs: Tarballs): Promise<void> {
  const files = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]));
  for (const entry of readdirSync(join(root, "examples"), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const own = join(folder, entry.name);
    cpSync(join(root, "examples", entry.name), own, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
    const dependencies = Object.fromEntries(
      Object.entries<string>(manifest.dependencies).map(([name, range]) => [name, files[name] ?? range]),
    );
    writeFileSync(join(own, "package.json"), JSON.stringify({ ...manifest, dependencies, overrides: files }));
    shell("npm", ["install", "--no-audit", "--no-fund"], own);
    if (manifest.scripts.build === undefined) {
      shell("npm", ["start"], own);
    } else {
      shell("npm", ["run", "build"], own);
      if (!existsSync(join(own, "dist", "index.html"))) throw new Error(`examples/${entry.name} builds no page`);
      await look(join(own, "dist"));
    }
  }
}

/** The page draws something and throws nothing. */
async function look(folder: string): Promise<void> {
  const browser = await openedBrowser();
  if (browser === undefined) return;
  const served = await servedFolder(folder);
  try {
    const page = await browser.newPage();
    const failed = new Promise<never>((_, reject) => page.on("pageerror", reject));
    await page.goto(served.address);
    await Promise.race([page.waitForSelector("svg path"), failed]);
  } finally {
    served.close();
    await browser.close();
  }
}
