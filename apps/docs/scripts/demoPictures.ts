// Takes the pictures of the demos that the README shows, from the built site: node scripts/demoPictures.ts
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { softwareWebGL, startBrowser } from "@lazyrich/browser";
import { demoPages } from "../test/demoPages.ts";
import { serveBuiltSite } from "../test/siteServer.ts";

const folder = fileURLToPath(new URL("../pictures/", import.meta.url));
mkdirSync(folder, { recursive: true });
const site = await serveBuiltSite();
const browser = await startBrowser(softwareWebGL);
for (const [id, path] of Object.entries(demoPages)) {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 }, colorScheme: "light" });
  // once for the fonts, which are used only if they are at hand
  await page.goto(site.address + path);
  await page.goto(site.address + path);
  const stage = page.locator(`#${id} .demo-stage`);
  await stage.scrollIntoViewIfNeeded();
  await page.waitForTimeout(id === "phase-portrait" ? 9000 : 2000);
  await stage.screenshot({ path: `${folder}${id}.png` });
  await page.close();
}
await browser.close();
await site.close();
