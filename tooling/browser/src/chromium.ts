import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium, unless the environment variable CHROMIUM names another. */
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Whether there is a browser to test in; says so once where there is none. */
export const isBrowserPresent: boolean = existsSync(executablePath);
if (!isBrowserPresent) {
  console.warn(`browser tests skipped: no Chromium at ${executablePath} (set CHROMIUM to another path)`);
}

/** A headless browser that asks nothing of the network or a graphics card. To be closed when done. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
