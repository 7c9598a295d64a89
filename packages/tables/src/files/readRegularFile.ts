import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { fileError } from "./fileError.js";

/**
 * The bytes of a regular file. A pipe, a device, a socket or a folder is refused at once, without waiting for it; so is a file
 * that is longer than the limit, or grows while it is read, as files of /proc do, whose size is told as 0.
 *
 * @param path of the file
 * @param options `limit`: the most bytes it may have.
 * @throws RangeError in one line that begins with the path.
 * @example
 * import { readRegularFile, writeFilesTogether } from "@lazyrich/tables/files";
 * writeFilesTogether([{ path: "numbers.csv", content: "t\n0\n" }]);
 * readRegularFile("numbers.csv", { limit: 1e6 }).length; // 4
 */
export function readRegularFile(path: string, { limit }: { readonly limit: number }): Uint8Array {
  let file: number;
  try {
    // a pipe without a writer would hold up the opening otherwise
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw fileError(path, error);
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new RangeError(`${path} is ${kindOf(status)}; expected a regular file`);
    if (status.size > limit) throw new RangeError(`${path} has ${status.size} bytes; expected at most ${limit}`);
    const bytes = new Uint8Array(status.size);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(file, bytes, length, bytes.length - length, null);
      if (read === 0) throw new RangeError(`${path} became shorter while it was read`);
      length += read;
    }
    if (readSync(file, new Uint8Array(1), 0, 1, null) > 0) {
      throw new RangeError(`${path} has more bytes than its size of ${status.size}; expected a regular file at rest`);
    }
    return bytes;
  } catch (error) {
    throw error instanceof RangeError ? error : fileError(path, error);
  } finally {
    closeSync(file);
  }
}

function kindOf(status: import("node:fs").Stats): string {
  if (status.isDirectory()) return "a folder";
  if (status.isFIFO()) return "a pipe";
  return status.isSocket() ? "a socket" : "a device";
}
