// Runs the workspace's commands on a machine that has only Node and npm: fetches pnpm through npx, installs every
// dependency from the lockfile (Node 24 among them), then hands over to turbo, which skips what did not change.
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const PNPM = "pnpm@12.21.0";
const INSTALL = "pnpm install --frozen-lockfile --reporter=append-only";
// two tasks a core: a task also waits, for browsers, disks and processes of its own
const TURBO = "turbo run --concurrency=200% --output-logs=new-only";
const PUBLISH = "node --disable-warning=ExperimentalWarning tooling/publish/src";

const COMMANDS = {
  start: [INSTALL, `${TURBO} build`, "node apps/cli/dist/main.js figure 2 3 4 7 8 --out out --format svg,png"],
  test: [INSTALL, `${TURBO} //#check:format //#check:imports build typecheck test`],
  docs: [INSTALL, `${TURBO} build`, "pnpm --dir apps/docs run dev"],
  bench: [INSTALL, `${TURBO} build`, "turbo run bench --ui=stream --concurrency=1 --output-logs=full"],
  measurements: [
    INSTALL,
    `${TURBO} build`,
    `pnpm exec node tooling/measurements.mjs ${process.argv.slice(3).join(" ")}`,
  ],
  coverage: [INSTALL, `${TURBO} build`, `pnpm exec node tooling/coverage.mjs ${process.argv.slice(3).join(" ")}`],
  fuzz: [INSTALL, `${TURBO} build`, "turbo run fuzz --ui=stream --concurrency=1 --output-logs=full"],
  "check:packages": [INSTALL, `${TURBO} build build:site`, `${PUBLISH}/check.ts ${process.argv.slice(3).join(" ")}`],
  api: [INSTALL, `${TURBO} build`, `${PUBLISH}/api.ts ${process.argv.slice(3).join(" ")}`],
  release: [INSTALL, `${TURBO} build build:site`, `${PUBLISH}/release.ts ${process.argv.slice(3).join(" ")}`],
  metadata: [`${PUBLISH}/metadata.ts ${process.argv.slice(3).join(" ")}`],
};
const DONE = {
  start: "lazyrich: figures 2, 3, 4a, 4b, 7 and 8 are in out/",
  test: "lazyrich: every check passed",
  coverage: "lazyrich: what the tests reach stands above",
  docs: "lazyrich: the site's server has stopped",
  bench: "lazyrich: benchmarks done",
  measurements: "lazyrich: the site's pages on accuracy and performance show what was measured",
  fuzz: "lazyrich: no random input did harm",
  "check:packages": "lazyrich: the packages work as their users get them",
  api: "lazyrich: every api.txt is the public surface",
  release: "lazyrich: released",
  metadata: "lazyrich: every package.json says what the root's says",
};

const name = process.argv[2] ?? "";
const steps = COMMANDS[name];
if (!steps) {
  console.error(`unknown command "${name}"; expected one of ${Object.keys(COMMANDS).join(", ")}`);
  process.exit(2);
}
const { status } = spawnSync("npx", ["--yes", "-p", PNPM, "-c", steps.join(" && ")], {
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  stdio: "inherit",
  env: {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
    ...(name === "fuzz" && { FUZZ: process.env.FUZZ ?? "10000" }),
  },
});
if (status !== 0) {
  console.error(
    `lazyrich: npm ${name === "start" || name === "test" ? name : `run ${name}`} failed; the reason stands above`,
  );
  process.exit(status ?? 1);
}
console.log(DONE[name]);
