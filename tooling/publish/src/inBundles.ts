import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { everyFailure } from "./everyFailure.ts";
import { DRAWING, exampleFolder } from "./exampleFolder.ts";
import type { Tarballs } from "./pack.ts";
import { scratch } from "./scratch.ts";
import { shell } from "./shell.ts";
import { BUNDLERS } from "./versions.ts";

const RUNS: Readonly<Record<string, readonly string[]>> = {
  "Vite 7": ["vite.mjs", "vite7"],
  "Vite 8": ["vite.mjs", "vite8"],
  webpack: ["webpack.mjs", "webpack"],
  esbuild: ["esbuild.mjs", "esbuild"],
};

/** Blocks that import what only Node has. */
export const ofNode = /from "(node:.*|@lazyrich\/\w+\/files)"/;

/**
 * A folder that npm installed, with the README blocks that need nothing of Node gathered in two modules: `running.js` of
 * those that compute, `drawing.js` of those that draw, and so need a page's document.
 */
export function bundleFolder(folder: string, tarballs: Tarballs, bundlers: readonly string[]): { entries: string[] } {
  const tools = Object.fromEntries(bundlers.map((name) => [name, BUNDLERS[name]!]));
  const { examples } = exampleFolder(folder, tarballs, tools);
  cpSync(fileURLToPath(new URL("../bundlers", import.meta.url)), folder, { recursive: true });
  shell("npm", ["install", "--no-audit", "--no-fund"], folder);

  const forPages = examples.filter(({ script }) => !ofNode.test(readFileSync(script, "utf8")));
  const draws = ({ name }: { name: string }) =>
    DRAWING.some((drawing) => name.startsWith(drawing.replace("@lazyrich/", "")));
  const write = (name: string, blocks: typeof examples): string => {
    writeFileSync(join(folder, name), blocks.map(({ script }) => `import ${JSON.stringify(script)};\n`).join(""));
    return join(folder, name);
  };
  return {
    entries: [
      write(
        "running.js",
        forPages.filter((each) => !draws(each)),
      ),
      write("drawing.js", forPages.filter(draws)),
    ],
  };
}

/** The README blocks of pages, bundled by every bundler; what computes must run, what draws must come about. */
export function inBundles(folder: string, tarballs: Tarballs): void {
  const { entries } = bundleFolder(folder, tarballs, Object.keys(BUNDLERS));
  everyFailure(
    Object.entries(RUNS).map(([bundler, [script = "", ...args]]) => [
      bundler,
      () => {
        const out = join(folder, `bundled by ${bundler}`);
        shell(process.execPath, [script, ...args, out, ...entries], folder);
        const files = readdirSync(out, { recursive: true, encoding: "utf8" });
        if (!files.includes("drawing.js")) throw new Error("drawing.js is missing");
        // Vite puts an empty module where a page imports one of Node's, and only warns.
        const empty = files.find((file) => file.includes("browser-external"));
        if (empty !== undefined) throw new Error(`${empty} stands for a module of Node`);
        writeFileSync(join(out, "package.json"), '{ "type": "module" }');
        shell(process.execPath, [join(out, "running.js")], scratch(folder));
      },
    ]),
  );
}
