import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The built command. */
export const main: string = fileURLToPath(new URL("../dist/main.js", import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command to its end. */
export function lazyrich(
  args: readonly string[],
  { input = "", cwd = tmpdir(), env = {} as Readonly<Record<string, string>> } = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...args], { cwd, stdio: "pipe", env: { ...process.env, ...env } });
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (chunk: string) => {
      text[stream] += chunk;
    });
  }
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, ...text }));
  });
}

/** Tells the parent when the process begins to handle Ctrl-C itself. */
const tellOfHandler = `data:text/javascript,process.on("newListener", (name) => {
  if (name === "SIGINT") setImmediate(() => process.send("interruptible"));
});`;

/** The command as a child to send signals to; it sends a message when it handles Ctrl-C itself. */
export const startLazyrich = (args: readonly string[], cwd: string) =>
  spawn(process.execPath, ["--import", tellOfHandler, main, ...args], {
    ...{ cwd, stdio: ["ignore", "pipe", "pipe", "ipc"] },
  }) as ChildProcessByStdio<null, Readable, Readable>;

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
