const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of its path is not a folder",
  EISDIR: "it is a folder",
  EEXIST: "it is there already",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "the file is too large",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead in a circle",
  ENXIO: "nothing answers there",
  EPIPE: "the reader has closed it",
  EIO: "the device reports an error",
};

/**
 * An error of the file system as one line that begins with the path; its `code` is kept.
 *
 * @param path of the file
 * @param error what the file system threw
 * @example
 * import { readFileSync } from "node:fs";
 * import { fileError } from "@lazyrich/tables/files";
 * const read = (path) => {
 *   try {
 *     return readFileSync(path, "utf8");
 *   } catch (error) {
 *     return fileError(path, error).message;
 *   }
 * };
 * read("missing.json"); // "missing.json cannot be used: there is no such file or folder"
 */
export function fileError(path: string, error: unknown): RangeError & { readonly code: string | undefined } {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ""] ?? code ?? message;
  return Object.assign(new RangeError(`${path} cannot be used: ${reason}`), { code });
}
