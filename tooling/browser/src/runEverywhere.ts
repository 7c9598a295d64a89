import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { bundle } from "./bundle.js";
import { startBrowser } from "./chromium.js";

/** What a function returned in each place of a page. */
export interface Everywhere<Result> {
  readonly onMainThread: Result;
  readonly inWorker: Result;
  /** In a page whose security policy forbids WebAssembly. */
  readonly withoutWebAssembly: Result;
}

/**
 * Calls a function without arguments on the main thread of a page, in a worker, and in a page that forbids WebAssembly.
 *
 * @param entry the module that exports it.
 * @throws Error if the script of a page fails.
 */
export async function runEverywhere<Result>(entry: URL, name: string): Promise<Everywhere<Result>> {
  const code = await bundle(fileURLToPath(entry), "entry");
  const browser = await startBrowser();
  try {
    return await callIn(browser, code, `entry.${name}()`);
  } finally {
    await browser.close();
  }
}

async function callIn<Result>(browser: Browser, code: string, call: string): Promise<Everywhere<Result>> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.setContent("<!doctype html><html><body></body></html>");
  await page.addScriptTag({ content: code });
  const onMainThread = await page.evaluate<Result>(call);
  const inWorker = await page.evaluate<Result, string>((source) => {
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  }, `${code}; postMessage(${call});`);
  await page.setContent(
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'"><body></body>`,
  );
  await page.addScriptTag({ content: code });
  const withoutWebAssembly = await page.evaluate<Result>(call);
  if (errors.length > 0) throw new Error(`the page failed: ${errors.join("; ")}`);
  return { onMainThread, inWorker, withoutWebAssembly };
}
