import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { everyFailure } from "./everyFailure.ts";
import { exampleFolder } from "./exampleFolder.ts";
import type { Tarballs } from "./pack.ts";
import { root } from "./publishable.ts";
import { shell } from "./shell.ts";

const LANGUAGES = [
  {
    fence: "python",
    file: "block.py",
    commands: [process.env.PYTHON ?? "python3", "/usr/bin/python3"],
    asks: ["-c", "import pandas"],
    needs: "Python with pandas",
  },
  { fence: "r", file: "block.R", commands: ["Rscript"], asks: ["--version"], needs: "Rscript" },
];

/** What no Debian package reads. */
const NOT_RUN = /parquet|jsonlite|polars/;

/** The blocks of the guide to Python and R, on files that the command wrote; those that read Parquet are not run. */
export function inOtherLanguages(folder: string, tarballs: Tarballs): void {
  exampleFolder(folder, tarballs, {});
  shell("npm", ["install", "--no-audit", "--no-fund"], folder);
  const lazyrich = (...args: string[]) =>
    shell(process.execPath, [join(folder, "node_modules", "lazyrich", "dist", "main.js"), ...args], folder);
  mkdirSync(join(folder, "out"));
  lazyrich("figure", "3", "--out", "out", "--format", "csv");
  lazyrich("solve", "--a0", "1", "--w0", "0,1", "--beta-star", "1,0", "--times", "0,1,10", "--out", "path.csv");
  const guide = readFileSync(join(root, "apps", "docs", "site", "guides", "python-and-r.md"), "utf8");
  everyFailure(
    LANGUAGES.flatMap(({ fence, file, commands, asks, needs }) => {
      const command = commands.find((each) => spawnSync(each, asks).status === 0);
      if (command === undefined) {
        console.warn(`no ${needs} is installed: its blocks are skipped`);
        return [];
      }
      const blocks = [...guide.matchAll(new RegExp(`^\`\`\`${fence}\\n(.*?)^\`\`\``, "gms"))].map(
        ([, code = ""]) => code,
      );
      return blocks
        .filter((code) => !NOT_RUN.test(code))
        .map((code, k): [string, () => void] => [
          `${fence} block ${k + 1}`,
          () => {
            writeFileSync(join(folder, file), code);
            const PATH = [join(folder, "node_modules", ".bin"), process.env.PATH].join(delimiter);
            shell(command, [file], folder, { PATH, MPLBACKEND: "agg" });
          },
        ]);
    }),
  );
}
