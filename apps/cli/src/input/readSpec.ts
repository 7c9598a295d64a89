import { readSync } from "node:fs";
import { JsonTextError, longestJson, parseJson } from "@lazyrich/specs";
import { readRegularFile } from "@lazyrich/tables/files";
import { InputError } from "./inputError.js";

/**
 * The JSON of a spec file, or of standard input for "-".
 *
 * @throws InputError if it cannot be read, is no regular file, is larger than 32 MiB, is not JSON or names a field twice, with line and column.
 */
export function readSpec(file: string): unknown {
  const name = file === "-" ? "the spec on standard input" : `the spec ${JSON.stringify(file)}`;
  const text = readText(file, name);
  try {
    return parseJson(text, { name });
  } catch (error) {
    throw error instanceof JsonTextError ? new InputError(error.message) : error;
  }
}

function readText(file: string, name: string): string {
  const bytes = file === "-" ? readStandardInput(name) : readFile(file, name);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name} is not text; expected JSON in UTF-8`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENXIO: "it is a socket",
};

function readFile(file: string, name: string): Uint8Array {
  try {
    return readRegularFile(file, { limit: longestJson });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw new InputError(`${name}${message.slice(file.length)}`);
    throw new InputError(
      `${name} cannot be read: ${REASONS[code] ?? code}; expected a file of JSON, or - for standard input`,
    );
  }
}

function readStandardInput(name: string): Uint8Array {
  const chunks: Buffer[] = [];
  for (let size = 0; ; ) {
    const chunk = Buffer.allocUnsafe(2 ** 16);
    const length = readChunk(0, chunk);
    if (length === 0) return Buffer.concat(chunks);
    size += length;
    if (size > longestJson) throw new InputError(`${name} has more than ${longestJson} bytes (32 MiB); expected fewer`);
    chunks.push(chunk.subarray(0, length));
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
