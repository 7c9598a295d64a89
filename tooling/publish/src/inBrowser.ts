import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFolder } from "./inBundles.ts";
import { openedBrowser } from "./openedBrowser.ts";
import type { Tarballs } from "./pack.ts";
import { shell } from "./shell.ts";

/** The README blocks of pages, bundled, in a browser: what computes and what draws. */
export async function inBrowser(folder: string, tarballs: Tarballs): Promise<void> {
  const browser = await openedBrowser();
  if (browser === undefined) return;
  try {
    const { entries } = bundleFolder(folder, tarballs, ["esbuild"]);
    shell(process.execPath, ["esbuild.mjs", "esbuild", join(folder, "bundled"), ...entries], folder);
    for (const script of ["running.js", "drawing.js"]) {
      const page = await browser.newPage();
      const code = `${readFileSync(join(folder, "bundled", script), "utf8")}\nglobalThis.hasRun = true;`;
      const failed = new Promise<never>((_, reject) => page.on("pageerror", reject));
      await page.addScriptTag({ content: code, type: "module" });
      await Promise.race([page.waitForFunction("globalThis.hasRun"), failed]);
    }
  } finally {
    await browser.close();
  }
}
