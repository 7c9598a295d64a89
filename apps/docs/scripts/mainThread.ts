import type { Browser, Page } from "playwright-core";

/** Something that the main thread of a page did in one go; times in milliseconds. */
export interface Task {
  /** What the clock of the wall says, which other processes of a busy machine lengthen. */
  readonly wall: number;
  /** What the thread itself computed. */
  readonly cpu: number;
}

/** What the main thread of a page did in a span of time. */
export interface MainThread {
  readonly tasks: readonly Task[];
  /** From each `performance.mark(frameMark)` of the page to the next. */
  readonly frames: readonly Task[];
  /** What all threads of all processes of the browser computed meanwhile, workers and the painting of WebGL without a graphics card included. */
  readonly browserCpu: number;
}

/** The mark that a page sets once a frame. */
export const frameMark = "frame";

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the wall and by the thread: when it began, and how long it took. */
  readonly ts: number;
  readonly tts?: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/** Traces a page while something is done on it. The page must set `frameMark` at least once meanwhile: its thread is known by that. */
export async function watchMainThread(
  browser: Browser,
  page: Page,
  doThings: () => Promise<unknown>,
): Promise<MainThread> {
  await browser.startTracing(page, {
    categories: ["-*", "disabled-by-default-devtools.timeline", "blink.user_timing"],
  });
  const before = await browserCpu(browser);
  await doThings();
  const used = (await browserCpu(browser)) - before;
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const marks = traceEvents.filter(({ name }) => name === frameMark).sort((one, other) => one.ts - other.ts);
  const [{ pid, tid }] = marks as [TraceEvent];
  const tasks = traceEvents
    .filter((event) => event.name === "RunTask" && event.pid === pid && event.tid === tid)
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }));
  const frames = marks.slice(1).map((mark, i) => {
    const last = marks[i]!;
    return { wall: (mark.ts - last.ts) / 1000, cpu: (mark.tts! - last.tts!) / 1000 };
  });
  return { tasks, frames, browserCpu: used };
}

/** What all processes of the browser have computed since they began, in milliseconds. */
async function browserCpu(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
}
