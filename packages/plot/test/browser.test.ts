import { fileURLToPath } from "node:url";
import { bundle, isBrowserPresent, startBrowser } from "@lazyrich/browser";
import { expect, test } from "vitest";
import { scene } from "./scene.js";

test.skipIf(!isBrowserPresent)(
  "a browser draws the same figure as Node, from a bundle without linkedom",
  { timeout: 60_000 },
  async () => {
    const code = await bundle(fileURLToPath(new URL("./scene.ts", import.meta.url)), "drawing");
    expect(code.includes("parseHTML")).toBe(false);
    const browser = await startBrowser();
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
