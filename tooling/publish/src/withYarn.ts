import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { everyFailure } from "./everyFailure.ts";
import { exampleFolder } from "./exampleFolder.ts";
import type { Tarballs } from "./pack.ts";
import { scratch } from "./scratch.ts";
import { shell } from "./shell.ts";
import { YARN } from "./versions.ts";

/** Every README block under Yarn Plug'n'Play, where a package finds only what it depends on, in archives. */
export function withYarn(folder: string, tarballs: Tarballs): void {
  const { examples } = exampleFolder(folder, tarballs, {});
  const settings = {
    nodeLinker: "pnp",
    enableTelemetry: false,
    enableGlobalCache: false,
    npmRegistryServer: shell("npm", ["config", "get", "registry"], folder).trim(),
  };
  writeFileSync(join(folder, ".yarnrc.yml"), JSON.stringify(settings));
  writeFileSync(join(folder, "yarn.lock"), "");
  const yarn = (args: string[], cwd: string) =>
    shell("npx", ["--yes", "-p", YARN, "-c", `yarn ${args.join(" ")}`], cwd);
  yarn(["install", "--no-immutable"], folder);
  everyFailure(examples.map(({ name, script }) => [name, () => yarn(["node", script], scratch(folder))]));
}
