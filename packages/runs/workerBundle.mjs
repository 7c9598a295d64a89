// The last step of the build: what a worker process loads, in one file. Several hundred modules take a process five times as long to
// begin as one file of the same code, and a sweep begins one process a core.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { programHash } from "./dist/files/program.js";
import { workerBundle } from "./dist/files/workerBundle.js";

const build = await rolldown({
  input: fileURLToPath(new URL("dist/files/cellWork.js", import.meta.url)),
  platform: "node",
});
const { output } = await build.generate({ format: "esm", codeSplitting: false });
await build.close();
const [{ code, moduleIds }] = output;

mkdirSync(new URL(".", workerBundle.code), { recursive: true });
writeFileSync(workerBundle.code, `${licensesOf(moduleIds)}${code}`);
writeFileSync(workerBundle.program, programHash());

/** The licenses of the packages of others whose code is in the file, as a comment. */
function licensesOf(modules) {
  const folders = new Set(modules.filter((module) => module.includes("node_modules")).map(packageOf));
  const texts = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const license = readdirSync(folder).find((file) => /^licen[sc]e/i.test(file));
    return `${name} ${version}\n\n${readFileSync(join(folder, license), "utf8").trim()}\n`;
  });
  return `/*!\n${texts.join("\n")}*/\n`;
}

/** The folder of the package that a module belongs to: the first above it that has a name. */
function packageOf(module) {
  for (let folder = dirname(module); ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version !== undefined) return folder;
  }
}
