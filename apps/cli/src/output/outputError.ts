import { InputError } from "../input/inputError.js";

/** What a user can mend, told from a disk that is full or broken. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "the system does not let one make it",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "there is a file of that name",
  EISDIR: "there is a folder of that name",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links run in a circle",
};

/**
 * Runs a step that writes to the user's `--out`.
 *
 * @throws InputError that names the path if it cannot be written.
 */
export function writing<T>(out: string, expected: string, step: () => T): T {
  requireOut(out, expected);
  try {
    return step();
  } catch (error) {
    throw outputError(error, out, expected);
  }
}

export function outputError(error: unknown, out: string, expected: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ""];
  if (reason === undefined) return error;
  return new InputError(`--out ${JSON.stringify(out)} cannot be written: ${reason}; expected ${expected}`);
}

/** @throws InputError if `--out` names nothing. */
export function requireOut(out: string, expected: string): void {
  if (out === "") throw new InputError(`--out is ""; expected ${expected}`);
}
