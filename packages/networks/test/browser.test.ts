import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, test } from "vitest";
import { everyPass } from "./everyPass.js";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const present = existsSync(executablePath);
if (!present) console.warn(`browser test skipped: no Chromium at ${executablePath} (set CHROMIUM to another path)`);

/** `everyPass` and all it imports as one script for the browser. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL("./everyPass.ts", import.meta.url)), formats: ["iife"], name: "networks" },
    },
  });
  const [output] = Array.isArray(result) ? result : [];
  const [chunk] = output?.output ?? [];
  if (chunk?.type !== "chunk") throw new Error("the network was not bundled");
  return chunk.code;
}

test.skipIf(!present)(
  "a browser finds the same bytes as Node, on the main thread and in a worker, and where a page forbids WebAssembly",
  { timeout: 60_000 },
  async () => {
    const code = await bundle();
    const browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    try {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.setContent("<!doctype html><html><body></body></html>");
      await page.addScriptTag({ content: code });
      const onMainThread = await page.evaluate<ReturnType<typeof everyPass>>("networks.everyPass()");
      const inWorker = await page.evaluate<ReturnType<typeof everyPass>, string>((script) => {
        const source = `${script}; postMessage(networks.everyPass());`;
        const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
        return new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
        });
      }, code);
      await page.setContent(
        `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'"><body></body>`,
      );
      await page.addScriptTag({ content: code });
      const withoutWebAssembly = await page.evaluate<ReturnType<typeof everyPass>>("networks.everyPass()");

      expect(errors).toEqual([]);
      const { simd, javascript } = everyPass();
      expect(javascript).toEqual(simd);
      for (const there of [onMainThread, inWorker]) {
        expect(Object.keys(there)).toContain("relaxed-simd");
        expect(there.simd).toEqual(simd);
        expect(there.javascript).toEqual(simd);
      }
      expect(withoutWebAssembly).toEqual({ javascript: simd });
    } finally {
      await browser.close();
    }
  },
);
