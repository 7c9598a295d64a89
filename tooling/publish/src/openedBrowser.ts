import { existsSync } from "node:fs";
import * as playwright from "playwright-core";

const BROWSERS = { chromium: playwright.chromium, firefox: playwright.firefox, webkit: playwright.webkit };

/** Debian's, unless CHROMIUM names another; of the other browsers, and where it is missing, the one Playwright installed. */
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The browser that BROWSER names, Chromium if none; undefined, and a line that says so, where it is not installed. */
export async function openedBrowser(): Promise<playwright.Browser | undefined> {
  const name = process.env.BROWSER ?? "chromium";
  const browserType = BROWSERS[name as keyof typeof BROWSERS];
  if (browserType === undefined) throw new Error(`BROWSER is "${name}"; expected ${Object.keys(BROWSERS).join(", ")}`);
  const executablePath = name === "chromium" && existsSync(CHROMIUM) ? CHROMIUM : undefined;
  if (executablePath === undefined && !existsSync(browserType.executablePath())) {
    console.warn(`no ${name} is installed: what needs it is skipped`);
    return undefined;
  }
  const args = name === "chromium" ? ["--no-sandbox", "--disable-gpu"] : [];
  return await browserType.launch({ args, ...(executablePath !== undefined && { executablePath }) });
}
