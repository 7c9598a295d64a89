// Measures the built site as a reader's browser would: script sizes of the first page, and for each demo the longest block of the page
// before its code has arrived (the page's own start), from then on until it is drawn, and while its first slider is dragged, and the time
// between frames: node scripts/measure.ts
import { gzipSync } from "node:zlib";
import { softwareWebGL, startBrowser } from "@lazyrich/browser";
import { demoPages } from "../test/demoPages.ts";
import { serveBuiltSite } from "../test/siteServer.ts";

interface Block {
  readonly start: number;
  readonly duration: number;
}

const site = await serveBuiltSite();
const browser = await startBrowser(softwareWebGL);

const first = await browser.newPage();
const bodies: Promise<Buffer>[] = [];
first.on("response", (response) => {
  if (new URL(response.url()).pathname.endsWith(".js")) bodies.push(response.body());
});
await first.goto(site.address);
await first.waitForTimeout(2500);
const scripts = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
console.log(`first page: ${Math.round(scripts / 1000)} kB of compressed script, its demo included`);
await first.close();

for (const [id, path] of Object.entries(demoPages)) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    const blocks: Block[] = [];
    Object.assign(globalThis, { blocks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) blocks.push({ start: startTime, duration });
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(site.address + path);
  const demo = page.locator(`#${id}`);
  await demo.scrollIntoViewIfNeeded();
  await demo.locator(".demo-timing", { hasText: / in / }).waitFor();
  await page.waitForTimeout(1000);
  /** The longest block that began in a span of time, in milliseconds; blocks are listed from 50 ms on. */
  const longest = async (from: number, to: number): Promise<string> => {
    const blocks = await page.evaluate(() => (globalThis as typeof globalThis & { blocks: Block[] }).blocks);
    const durations = blocks.filter(({ start }) => from <= start && start < to).map(({ duration }) => duration);
    return durations.length === 0 ? "under 50 ms" : `${Math.round(Math.max(...durations))} ms`;
  };
  const now = () => page.evaluate(() => performance.now());
  const arrived = await page.evaluate(() => {
    const scripts = performance.getEntriesByType("resource").filter(({ name }) => name.includes("Drawing"));
    return Math.min(...scripts.map((script) => (script as PerformanceResourceTiming).responseEnd));
  });
  const drawn = await now();
  const frames = await demo
    .locator('input[type="range"]')
    .first()
    .evaluate(async (element) => {
      const slider = element as HTMLInputElement;
      const [low, high] = [Number(slider.min), Number(slider.max)];
      const gaps: number[] = [];
      let last = performance.now();
      for (let i = 0; i < 90; i++) {
        slider.value = String(low + ((high - low) * (i + 1)) / 90);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        gaps.push(performance.now() - last);
        last = performance.now();
      }
      gaps.sort((a, b) => a - b);
      return { median: gaps[45]!, ninetieth: gaps[80]! };
    });
  const [start, loading, dragging] = [
    await longest(0, arrived),
    await longest(arrived, drawn),
    await longest(drawn, Infinity),
  ];
  console.log(
    `${id}: longest block ${start} at the page's start, ${loading} loading, ${dragging} dragging; frame ${frames.median.toFixed(1)} ms (median), ${frames.ninetieth.toFixed(1)} ms (90%)`,
  );
  await page.close();
}
await browser.close();
await site.close();
