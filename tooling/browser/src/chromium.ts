import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium, unless the environment variable CHROMIUM names another. */
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Whether there is a browser to test in; says so once where there is none. */
export const isBrowserPresent: boolean = existsSync(executablePath);
if (!isBrowserPresent) {
  console.warn(`browser tests skipped: no Chromium at ${executablePath} (set CHROMIUM to another path)`);
}

/** What makes Chromium draw WebGL where there is no graphics card. */
export const softwareWebGL: readonly string[] = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/**
 * A headless browser that asks nothing of the network or a graphics card. To be closed when done.
 *
 * @param more arguments of Chromium, such as `softwareWebGL`.
 */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}
