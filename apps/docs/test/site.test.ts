import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { isBrowserPresent, softwareWebGL, startBrowser } from "@lazyrich/browser";
import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, type ExpectStatic, test } from "vitest";
import type { NumberField } from "../src/demo.ts";
import { demos } from "../src/demos.ts";
import { linearNetworkOf } from "../src/simulation/linearNetworkRun.ts";
import { demoPages } from "./demoPages.ts";
import { serveBuiltSite } from "./siteServer.ts";

const isBuilt = existsSync(fileURLToPath(new URL("../dist/index.html", import.meta.url)));
if (!isBuilt) console.warn("site tests skipped: the site is not built (npm run build:site)");

// pages of one browser, some at a time: while one waits for a picture, another is asked
describe.skipIf(!(isBrowserPresent && isBuilt)).concurrent("the built site, served from a folder", () => {
  let browser: Browser;
  /** Of pages without wishes of their own: scripts that one has compiled are not compiled for the next. */
  let usual: BrowserContext;
  let site: Awaited<ReturnType<typeof serveBuiltSite>>;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(softwareWebGL), serveBuiltSite()]);
    usual = await browser.newContext();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page, and collects what goes wrong on it and what it asks of other hosts. */
  async function open(
    path: string,
    { viewport = { width: 1280, height: 900 }, ...wishes }: BrowserContextOptions = {},
  ): Promise<{ page: Page; errors: string[] }> {
    const page = await (Object.keys(wishes).length === 0 ? usual.newPage() : browser.newPage(wishes));
    await page.setViewportSize(viewport!);
    page.setDefaultTimeout(60_000);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== new URL(site.address).origin)
        errors.push(`asks for ${request.url()}`);
    });
    await page.goto(site.address + path);
    return { page, errors };
  }

  /** Brings a demo onto the screen and waits for its first numbers, and its first picture where a worker paints it. */
  async function show(page: Page, id: string): Promise<ReturnType<Page["locator"]>> {
    const demo = page.locator(`#${id}`);
    await demo.scrollIntoViewIfNeeded();
    await demo.locator(".demo-timing", { hasText: / in / }).waitFor();
    await demo.locator('[aria-busy="true"]').waitFor({ state: "detached" });
    return demo;
  }

  const numbers = async (demo: ReturnType<Page["locator"]>): Promise<string[]> =>
    demo
      .locator(".demo-readouts > div")
      .evaluateAll((items) => items.map((item) => item.getAttribute("data-value") ?? ""));

  const pages = [...new Set(["index.html", ...Object.values(demoPages)])];
  const demosOn = (path: string): readonly string[] =>
    path === "index.html" ? ["function-space"] : Object.keys(demoPages).filter((id) => demoPages[id] === path);
  /** The sum of how far things have moved under the reader. */
  const watchShifts = (page: Page) =>
    page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
  async function expectStill(expect: ExpectStatic, page: Page, width: number): Promise<void> {
    const total = await page.evaluate(() =>
      (globalThis as typeof globalThis & { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
    expect(total).toBeLessThan(0.05);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }

  /** What a demo's code prints, number by number, when it is run here; of one that trains a deep network, what its spec is completed to. */
  async function printed(id: string, written: string): Promise<number[]> {
    const code = /deep-gaussian|decoder|residual/.test(written)
      ? written
          .replace("builtInLists, run }", "builtInLists, completeSpec }")
          .replace(/await run\(spec, .*\)/, "{ rows: completeSpec(builtInLists, spec) }")
      : written;
    const folder = fileURLToPath(new URL("../node_modules/.demo-code/", import.meta.url));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${id}-${crypto.randomUUID()}.mjs`);
    writeFileSync(
      file,
      `export const printedValues = [];\nconst console = { log: (...values) => printedValues.push(...values) };\n${code}`,
    );
    const { printedValues } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      printedValues: readonly unknown[];
    };
    rmSync(file);
    return printedValues.flatMap(numbersIn);
  }
  const numbersIn = (value: unknown): number[] =>
    typeof value === "number"
      ? [value]
      : ArrayBuffer.isView(value)
        ? Array.from(value as Float64Array)
        : typeof value === "object" && value !== null
          ? Object.values(value).flatMap(numbersIn)
          : [];

  /** Runs in the page: whether what a demo shows is drawn for the size that it has now. */
  const isDrawnToSize = (demo: Element): boolean =>
    [...demo.querySelectorAll<SVGSVGElement>(".demo-drawing svg[viewBox]")].every(
      ({ viewBox, clientWidth, clientHeight }) =>
        Math.abs(viewBox.baseVal.width - clientWidth) < 1 && Math.abs(viewBox.baseVal.height - clientHeight) < 1,
    );
  /** Runs in the page: heights of charts, what picture and sliders need together, and what is left of the screen below the bar that stays. */
  const extents = (demo: Element): { heights: number[]; needed: number; room: number } => {
    const box = (selector: string) => demo.querySelector(selector)!.getBoundingClientRect();
    const frames = [...demo.querySelectorAll(".chart-frame")].filter((frame) =>
      frame.checkVisibility({ visibilityProperty: true }),
    );
    return {
      heights: frames.map((frame) => Number(frame.getAttribute("height"))),
      needed: box(".demo-controls").bottom - box(".demo-stage").top,
      room: innerHeight - (document.querySelector(".VPLocalNav")?.clientHeight ?? 0),
    };
  };

  /** Runs in the page: what is not drawn, or drawn nowhere, when each slider stands at its ends; sizes that no network can have are refused rightly. */
  const wrongAtEnds = async (demo: Element): Promise<string[]> => {
    const wrong: string[] = [];
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (const slider of demo.querySelectorAll<HTMLInputElement>('input[type="range"]:enabled')) {
      const { value: before, min, max } = slider;
      for (const value of [min, max, before]) {
        slider.value = value;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await frame();
        await frame();
        const where = `${slider.id} ${value}`;
        const refusal = demo.querySelector('[role="alert"]')?.textContent ?? "No start of";
        if (!refusal.startsWith("No start of")) wrong.push(`${where}: ${refusal}`);
        for (const { outerHTML } of demo.querySelectorAll(".demo-drawing svg *")) {
          const [tag] = outerHTML.split(">");
          if (/NaN|Infinity|undefined/.test(tag!)) wrong.push(`${where}: ${tag}`);
        }
      }
    }
    return wrong;
  };

  /** States that are not those a demo starts with, small where it trains. */
  const states: Readonly<Record<string, string>> = {
    "phase-portrait": "phase-portrait.side=5&phase-portrait.n=20&phase-portrait.d=2&phase-portrait.h=10",
    basins: "basins.delta=1&basins.a0=0.3",
    "function-space": "function-space.start2=0.3",
    hyperboloid: "hyperboloid.angle=50",
    "deep-mode": "deep-mode.depth=3",
    "student-teacher": "student-teacher.time=2&student-teacher.tau=0.5",
  };

  test.for(pages)(
    "%s: each demo draws, is named, moves by slider and box, and is taken away",
    async (path, { expect }) => {
      const query = demosOn(path)
        .flatMap((id) => states[id] ?? [])
        .join("&");
      const { page, errors } = await open(`${path}?${query}`);
      await watchShifts(page);
      for (const id of demosOn(path)) await show(page, id);
      await expectStill(expect, page, 1280);
      for (const id of demosOn(path)) {
        const demo = await show(page, id);
        const nameless = await demo.locator("input, button, a, [tabindex], img").evaluateAll((elements) =>
          elements
            .filter((element) => {
              const label =
                element.getAttribute("aria-label") ??
                element.getAttribute("alt") ??
                element.closest("label")?.textContent ??
                element.textContent;
              return (label ?? "").trim() === "";
            })
            .map((element) => element.outerHTML.slice(0, 80)),
        );
        expect(nameless).toEqual([]);
        await expect.poll(() => demo.locator("[aria-live]").textContent()).not.toBe("");
        expect(await demo.getAttribute("role")).toBe("group");

        // the code gives what the page shows
        const isDeep = path === "article/deep-networks.html";
        if (id === "phase-portrait") await expect.poll(async () => (await numbers(demo))[0]).toBe("25");
        await demo.getByRole("button", { name: /^Code/ }).click();
        const found = await printed(id, (await demo.locator(".demo-code code").textContent())!);
        if (isDeep) expect(found.length).toBeGreaterThan(5);
        for (const shown of (isDeep ? [] : await numbers(demo))
          .flatMap((text) => text.split(",").map(Number))
          .filter(Number.isFinite)) {
          const nearest = Math.min(...found.map((value) => Math.abs(value - shown)));
          expect(nearest, `${shown} among ${found.join(" ")}`).toBeLessThan(1e-8 * Math.max(1, Math.abs(shown)));
        }
        // table and picture
        const [csv, picture] = [await saved(page, demo, "CSV"), await saved(page, demo, "SVG")];
        const lines = csv.trim().split("\n");
        expect(lines[0]).toMatch(/^chart,curve,x,y(,z)?$/);
        if (!isDeep) expect(lines.length).toBeGreaterThan(20);
        expect(picture).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
        expect(picture).not.toMatch(/var\(|class=|color-mix|oklab/);

        // what is trained would be trained anew at each end
        const isTrained = isDeep || path === "article/piecewise-linear.html";
        if (!isTrained) expect(await demo.evaluate(wrongAtEnds), `${id} at an end of a slider`).toEqual([]);
        const drawn = () => demo.locator(".demo-stage").screenshot();
        const before = await drawn();
        const link = () => demo.locator(".demo-link").getAttribute("href");
        const slider = demo.locator('input[type="range"]').first();
        await slider.focus();
        const isAtEnd = await slider.evaluate((element) => {
          const { value, max } = element as HTMLInputElement;
          return value === max;
        });
        for (let i = 0; i < 12; i++) await page.keyboard.press(isAtEnd ? "ArrowLeft" : "ArrowRight");
        const [key, field] = Object.entries(demos.find((each) => each.id === id)!.fields)[0]!;
        await expect.poll(link).toContain(`${id}.${key}=`);
        await expect.poll(async () => (await drawn()).equals(before)).toBe(false);
        // the address follows, and a number is typed
        await expect.poll(() => page.url()).toContain(`${id}.${key}=`);
        const box = demo.locator('.demo-number input[type="text"]').first();
        const { min, max } = field as NumberField;
        await box.fill("much");
        await box.press("Enter");
        await demo.getByRole("alert").filter({ hasText: "much: expected" }).waitFor();
        // an end of the scale, to a step of the slider
        for (const [end, name] of [
          [min, "min"],
          [max, "max"],
        ] as const) {
          await box.fill(String(end));
          await box.press("Enter");
          const steps = () =>
            slider.evaluate((element, of) => {
              const { value, step } = element as HTMLInputElement;
              return Math.abs(Number(value) - Number(element.getAttribute(of))) / Number(step);
            }, name);
          await expect.poll(steps).toBeLessThan(1);
        }
        await demo.getByRole("button", { name: /^Reset/ }).click();
        await expect.poll(link).not.toContain(`${id}.${key}=`);
        await expect.poll(() => page.url()).not.toContain(`${id}.${key}=`);
      }
      expect(errors).toEqual([]);
      await page.close();
    },
  );

  /** The text of a file that a button of a demo hands over. */
  async function saved(page: Page, demo: ReturnType<Page["locator"]>, kind: string): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent("download", (each) => each.suggestedFilename().endsWith(kind.toLowerCase())),
      demo.getByRole("button", { name: new RegExp(`^${kind}`) }).click(),
    ]);
    return readFileSync(await download.path(), "utf8");
  }

  /** Phones, and a window that shares a screen. */
  const smallScreens = [
    { width: 390, height: 844 },
    { width: 360, height: 740 },
    { width: 700, height: 900 },
  ] as const;

  test.for(pages)(
    "%s: on a phone nothing moves under the reader, charts are 120 pixels high, and picture and sliders fit the screen",
    async (path, { expect }) => {
      const [phone] = smallScreens;
      const { page, errors } = await open(path, { viewport: phone });
      await watchShifts(page);
      for (const id of demosOn(path)) await show(page, id);
      await expectStill(expect, page, phone.width);
      for (const screen of smallScreens) {
        await page.setViewportSize(screen);
        for (const id of demosOn(path)) {
          const demo = await show(page, id);
          await expect.poll(() => demo.evaluate(isDrawnToSize), { message: id }).toBe(true);
          const { heights, needed, room } = await demo.evaluate(extents);
          const where = `${id} on ${screen.width} x ${screen.height}`;
          for (const height of heights) expect(height, `a chart of ${where}`).toBeGreaterThanOrEqual(119);
          expect(needed, where).toBeLessThanOrEqual(room);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(screen.width);
      }
      expect(errors).toEqual([]);
      await page.close();
    },
  );

  test("without script a picture stands in each demo's place, and no formula is left as it was written", async ({
    expect,
  }) => {
    const { page } = await open("article/one-neuron.html", { javaScriptEnabled: false });
    for (const id of ["hyperboloid", "basins"]) {
      const still = page.locator(`#${id} .demo-still:visible`);
      await still.scrollIntoViewIfNeeded();
      expect(await still.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);
    }
    await page.close();
  });

  test("a phrase of the text sets the demo, Back undoes it, and the link holds every demo of the page", async ({
    expect,
  }) => {
    const { page, errors } = await open("article/one-neuron.html?basins.delta=-5#hyperboloid");
    const demo = await show(page, "hyperboloid");
    const link = () => demo.locator(".demo-link").getAttribute("href");
    await page.locator('.demo-set[href*="hyperboloid.delta=4"]').first().click();
    await expect.poll(link).toContain("hyperboloid.delta=4");
    expect(await link()).toContain("basins.delta=-5");
    await expect.poll(() => page.url()).toContain("hyperboloid.delta=4");
    await page.locator('.demo-set[href*="hyperboloid.delta=-4"]').first().click();
    await expect.poll(() => page.url()).toContain("hyperboloid.delta=-4");
    await page.goBack();
    await expect.poll(link).toContain("hyperboloid.delta=4");
    await page.goForward();
    await expect.poll(link).toContain("hyperboloid.delta=-4");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("on a phone the paths of the first page say how they learn, and no name stands over another or over a handle", async ({
    expect,
  }) => {
    const { page, errors } = await open("index.html", { viewport: { width: 390, height: 844 } });
    const demo = await show(page, "function-space");
    const boxes = (selector: string) =>
      demo.locator(selector).evaluateAll((elements) =>
        elements.map((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          return { name: element.textContent, left, right, top, bottom };
        }),
      );
    const shown = '.curve-labels text:not([visibility="hidden"])';
    const names = async () => (await boxes(shown)).map(({ name }) => name);
    await expect
      .poll(names)
      .toEqual(expect.arrayContaining(["4, lazy", "0, rich", "−4, delayed rich", "δ = −2, delayed rich"]));
    const placed = await boxes(shown);
    const handles = await boxes(".handle-label, .handle-ring, .handle-star");
    // lines are a little higher than their letters
    const touches = placed.flatMap((one, i) =>
      [...placed.slice(i + 1), ...handles]
        .filter(
          (other) =>
            one.left < other.right &&
            other.left < one.right &&
            one.top + 2 < other.bottom - 2 &&
            other.top + 2 < one.bottom - 2,
        )
        .map((other) => `${one.name} over ${other.name}`),
    );
    expect(touches).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a link restores the state, and the numbers are the library's", async ({ expect }) => {
    const { page, errors } = await open(
      "article/exact-solution.html?neuron-in-time.delta=-3&neuron-in-time.angle=60&neuron-in-time.lastTime=4&neuron-in-time.simulation=true",
    );
    const demo = await show(page, "neuron-in-time");
    const beta0 = [Math.cos(Math.PI / 3), Math.sin(Math.PI / 3)];
    const { a, w } = neuronWithFunction({ beta0, delta: -3 });
    const { mu, phi, kernelDistance } = singleNeuron({ a0: a, w0: w, betaStar: [1, 0] }).trajectory([4]);
    const shown = (await numbers(demo)).map(Number);
    expect(shown[0]).toBeCloseTo(mu[0]!, 10);
    expect(shown[1]).toBeCloseTo(phi[0]!, 10);
    expect(shown[2]).toBeCloseTo(kernelDistance[0]!, 10);
    // the simulation, in its worker, agrees with the exact solution
    await expect.poll(async () => Number((await numbers(demo))[3]), { timeout: 60_000 }).toBeLessThan(1e-6);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("the start on the level set moves along the parameters of its function", async ({ expect }) => {
    const { page, errors } = await open("article/one-neuron.html");
    const demo = await show(page, "hyperboloid");
    const start = demo.getByRole("slider", { name: "start, along the parameters of the same function" });
    await start.focus();
    const value = async () => Number(await start.getAttribute("aria-valuenow"));
    for (const [key, expected] of [
      ["ArrowUp", -1.95],
      ["PageUp", -1.45],
      ["End", 4],
      ["Home", -4],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(value).toBe(expected);
    }
    await page.keyboard.press("PageUp");
    await expect.poll(() => demo.locator(".demo-link").getAttribute("href")).toContain("hyperboloid.delta=-3.5");
    await expect.poll(value).toBe(-3.5);
    // a hover waits until the ring has come to rest
    const ring = start.locator("circle").last();
    await ring.hover();
    const box = (await ring.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.down();
    await page.mouse.move(x + 12, y - 40, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => Number(await start.getAttribute("aria-valuenow"))).toBeGreaterThan(-3.4);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a picture in space turns and zooms by keys, and its worker ends when it has left the screen", async ({
    expect,
  }) => {
    const { page, errors } = await open("article/one-neuron.html");
    const demo = await show(page, "hyperboloid");
    const view = demo.getByRole("img", { name: /arrow keys rotate/ });
    const painters = () => page.workers().filter((worker) => worker.url().includes("spacePicture")).length;
    // labels and handle are not the worker's
    await page.addStyleTag({ content: ".space-overlay { visibility: hidden }" });
    await view.focus();
    for (const key of ["ArrowLeft", "ArrowUp", "+"]) {
      const before = await view.screenshot();
      await page.keyboard.press(key);
      await expect.poll(async () => (await view.screenshot()).equals(before)).toBe(false);
    }

    const link = () => demo.locator(".demo-link").getAttribute("href");
    await expect.poll(link).toContain("hyperboloid.zoom=1.15");
    // with the focus the wheel zooms, without it it scrolls the page
    await view.hover();
    const top = () => page.evaluate(() => scrollY);
    const before = await top();
    await page.mouse.wheel(0, -100);
    await expect.poll(link).not.toContain("hyperboloid.zoom=1.15");
    expect(await top()).toBe(before);
    await demo.getByRole("button", { name: /^Reset/ }).click();
    await expect.poll(link).not.toContain("hyperboloid.");
    await view.hover();
    await page.mouse.wheel(0, 40);
    await expect.poll(top).toBeGreaterThan(before);
    expect(await link()).not.toContain("zoom");

    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(painters).toBe(0);
    await show(page, "hyperboloid");
    await expect.poll(painters).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("without WebGL the 3-D demos say so, and the rest of the page works", async ({ expect }) => {
    const plain = await startBrowser(["--disable-webgl", "--disable-3d-apis"]);
    const page = await plain.newPage();
    await page.goto(`${site.address}article/one-neuron.html`);
    const demo = page.locator("#hyperboloid");
    await demo.scrollIntoViewIfNeeded();
    await expect.poll(() => demo.getByRole("alert").textContent()).toContain("needs WebGL");
    expect(await demo.locator(".demo-still").count()).toBeGreaterThan(0);
    await plain.close();
  });

  test("a student is trained, stands at its start, plays and pauses", async ({ expect }) => {
    const { page, errors } = await open("article/piecewise-linear.html");
    const demo = await show(page, "student-teacher");
    // nothing has moved yet
    expect((await numbers(demo)).map(Number).slice(1)).toEqual([0, 0, 0]);
    await demo.getByRole("button", { name: "Play" }).click();
    await expect.poll(async () => (await numbers(demo)).map(Number)[3]).toBeGreaterThan(0);
    await demo.getByRole("button", { name: "Pause" }).click();
    await demo.getByRole("button", { name: "Play" }).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a phase portrait fills in, and a start picked on it is run in the demo above", async ({ expect }) => {
    const { page, errors } = await open("article/piecewise-linear.html?phase-portrait.side=5&phase-portrait.n=20");
    const portrait = await show(page, "phase-portrait");
    await expect.poll(async () => (await numbers(portrait))[0], { timeout: 90_000 }).toBe("25");
    await portrait.getByRole("slider", { name: /^start/ }).focus();
    await page.keyboard.press("Shift+ArrowUp");
    const student = page.locator("#student-teacher");
    await expect.poll(() => student.locator(".demo-link").getAttribute("href")).toContain("student-teacher.tau=0.3");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a network that cannot be is refused in a sentence, and the next one drawn", async ({ expect }) => {
    const { page, errors } = await open("article/linear-networks.html?linear-network.h=6&linear-network.delta=2");
    const demo = page.locator("#linear-network");
    await demo.scrollIntoViewIfNeeded();
    await expect
      .poll(() => demo.getByRole("alert").textContent())
      .toContain("No start of 6 hidden neurons and 4 outputs");
    await demo.getByRole("button", { name: /^Reset/ }).click();
    await show(page, "linear-network");
    const { kernelDistance } = linearNetworkOf({ delta: 0.4, tau: 0.1, d: 5, h: 4, c: 4, seed: 1 }).trajectory([300]);
    expect(Number((await numbers(demo))[1])).toBeCloseTo(kernelDistance[0]!, 10);
    expect(await demo.getByRole("alert").count()).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a demo's code is loaded when the reader comes near, and its workers end when it has left the screen", async ({
    expect,
  }) => {
    const { page, errors } = await open("article/piecewise-linear.html");
    const scripts: string[] = [];
    page.on("request", (request) => scripts.push(request.url()));
    await page.waitForTimeout(500);
    expect(scripts.filter((url) => url.includes("Drawing"))).toEqual([]);
    await show(page, "phase-portrait");
    expect(scripts.filter((url) => url.includes("phasePortraitDrawing"))).toHaveLength(1);
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => page.workers().length).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a network is diagnosed in the page: the sample, then files of the reader's, and no request leaves", async ({
    expect,
  }) => {
    const { page, errors } = await open("guides/diagnose.html");
    await page.getByRole("button", { name: "Start with a sample network" }).click();
    const verdict = page.locator(".diagnose-verdict");
    await verdict.waitFor();
    expect(await verdict.textContent()).toContain("S = 0.32 ± 0.0097");
    expect(await page.locator(".diagnose-picture svg").count()).toBe(1);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const pickle = { name: "model.pt", mimeType: "application/octet-stream", buffer: Buffer.from([0x80, 2, 0x7d]) };
    await page.locator('.diagnose input[type="file"]').first().setInputFiles(pickle);
    const problem = page.locator(".diagnose-problem");
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/model\.pt is a pickle/);
    expect(asked).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a bad link falls back with a message, handles are dragged and take keys, and the switch to dark redraws", async ({
    expect,
  }) => {
    const { page, errors } = await open("article/function-space.html?function-space.delta=much&function-space.time=2", {
      colorScheme: "light",
    });
    const demo = await show(page, "function-space");
    const link = () => demo.locator(".demo-link").getAttribute("href");
    await expect
      .poll(() => demo.getByRole("alert").textContent())
      .toContain("The link’s delta is “much”; expected a number from -4 to 4.");
    expect(await link()).toContain("function-space.time=2");
    expect(await link()).not.toContain("delta");

    const start = demo.getByRole("slider", { name: "beta 0, the function at the start" });
    await start.focus();
    await page.keyboard.press("ArrowUp");
    await expect.poll(link).toContain("function-space.start2=");
    const target = demo.getByRole("slider", { name: "beta star, the target" });
    const box = (await target.locator("circle").boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 4 });
    await page.mouse.up();
    await expect.poll(link).toContain("function-space.target1=0.");

    // the pointer on a curve is told where it is
    const frame = (await demo.locator(".chart-frame").last().boundingBox())!;
    await page.mouse.move(frame.x + frame.width / 2, frame.y + frame.height - 2);
    await expect.poll(() => demo.locator(".chart-pointer:visible").textContent()).toMatch(/δ = .*time t/);

    const disc = demo.locator(".demo-stage circle").first();
    const light = await disc.getAttribute("fill");
    await page.evaluate(() => document.documentElement.classList.add("dark"));
    await expect.poll(() => disc.getAttribute("fill")).not.toBe(light);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("the first page asks for less than 200 kB of compressed script, its demo included", async ({ expect }) => {
    const page = await browser.newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith(".js")) bodies.push(response.body());
    });
    await page.goto(site.address);
    await show(page, "function-space");
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
    await page.close();
  });

  test("links lead on from page to page without loading the site anew", async ({ expect }) => {
    const { page, errors } = await open("guides/install.html");
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.getByRole("link", { name: "Reference", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /Command line/ }).waitFor();
    await page.locator(".VPSidebar").getByRole("link", { name: "@lazyrich/flow" }).click();
    await page.getByRole("heading", { level: 1, name: /@lazyrich\/flow/ }).waitFor();
    // the first demo of the visit, by a link to it
    await page
      .locator(".vp-doc h1")
      .evaluate(
        (heading, href) => heading.insertAdjacentHTML("afterend", `<a href="${href}">a demo</a>`),
        `${site.address}article/one-neuron.html#basins`,
      );
    await page.getByRole("link", { name: "a demo", exact: true }).click();
    const top = () => page.locator("#basins").evaluate((demo) => demo.getBoundingClientRect().top);
    await expect.poll(top).toBeLessThan(150);
    await page.getByRole("link", { name: "Guides" }).click();
    await page.getByRole("heading", { level: 1, name: /Install one package/ }).waitFor();
    await page.getByRole("link", { name: "Article", exact: true }).click();
    await show(page, "regime-map");
    expect(page.url()).toBe(`${site.address}article/lazy-and-rich.html`);
    expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("pages of the reference fit a phone, and formulas in them are typeset", async ({ expect }) => {
    const { page, errors } = await open("reference/api/index.html", { viewport: { width: 390, height: 844 } });
    for (const path of ["exact/one-neuron-in-time", "exact/wide-linear-networks", "networks/models", "runs/files"]) {
      await page.goto(`${site.address}reference/api/@lazyrich/${path}.html`, { waitUntil: "domcontentloaded" });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(390);
      if (path.startsWith("exact")) expect(await page.locator("mjx-container").count()).toBeGreaterThan(20);
    }
    expect(errors).toEqual([]);
    await page.close();
  });

  test("search finds parts and functions without a network", async ({ expect }) => {
    const { page, errors } = await open("index.html");
    await page.locator(".VPNavBarSearch button").first().click();
    for (const [words, title, within] of [
      ["how to compute the NTK", "ntkMatrix", 1],
      ["implicit bias", "implicitBias()", 1],
      ["lazy", "Is my network lazy?", 1],
      ["stiff integrator", "rungeKuttaChebyshev", 5],
      ["silent alignment", "The exact solution", 3],
    ] as const) {
      await page.locator("#localsearch-input").fill(words);
      const first = page.locator(".VPLocalSearchBox .result");
      await expect
        .poll(async () => (await first.allTextContents()).slice(0, within).join("\n"), { message: words })
        .toContain(title);
    }
    await page.locator(".VPLocalSearchBox .result").first().click();
    await expect.poll(() => page.url()).toContain("article/exact-solution.html");
    expect(errors).toEqual([]);
    await page.close();
  });
});
