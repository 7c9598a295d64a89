import { join } from "node:path";
import { everyFailure } from "./everyFailure.ts";
import { exampleFolder } from "./exampleFolder.ts";
import type { Tarballs } from "./pack.ts";
import { scratch } from "./scratch.ts";
import { shell } from "./shell.ts";
import { RUNTIMES } from "./versions.ts";

/** How each runs a script that may read, write and start what it likes. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  deno: ["run", "--quiet", "--allow-all"],
  bun: ["run"],
};

/** Every README block in Deno and in Bun. */
export function inRuntimes(folder: string, tarballs: Tarballs): void {
  const { examples } = exampleFolder(folder, tarballs, RUNTIMES);
  shell("npm", ["install", "--no-audit", "--no-fund"], folder);
  everyFailure(
    Object.entries(COMMANDS).flatMap(([name, args]) => {
      const command = join(folder, "node_modules", ".bin", name);
      return examples.map(({ name: example, script }): [string, () => void] => [
        `${example}, ${name}`,
        () => shell(command, [...args, script], scratch(folder)),
      ]);
    }),
  );
}
