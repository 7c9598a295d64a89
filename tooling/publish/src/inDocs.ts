import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tarballs } from "./pack.ts";
import { shell } from "./shell.ts";

/** `lazyrich docs` with the packed site installed beside the command serves the article. */
export async function inDocs(folder: string, tarballs: Tarballs): Promise<void> {
  mkdirSync(folder);
  const files = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]));
  const dependencies = { lazyrich: files.lazyrich, "@lazyrich/docs": files["@lazyrich/docs"] };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies, overrides: files }));
  shell("npm", ["install", "--no-audit", "--no-fund"], folder);
  const main = join(folder, "node_modules", "lazyrich", "dist", "main.js");
  const server = spawn(process.execPath, [main, "docs", "--no-open"], { stdio: ["ignore", "pipe", "pipe"] });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      server.stdout.once("data", (text) => resolve(String(text).split("\n")[0]!));
      server.stderr.once("data", (text) => reject(new Error(String(text))));
    });
    const page = await (await fetch(new URL("article/lazy-and-rich.html", address))).text();
    if (!page.includes("What lazy and rich mean")) throw new Error(`${address} does not show the article`);
  } finally {
    server.kill();
  }
}
