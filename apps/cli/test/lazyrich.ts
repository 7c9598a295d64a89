import { type ChildProcess, type ChildProcessByStdio, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, onTestFinished } from "vitest";

/** The built command. */
export const main: string = fileURLToPath(new URL("../dist/main.js", import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command to its end, in a process of its own. */
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

/** The process in which the commands of one test file run in turn, and the last of them. */
let commands: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();
const inputs = mkdtempSync(join(tmpdir(), "lazyrich-input-"));
const inputFile = join(inputs, "input");
afterAll(async () => {
  rmSync(inputs, { recursive: true });
  if (commands?.kill("SIGKILL")) await once(commands, "exit");
});

/** Runs a command to its end in a process that has run others before it: for tests of what a command says and writes. */
export function lazyrichInTurn(args: readonly string[], { input = "", cwd = tmpdir() } = {}): Promise<Finished> {
  const finished = last.then(() => {
    writeFileSync(inputFile, input);
    commands ??= fork(new URL("commandsInTurn.mjs", import.meta.url));
    const child = commands;
    child.send({ args, cwd, input: inputFile });
    return new Promise<Finished>((resolve, reject) => {
      const ended = () => reject(new Error(`lazyrich ${args.join(" ")} ended the process`));
      child.once("exit", ended).once("message", (answer: Finished) => {
        child.off("exit", ended);
        resolve(answer);
      });
    });
  });
  last = finished.catch(() => {});
  return finished;
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
