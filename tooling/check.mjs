// The everyday loop, `npm run check`: of what differs from the last commit, the format and lint of the files, and in each
// package they are of its build, its types and the tests that import them. What depends on it is for `npm test`.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
if (!existsSync(bin)) {
  console.error("the workspace is not installed yet: run `npm start` once");
  process.exit(1);
}

const git = (...args) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)));
const changed = [
  ...git("diff", "--name-only", "-z", "--no-renames", "HEAD"),
  ...git("ls-files", "--others", "--exclude-standard", "-z"),
];

let failed = false;
function run(folder, command, ...args) {
  const start = performance.now();
  const PATH = [join(folder, "node_modules", ".bin"), bin, process.env.PATH].join(delimiter);
  const { status } = spawnSync(command, args, {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, PATH },
  });
  failed ||= status !== 0;
  console.log(
    `${status === 0 ? "ok" : "failed"}: ${command} ${args[0]} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

if (changed.length > 0) run(root, "biome", "check", "--error-on-warnings", "--no-errors-on-unmatched", ...changed);
const packages = new Map();
for (const path of changed) {
  const [parent, name, ...rest] = path.split("/");
  if (!["packages", "apps", "tooling"].includes(parent) || rest.length === 0) continue;
  const folder = join(root, parent, name);
  if (existsSync(join(folder, "package.json"))) packages.set(folder, [...(packages.get(folder) ?? []), rest.join("/")]);
}
for (const [folder, paths] of packages) {
  const scripts = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).scripts ?? {};
  const sources = paths.filter((path) => /\.(ts|vue)$/.test(path));
  if (scripts.build && !run(folder, "node", "--run", "build")) continue;
  if (scripts.typecheck) run(folder, "node", "--run", "typecheck");
  if (scripts.test && sources.length > 0)
    run(folder, "vitest", "related", "--run", "--passWithNoTests", "--testTimeout=60000", ...sources);
}
if (changed.length === 0) console.log("nothing differs from the last commit");
process.exitCode = failed ? 1 : 0;
