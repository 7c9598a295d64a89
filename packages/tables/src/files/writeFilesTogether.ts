import {
  existsSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileError } from "./fileError.js";
import { isFile, makeFolder, removeIfEmpty } from "./makeFolder.js";
import { ownStream, writeStream } from "./ownStream.js";

/**
 * A file to be written.
 */
export interface FileContent {
  /** Where it goes. */
  readonly path: string;
  /** Text or bytes. */
  readonly content: string | Uint8Array;
}

/**
 * Writes files so that either all of them appear, whole, or none: under temporary names beside their places first, then
 * renamed. Missing folders are made, and removed again if writing fails. It all happens in one turn of the event loop,
 * so that an interrupt comes before it or after it. A link is followed, also to a file that is not there yet; a device or a pipe is written to as it is, and a stream of
 * this process (`/dev/stdout`) goes on where it stands, also if it leads to a file.
 *
 * @param files their paths and contents
 * @throws RangeError that begins with the path and has the `code` of the file system, with nothing left behind.
 * @example
 * import { readFileSync } from "node:fs";
 * import { writeFilesTogether } from "@lazyrich/tables/files";
 * writeFilesTogether([{ path: "map/rows.csv", content: "t\n0\n" }, { path: "map/spec.json", content: "{}" }]);
 * readFileSync("map/rows.csv", "utf8"); // "t\n0\n"
 */
export function writeFilesTogether(files: readonly FileContent[]): void {
  const made: string[] = [];
  const temporary: string[] = [];
  const renames: { readonly from: string; readonly to: string; readonly path: string }[] = [];
  const attempt = (path: string, step: () => void) => {
    try {
      step();
    } catch (error) {
      throw (error as Error).message.startsWith(path) ? error : fileError(path, error);
    }
  };
  try {
    for (const { path } of files) attempt(path, () => made.push(...makeFolder(dirname(path))));
    for (const { path, content } of files) {
      attempt(path, () => {
        const stream = ownStream(path);
        if (stream !== undefined) return writeStream(stream, content);
        const place = placeOf(path);
        const existing = statSync(place, { throwIfNoEntry: false });
        if (existing?.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: "EISDIR", path });
        if (existing !== undefined && !existing.isFile()) return writeFileSync(place, content);
        const name = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
        temporary.push(name);
        writeFileSync(name, content, { flag: "wx" });
        renames.push({ from: name, to: place, path });
      });
    }
    for (const { from, to, path } of renames) attempt(path, () => renameSync(from, to));
  } catch (error) {
    for (const name of temporary) rmSync(name, { force: true });
    for (const folder of made) removeIfEmpty(folder);
    throw error;
  }
}

/** Where a path leads, through links, also to what is not there yet. */
function placeOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  let place = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return place;
    place = resolve(dirname(place), readlinkSync(place));
  }
  throw Object.assign(new Error("its links lead in a circle"), { code: "ELOOP" });
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * Tries whether files can be written into a folder, and leaves everything as it was: what a long run does first.
 *
 * @param folder its path
 * @throws Error of the file system if they cannot.
 * @example
 * import { existsSync } from "node:fs";
 * import { checkFolderIsWritable } from "@lazyrich/tables/files";
 * checkFolderIsWritable("out/figures"); // undefined: it is, or this throws
 * existsSync("out/figures"); // false: nothing is left behind
 */
export function checkFolderIsWritable(folder: string): void {
  if (isFile(folder)) throw Object.assign(new Error(`${folder} is a file`), { code: "EEXIST" });
  const made = makeFolder(folder);
  try {
    const name = join(folder, `.lazyrich.${process.pid}.tmp`);
    writeFileSync(name, "", { flag: "wx" });
    rmSync(name);
  } finally {
    for (const each of made) removeIfEmpty(each);
  }
}
