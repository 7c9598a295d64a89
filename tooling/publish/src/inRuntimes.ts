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

/** What a sweep on all cores says where its worker processes do not run. */
const REFUSAL = /expected Node/;

/** Every README block in Deno and in Bun; a sweep on all cores may say in its error that it needs Node. */
export function inRuntimes(folder: string, tarballs: Tarballs): void {
  const { examples } = exampleFolder(folder, tarballs, RUNTIMES);
  shell("npm", ["install", "--no-audit", "--no-fund"], folder);
  everyFailure(
    Object.entries(COMMANDS).flatMap(([name, args]) => {
      const command = join(folder, "node_modules", ".bin", name);
      return examples.map(({ name: example, script }): [string, () => void] => [
        `${example}, ${name}`,
        () => {
          try {
            shell(command, [...args, script], scratch(folder));
          } catch (error) {
            if (!(error instanceof Error && REFUSAL.test(error.message))) throw error;
          }
        },
      ]);
    }),
  );
}
