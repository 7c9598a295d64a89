import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as playwright from "playwright-core";
import { bundleFolder } from "./inBundles.ts";
import type { Tarballs } from "./pack.ts";
import { shell } from "./shell.ts";

const BROWSERS = { chromium: playwright.chromium, firefox: playwright.firefox, webkit: playwright.webkit };

/** Debian's, unless CHROMIUM names another; of the other browsers, and where it is missing, the one Playwright installed. */
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The README blocks of pages in the browser that BROWSER names, Chromium if none: what computes and what draws. */
export async function inBrowser(folder: string, tarballs: Tarballs): Promise<void> {
  const name = process.env.BROWSER ?? "chromium";
  const browserType = BROWSERS[name as keyof typeof BROWSERS];
  if (browserType === undefined) throw new Error(`BROWSER is "${name}"; expected ${Object.keys(BROWSERS).join(", ")}`);
  const executablePath = name === "chromium" && existsSync(CHROMIUM) ? CHROMIUM : undefined;
  if (executablePath === undefined && !existsSync(browserType.executablePath())) {
    console.warn(`no ${name} is installed: its step is skipped`);
    return;
  }
  const { entries } = bundleFolder(folder, tarballs, ["esbuild"]);
  shell(process.execPath, ["esbuild.mjs", "esbuild", join(folder, "bundled"), ...entries], folder);

  const args = name === "chromium" ? ["--no-sandbox", "--disable-gpu"] : [];
  const browser = await browserType.launch({ args, ...(executablePath !== undefined && { executablePath }) });
  try {
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
