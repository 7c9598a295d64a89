// Measures the built site as a reader's browser would: script sizes of the first page, and for each demo the longest task of the main thread
// and the median frame while its page starts, while it is loaded and first drawn, while each slider is dragged from end to end, and
// while it plays. Each by the time that the thread computed, which a busy machine hardly lengthens, and by the wall; and for frames what all
// threads of the browser computed for one of them on average:
// node scripts/measure.ts [DEMO...]
import { gzipSync } from "node:zlib";
import { softwareWebGL, startBrowser } from "@lazyrich/browser";
import type { Locator } from "playwright-core";
import { demoPages } from "../test/demoPages.ts";
import { serveBuiltSite } from "../test/siteServer.ts";
import { frameMark, type MainThread, type Task, watchMainThread } from "./mainThread.ts";

const chosen = process.argv.slice(2);
const site = await serveBuiltSite();
const browser = await startBrowser(softwareWebGL);

if (chosen.length === 0) await measureFirstPage();
console.log("longest task and median frame in ms, each as computed by the thread / by the wall");
for (const [id, path] of Object.entries(demoPages))
  if (chosen.length === 0 || chosen.includes(id)) await measureDemo(id, path);
await browser.close();
await site.close();

async function measureFirstPage(): Promise<void> {
  const page = await browser.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.endsWith(".js")) bodies.push(response.body());
  });
  await page.goto(site.address);
  await page.waitForTimeout(2500);
  const scripts = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(`first page: ${Math.round(scripts / 1000)} kB of compressed script, its demo included`);
  await page.close();
}

async function measureDemo(id: string, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const demo = page.locator(`#${id}`);
  const watch = (doThings: () => Promise<unknown>) => watchMainThread(browser, page, doThings);
  const mark = () => page.evaluate((name) => performance.mark(name), frameMark);
  const tell = (what: string, thread: MainThread): void =>
    console.log(`${id.padEnd(17)}${what.padEnd(14)}${summary(thread)}`);

  const start = await watch(async () => {
    await page.goto(site.address + path);
    await page.waitForTimeout(500);
    await mark();
  });
  tell("start", start);
  const loading = await watch(async () => {
    await demo.scrollIntoViewIfNeeded();
    await demo.locator(".demo-timing", { hasText: / in / }).waitFor();
    await page.waitForTimeout(1000);
    await mark();
  });
  tell("load", loading);
  for (const slider of await demo.locator('input[type="range"]:enabled').all()) {
    const dragging = await watch(() => drag(slider));
    tell((await slider.getAttribute("id"))!.slice(id.length + 1), dragging);
    await demo.getByRole("button", { name: /^Reset/ }).click();
    await page.waitForTimeout(500);
  }
  const play = demo.getByRole("button", { name: "Play", exact: true });
  if ((await play.count()) > 0 && (await play.isEnabled())) {
    await play.click();
    tell("play", await watch(() => demo.evaluate(markFrames, { name: frameMark, count: 60 })));
  }
  await page.close();
}

/** Moves a slider from end to end, a step a frame, and marks each frame. */
function drag(slider: Locator): Promise<void> {
  return slider.evaluate(
    async (element, { name, count }) => {
      const { min, max } = element as HTMLInputElement;
      for (let i = 0; i <= count; i++) {
        performance.mark(name);
        (element as HTMLInputElement).value = String(Number(min) + ((Number(max) - Number(min)) * i) / count);
        element.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    { name: frameMark, count: 60 },
  );
}

/** Runs in the page. */
async function markFrames(_: Element, { name, count }: { name: string; count: number }): Promise<void> {
  for (let i = 0; i <= count; i++) {
    performance.mark(name);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** "longest task 31 / 40, median frame 4.2 / 16.7, 12.0 by all threads". */
function summary({ tasks, frames, browserCpu }: MainThread): string {
  const longest = (time: keyof Task) => Math.max(...tasks.map((task) => task[time])).toFixed(0);
  const median = (time: keyof Task) => sorted(frames.map((frame) => frame[time]))[frames.length >> 1]!.toFixed(1);
  const inFrames =
    frames.length === 0
      ? ""
      : `, median frame ${median("cpu")} / ${median("wall")}, ${(browserCpu / frames.length).toFixed(1)} by all threads`;
  return `longest task ${longest("cpu")} / ${longest("wall")}${inFrames}`;
}

function sorted(values: readonly number[]): readonly number[] {
  return [...values].sort((one, other) => one - other);
}
