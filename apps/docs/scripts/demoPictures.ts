// Takes the pictures of the demos, by day and by night, that stand in their places where nothing is drawn, and in the README, from the built site:
// node scripts/demoPictures.ts [DEMO...]
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { softwareWebGL, startBrowser } from "@lazyrich/browser";
import { demoPages } from "../test/demoPages.ts";
import { serveBuiltSite } from "../test/siteServer.ts";

const folder = fileURLToPath(new URL("../pictures/", import.meta.url));
mkdirSync(folder, { recursive: true });
const site = await serveBuiltSite();
const browser = await startBrowser(softwareWebGL);
const wanted = process.argv.slice(2);
for (const [id, path] of Object.entries(demoPages)) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ viewport: { width: 760, height: 900 }, colorScheme });
    // once for the fonts, which are used only if they are at hand
    await page.goto(site.address + path);
    await page.goto(site.address + path);
    const stage = page.locator(`#${id} .demo-stage`);
    await stage.scrollIntoViewIfNeeded();
    if (id === "phase-portrait") await page.getByText("81 of 81").waitFor({ timeout: 300_000 });
    await page.waitForTimeout(3000);
    await page.mouse.move(0, 0);
    await stage.screenshot({ path: `${folder}${id}${colorScheme === "dark" ? "-dark" : ""}.png` });
    await page.close();
  }
}
await browser.close();
await site.close();
