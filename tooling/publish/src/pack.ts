import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { publishable, root } from "./publishable.ts";
import { shell } from "./shell.ts";

/** Package name -> path of its tarball. */
export type Tarballs = Readonly<Record<string, string>>;

/** Packs every package into `folder` as `pnpm publish` would, and refuses what no user needs. */
export function pack(folder: string): Tarballs {
  mkdirSync(folder, { recursive: true });
  const tarballs: Record<string, string> = {};
  for (const { name, folder: from } of publishable()) {
    const packed = JSON.parse(shell("pnpm", ["pack", "--json", "--pack-destination", folder], join(root, from)));
    const files: string[] = packed.files.map((file: { path: string }) => file.path);
    const unwanted = files.filter((path) => /\.tsbuildinfo$|\.turbo|\.log$|(^|\/)test\//.test(path));
    if (unwanted.length > 0)
      throw new Error(`the tarball of ${name} holds ${unwanted.join(", ")}; expected no build caches`);
    for (const needed of ["README.md", "LICENSE", "package.json"]) {
      if (!files.includes(needed)) throw new Error(`the tarball of ${name} lacks ${needed}`);
    }
    tarballs[name] = packed.filename;
  }
  return tarballs;
}
