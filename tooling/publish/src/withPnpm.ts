import { everyFailure } from "./everyFailure.ts";
import { exampleFolder } from "./exampleFolder.ts";
import type { Tarballs } from "./pack.ts";
import { scratch } from "./scratch.ts";
import { shell } from "./shell.ts";
import { TYPESCRIPTS } from "./versions.ts";

/** Every README block in a folder that pnpm installed, where a package finds only what it depends on. */
export function withPnpm(folder: string, tarballs: Tarballs): void {
  const { examples, compilations } = exampleFolder(folder, tarballs, TYPESCRIPTS);
  shell("pnpm", ["install", "--no-frozen-lockfile", "--reporter=append-only"], folder);
  everyFailure([
    ...examples.map(({ name, script }) => [name, () => shell(process.execPath, [script], scratch(folder))] as const),
    ...compilations.map(
      (config) =>
        [config, () => shell(process.execPath, ["node_modules/typescript7/bin/tsc", "-p", config], folder)] as const,
    ),
  ]);
}
