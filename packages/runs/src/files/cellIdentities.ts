import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Lists } from "../lists.js";
import { identityOf } from "../spec/identity.js";
import type { CellSpec } from "../spec/runSpec.js";

/** Gives what makes a cell the one it is: its spec, as `identityOf` writes it, and what the files that it names hold. */
export type CellIdentity = (cell: CellSpec) => string;

/** The identities of cells whose files are named from a folder. A file is read once. */
export function cellIdentities(lists: Lists, filesFolder: string): CellIdentity {
  const known = new Map<string, string | undefined>();
  const contentOf = (path: string): string | undefined => {
    if (!known.has(path)) known.set(path, hashOf(resolve(filesFolder, path)));
    return known.get(path);
  };
  return (cell) => {
    const { task, model, start, dynamics } = cell;
    const named = [...new Set(texts([task, model, start, dynamics]))].sort();
    const files = named.flatMap((path) => {
      const content = contentOf(path);
      return content === undefined ? [] : [[path, content]];
    });
    const identity = identityOf(lists, cell);
    return files.length === 0 ? identity : `${identity}${JSON.stringify(files)}`;
  };
}

/** Every text in a part of a spec but the names of parts. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return typeof value[0] === "number" ? [] : value.flatMap(texts);
  return Object.entries(value).flatMap(([key, each]) => (key === "name" ? [] : texts(each)));
}

/** The hash of a regular file, or of the names and sizes of what a folder holds; undefined of anything else. */
function hashOf(path: string): string | undefined {
  const about = statSync(path, { throwIfNoEntry: false });
  const hash = createHash("sha256");
  if (about?.isFile()) return hash.update(readFileSync(path)).digest("hex");
  if (!about?.isDirectory()) return undefined;
  for (const name of readdirSync(path).sort()) {
    const size = statSync(join(path, name), { throwIfNoEntry: false })?.size;
    hash.update(JSON.stringify([name, size]));
  }
  return hash.digest("hex");
}
