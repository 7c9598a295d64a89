import { fileError } from "@lazyrich/tables/files";
import { CommanderError } from "commander";
import { failure } from "./failure.js";
import { EXIT_CODES } from "./interrupt.js";
import { program } from "./program.js";

/** Exit codes of runs that the user ended. */
const OF_SIGNALS: ReadonlySet<number> = new Set(Object.values(EXIT_CODES));
/** Node's exit code where nothing is left to do but a module still waits. */
const NEVER_SETTLED = 13;

/** Runs the command of this process's arguments, and says what befalls the process around it. */
export async function commandLine(): Promise<void> {
  // a reader such as `head` that has seen enough is no error
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`lazyrich: ${fileError("standard output", error).message}\n`);
    process.exitCode = 1;
  });

  // where nobody can read an error, the exit code still tells it
  process.stderr.on("error", () => {});

  // a module of one's own may end the process: that is no success
  let isDone = false;
  process.on("exit", (code) => {
    if (isDone || OF_SIGNALS.has(code)) return;
    const what = code === NEVER_SETTLED ? "it waits for what never comes" : "process.exit ended it before it was done";
    process.stderr.write(`lazyrich: ${what}; expected modules that return\n`);
    process.exitCode = 1;
  });

  // nor can what it throws later be caught by who called it
  const end = (error: unknown): void => {
    isDone = true;
    sayFailure(error, process.argv.slice(2));
    process.exit();
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);

  try {
    await runCommand(process.argv.slice(2));
  } finally {
    isDone = true;
  }
}

/** Runs one command of given arguments: prints an error in one line and sets the exit code. */
export async function runCommand(given: readonly string[]): Promise<void> {
  const root = program();
  try {
    if (given.length === 0) root.outputHelp();
    else await root.parseAsync(given, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    sayFailure(error, given);
  }
}

function sayFailure(error: unknown, given: readonly string[]): void {
  const command = program().commands.find((each) => given.includes(each.name()));
  const { line, exitCode } = failure(error, command === undefined ? "lazyrich" : `lazyrich ${command.name()}`);
  process.stderr.write(`lazyrich: ${line}\n`);
  if (given.includes("--verbose") && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = exitCode;
}
