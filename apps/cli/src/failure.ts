import { CommanderError } from "commander";
import { InputError } from "./input/inputError.js";
import { Interrupted } from "./interrupt.js";

/**
 * What the user reads of an error, in one line, and the exit code.
 *
 * @param command whose `--help` says more: `lazyrich figure`.
 */
export function failure(error: unknown, command: string): { readonly line: string; readonly exitCode: number } {
  const message = oneLine(error instanceof Error ? error.message : String(error));
  if (error instanceof Interrupted) return { line: message, exitCode: error.exitCode };
  if (error instanceof CommanderError) return { line: `${ofCommander(error)}; see ${command} --help`, exitCode: 2 };
  const isInput = error instanceof InputError || (error instanceof Error && error.name === "SpecError");
  return { line: message, exitCode: isInput ? 2 : 1 };
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
