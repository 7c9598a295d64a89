// Takes pictures of pages of the built site, light and dark, wide and as on a phone: node scripts/screenshots.ts FOLDER [PAGE...]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { softwareWebGL, startBrowser } from "@lazyrich/browser";
import { serveBuiltSite } from "../test/siteServer.ts";

const [folder = "screenshots", ...pages] = process.argv.slice(2);
const looks = [
  { name: "wide-light", width: 1360, height: 900, colorScheme: "light" },
  { name: "wide-dark", width: 1360, height: 900, colorScheme: "dark" },
  { name: "phone-light", width: 390, height: 844, colorScheme: "light" },
] as const;

mkdirSync(folder, { recursive: true });
const site = await serveBuiltSite();
const browser = await startBrowser(softwareWebGL);
for (const { name, width, height, colorScheme } of looks) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  page.on("console", (message) => message.type() === "error" && console.error(name, message.text()));
  page.on("pageerror", (error) => console.error(name, error.message));
  page.on("response", (response) => response.status() >= 400 && console.error(name, response.status(), response.url()));
  for (const path of pages.length > 0 ? pages : ["index.html"]) {
    await page.goto(site.address + path);
    for (const demo of await page.locator(".demo").all()) {
      await demo.scrollIntoViewIfNeeded();
      await page.waitForTimeout(900);
    }
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${path.replace(/\W+/g, "-")}-${name}.png`), fullPage: true });
  }
  await page.close();
}
await browser.close();
await site.close();
