// Which lines the tests reach: of every package, or of those named (`npm run coverage -- exact flow`), the share of lines and
// branches, then the files with a tenth of their lines or more unreached. What runs in workers, other processes and browsers
// is not seen.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const all = readdirSync(join(root, "packages"));
const named = process.argv.slice(2);
const unknown = named.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`the package is "${unknown}"; expected some of ${all.join(", ")}`);
  process.exit(2);
}

const percent = ({ pct }) => `${pct.toFixed(0)}%`.padStart(9);
console.log(`${"package".padEnd(12)}    lines branches`);
for (const name of named.length > 0 ? named : all) {
  const folder = join(root, "packages", name);
  const reports = mkdtempSync(join(tmpdir(), "lazyrich-coverage-"));
  const PATH = [join(folder, "node_modules", ".bin"), join(root, "node_modules", ".bin"), process.env.PATH].join(
    delimiter,
  );
  const options = [
    "enabled",
    "include=src/**",
    "exclude=src/generated/**",
    "reporter=json-summary",
    `reportsDirectory=${reports}`,
  ];
  const { status, stdout } = spawnSync(
    "node",
    ["--run", "test", "--", ...options.map((option) => `--coverage.${option}`)],
    { cwd: folder, encoding: "utf8", env: { ...process.env, PATH } },
  );
  if (status !== 0) {
    console.log(`${name.padEnd(12)} its tests fail:\n${stdout}`);
    process.exitCode = 1;
  } else {
    const { total, ...files } = JSON.parse(readFileSync(join(reports, "coverage-summary.json"), "utf8"));
    console.log(name.padEnd(12) + percent(total.lines) + percent(total.branches));
    for (const [path, { lines }] of Object.entries(files))
      if (lines.pct <= 90) console.log(`  ${percent(lines)} of ${lines.total} lines: ${relative(root, path)}`);
  }
  rmSync(reports, { recursive: true, force: true });
}
