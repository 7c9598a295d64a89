import { CommanderError } from "commander";
import { InputError } from "./input/inputError.js";
import { Interrupted } from "./interrupt.js";

/**
 * What the user reads of an error, in one line, and the exit code.
 *
 * @param command whose `--help` says more: `lazyrich figure`.
 */
export function failure(error: unknown, command: string): { readonly line: string; readonly exitCode: number } {
  const message = oneLine(wordsOf(error));
  if (error instanceof Interrupted) return { line: message, exitCode: error.exitCode };
  if (error instanceof CommanderError) return { line: `${ofCommander(error)}; see ${command} --help`, exitCode: 2 };
  const isInput = error instanceof InputError || (error instanceof Error && error.name === "SpecError");
  return { line: message, exitCode: isInput ? 2 : 1 };
}

/** What an error says, or that something was thrown that is none. */
function wordsOf(error: unknown): string {
  if (error instanceof Error) return error.message.trim() || error.name;
  if (typeof error === "string" && error.trim() !== "") return error;
  const isPrimitive = error === null || !["object", "function"].includes(typeof error);
  const thrown = typeof error === "string" ? JSON.stringify(error) : isPrimitive ? String(error) : "an object";
  return `${thrown} was thrown; expected an error`;
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, " ");

/** `error: unknown option '--fromat'\n(Did you mean --format?)` without its first word, on one line. */
const ofCommander = ({ code, message }: CommanderError): string =>
  code === "commander.help"
    ? "no command given"
    : oneLine(message)
        .replace(/^error: /, "")
        .replace("(Did", "(did")
        .replace(/\. Expected/, "; expected")
        .replace(/\.$/, "");
