// The everyday loop, `npm run check`: of what differs from the last commit, the format and lint of the files, and in each
// package they are of its build, its types and the tests that import them. What depends on it is for `npm test`.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
if (!existsSync(bin)) {
  console.error("the workspace is not installed yet: run `npm start` once");
  process.exit(1);
}

/** Our rules but that on cycles of imports, for which the whole tree is read: `npm test` asks it. */
const EVERYDAY = join(root, "tooling", "everydayBiome.json");

const git = (...args) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)));
const changed = [
  ...git("diff", "--name-only", "-z", "--no-renames", "HEAD"),
  ...git("ls-files", "--others", "--exclude-standard", "-z"),
];

let failed = false;
/** Runs a command, shows what it printed when it ends, and resolves with whether it went well. */
function run(folder, command, ...args) {
  const start = performance.now();
  const PATH = [join(folder, "node_modules", ".bin"), bin, process.env.PATH].join(delimiter);
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
    env: { ...process.env, PATH },
  });
  const printed = [];
  child.stdout.on("data", (text) => printed.push(text));
  child.stderr.on("data", (text) => printed.push(text));
  return new Promise((resolve) => {
    child.on("error", (error) => printed.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (status) => {
      failed ||= status !== 0;
      if (status !== 0) process.stdout.write(Buffer.concat(printed));
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(
        `${status === 0 ? "ok" : "failed"}: ${args[0] === "--run" ? args[1] : `${command} ${args[0]}`} (${seconds} s)`,
      );
      resolve(status === 0);
    });
  });
}

/** Of one package: the build, then types and tests side by side. */
async function checkPackage(folder, paths) {
  const scripts = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).scripts ?? {};
  const sources = paths.filter((path) => /\.(ts|vue)$/.test(path));
  if (scripts.build && !(await run(folder, "node", "--run", "build"))) return;
  await Promise.all([
    scripts.typecheck && run(folder, "node", "--run", "typecheck"),
    scripts.test && sources.length > 0 && run(folder, "vitest", "related", "--run", ...VITEST, ...sources),
  ]);
}
const VITEST = ["--no-isolate", "--passWithNoTests", "--testTimeout=60000"];

const packages = new Map();
for (const path of changed) {
  const [parent, name, ...rest] = path.split("/");
  if (!["packages", "apps", "tooling"].includes(parent) || rest.length === 0) continue;
  const folder = join(root, parent, name);
  if (existsSync(join(folder, "package.json"))) packages.set(folder, [...(packages.get(folder) ?? []), rest.join("/")]);
}
if (changed.length > 0)
  await run(
    root,
    "biome",
    "check",
    `--config-path=${EVERYDAY}`,
    "--error-on-warnings",
    "--no-errors-on-unmatched",
    ...changed,
  );
for (const [folder, paths] of packages) await checkPackage(folder, paths);
if (changed.length === 0) console.log("nothing differs from the last commit");
process.exitCode = failed ? 1 : 0;
