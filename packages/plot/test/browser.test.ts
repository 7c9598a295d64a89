import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, test } from "vitest";
import { scene } from "./scene.js";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const present = existsSync(executablePath);
if (!present) console.warn(`browser test skipped: no Chromium at ${executablePath} (set CHROMIUM to another path)`);

/** The scene as one script for the browser. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL("./scene.ts", import.meta.url)), formats: ["iife"], name: "drawing" },
    },
  });
  const [output] = Array.isArray(result) ? result : [];
  const [chunk] = output?.output ?? [];
  if (chunk?.type !== "chunk") throw new Error("the scene was not bundled");
  return chunk.code;
}

test.skipIf(!present)(
  "a browser draws the same figure as Node, from a bundle without linkedom",
  { timeout: 60_000 },
  async () => {
    const code = await bundle();
    expect(code.includes("parseHTML")).toBe(false);
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
      // on coarse displays Observable Plot moves strokes by half a pixel
      const page = await browser.newPage({ deviceScaleFactor: 2 });
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.setContent("<!doctype html><html><body></body></html>");
      await page.addScriptTag({ content: code });
      const drawn = await page.evaluate("drawing.scene()");
      const box = await page.evaluate(`
      document.body.innerHTML = drawing.scene();
      (({ width, height }) => ({ width, height }))(document.querySelector("svg").getBoundingClientRect())
    `);
      expect(errors).toEqual([]);
      expect(box).toMatchObject({ width: 648 });
      expect(drawn).toBe(scene());
    } finally {
      await browser.close();
    }
  },
);
