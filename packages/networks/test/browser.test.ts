import { fileURLToPath } from "node:url";
import { bundle, isBrowserPresent, startBrowser } from "@lazyrich/browser";
import { expect, test } from "vitest";
import { everyPass } from "./everyPass.js";

test.skipIf(!isBrowserPresent)(
  "a browser finds the same bytes as Node, on the main thread and in a worker, and where a page forbids WebAssembly",
  { timeout: 60_000 },
  async () => {
    const code = await bundle(fileURLToPath(new URL("./everyPass.ts", import.meta.url)), "networks");
    const browser = await startBrowser();
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
