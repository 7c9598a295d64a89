// Runs every benchmark and keeps what it prints, with date, machine and command, where the site's pages on accuracy and
// performance show it: `npm run measurements`, or `npm run measurements -- exact-accuracy` for those named. The machine should
// do nothing else meanwhile.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "apps", "docs", "measurements");

/** "exact-accuracy" is packages/exact/bench/accuracy.ts. plot's gallery draws, and measures nothing. */
const benchmarks = readdirSync(join(root, "packages"))
  .filter((folder) => folder !== "plot" && existsSync(join(root, "packages", folder, "bench")))
  .flatMap((folder) =>
    readdirSync(join(root, "packages", folder, "bench"))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => ({ name: `${folder}-${file.replace(".ts", "")}`, folder: join("packages", folder), file })),
  );

const named = process.argv.slice(2);
const unknown = named.find((name) => !benchmarks.some((each) => each.name === name));
if (unknown !== undefined) {
  console.error(`the benchmark is "${unknown}"; expected some of ${benchmarks.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const machine = `${cpus().length} cores of ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release().split("-")[0]}, Node ${process.versions.node}`;
mkdirSync(out, { recursive: true });
for (const { name, folder, file } of benchmarks) {
  if (named.length > 0 && !named.includes(name)) continue;
  const { status, stdout, stderr } = spawnSync(process.execPath, [`bench/${file}`], {
    cwd: join(root, folder),
    encoding: "utf8",
  });
  if (status !== 0) {
    console.error(`${name} failed: ${stderr}`);
    process.exitCode = 1;
    continue;
  }
  const date = new Date().toISOString().slice(0, 10);
  const command = `cd ${folder.replaceAll("\\", "/")} && node bench/${file}`;
  writeFileSync(join(out, `${name}.txt`), `${date}, ${machine}\n$ ${command}\n\n${stdout.trimEnd()}\n`);
  console.log(`wrote apps/docs/measurements/${name}.txt`);
}
