import { closeSync, openSync, readSync, statSync } from "node:fs";
import { InputError } from "./inputError.js";
import { jsonErrorPosition } from "./jsonErrorPosition.js";

const LARGEST = 256 * 2 ** 20;

/**
 * The JSON of a spec file, or of standard input for "-".
 *
 * @throws InputError if it cannot be read, is larger than 256 MiB, or is not JSON, with line and column.
 */
export function readSpec(file: string): unknown {
  const name = file === "-" ? "the spec on standard input" : `the spec ${JSON.stringify(file)}`;
  const text = readText(file, name);
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = jsonErrorPosition(text);
    if (where === undefined) throw new InputError(`${name} is not JSON: ${(error as Error).message}`);
    const { line, column, found, expected } = where;
    throw new InputError(`${name} is not JSON: line ${line}, column ${column} has ${found}; expected ${expected}`);
  }
}

function readText(file: string, name: string): string {
  let bytes: Buffer;
  try {
    bytes = readAll(file, name);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new InputError(
      `${name} cannot be read: ${REASONS[code] ?? code}; expected a file of JSON, or - for standard input`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name} is not text; expected JSON in UTF-8`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
};

function readAll(file: string, name: string): Buffer {
  if (file !== "-" && statSync(file).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  const descriptor = file === "-" ? 0 : openSync(file, "r");
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; ; ) {
      const chunk = Buffer.allocUnsafe(2 ** 16);
      const length = readChunk(descriptor, chunk);
      if (length === 0) return Buffer.concat(chunks);
      size += length;
      if (size > LARGEST) throw new InputError(`${name} is larger than 256 MiB; split it into several`);
      chunks.push(chunk.subarray(0, length));
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** A terminal or a pipe of a parent that does not block says EAGAIN where nothing has come yet. */
function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
