import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { everyFailure } from "./everyFailure.ts";
import { exampleFolder } from "./exampleFolder.ts";
import type { Tarballs } from "./pack.ts";
import { scratch } from "./scratch.ts";
import { shell } from "./shell.ts";
import { NODES, TYPESCRIPTS } from "./versions.ts";

const QUIETLY = ["--no-audit", "--no-fund"];

/** Every README block on every Node, and as strict TypeScript of both kinds, in a folder that npm installed. */
export function withNpm(folder: string, tarballs: Tarballs): void {
  const { examples, compilations } = exampleFolder(folder, tarballs, TYPESCRIPTS);
  shell("npm", ["install", "--strict-peer-deps", ...QUIETLY], folder);
  everyFailure([
    ...NODES.flatMap((version) => {
      const node = nodeOf(version, join(folder, "..", `node-${version}`));
      const lazyrich = join(folder, "node_modules", "lazyrich", "dist", "main.js");
      return [
        ...examples.map(
          ({ name, script }) => [`${name}, Node ${version}`, () => shell(node, [script], scratch(folder))] as const,
        ),
        [`lazyrich figures, Node ${version}`, () => shell(node, [lazyrich, "figures"], folder)] as const,
      ];
    }),
    ...Object.keys(TYPESCRIPTS).flatMap((compiler) =>
      compilations.map(
        (config) =>
          [
            `${compiler}, ${config}`,
            () => shell(process.execPath, [join("node_modules", compiler, "bin", "tsc"), "-p", config], folder),
          ] as const,
      ),
    ),
  ]);
}

/** Path of that Node, from the `node` package of the registry. */
function nodeOf(version: string, folder: string): string {
  mkdirSync(folder);
  const manifest = { private: true, dependencies: { node: version }, allowScripts: { node: true } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  shell("npm", ["install", ...QUIETLY], folder);
  return join(folder, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}
