import { createRequire } from "node:module";
import { join } from "node:path";
import { everyFailure } from "./everyFailure.ts";
import { exampleFolder } from "./exampleFolder.ts";
import type { Tarballs } from "./pack.ts";
import { shell } from "./shell.ts";
import { sizeBudgets } from "./sizeBudgets.ts";
import { BUNDLERS } from "./versions.ts";

/** What a page downloads for one import, minified by esbuild, within its budget in bytes. */
export function sizes(folder: string, tarballs: Tarballs): void {
  exampleFolder(folder, tarballs, { esbuild: BUNDLERS.esbuild! });
  shell("npm", ["install", "--no-audit", "--no-fund"], folder);
  const { buildSync } = createRequire(join(folder, "package.json"))("esbuild");
  everyFailure(
    sizeBudgets.map(({ code, bytes }) => [
      code,
      () => {
        const [file] = buildSync({
          stdin: { contents: code, resolveDir: folder },
          ...{ bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false },
        }).outputFiles;
        const found = file.contents.length;
        console.log(`${String(found).padStart(8)} of ${String(bytes).padStart(8)}  ${code}`);
        if (found > bytes) throw new Error(`takes ${found} bytes; expected at most ${bytes}`);
        if (found < bytes / 2)
          throw new Error(`takes ${found} bytes; expected more than half of its budget ${bytes}: lower it`);
      },
    ]),
  );
}
