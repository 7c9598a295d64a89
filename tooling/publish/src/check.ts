// Tries the packages as their users get them: packs each, installs the tarballs in empty folders, runs the READMEs.
// `npm run check:packages` does every step, `npm run check:packages -- npm pnpm` those named.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inBrowser } from "./inBrowser.ts";
import { inBundles } from "./inBundles.ts";
import { inDocs } from "./inDocs.ts";
import { inExamples } from "./inExamples.ts";
import { inOtherLanguages } from "./inOtherLanguages.ts";
import { inPlainPage } from "./inPlainPage.ts";
import { inRuntimes } from "./inRuntimes.ts";
import { pack, type Tarballs } from "./pack.ts";
import { root } from "./publishable.ts";
import { shell } from "./shell.ts";
import { sizes } from "./sizes.ts";
import { withNpm } from "./withNpm.ts";
import { withPnpm } from "./withPnpm.ts";
import { withYarn } from "./withYarn.ts";

const checked = (script: string) => () => {
  shell(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), "--check"], root);
};

const STEPS: Readonly<Record<string, (folder: string, tarballs: Tarballs) => void | Promise<void>>> = {
  metadata: checked("./metadata.ts"),
  api: checked("./api.ts"),
  npm: withNpm,
  pnpm: withPnpm,
  yarn: withYarn,
  bundles: inBundles,
  browser: inBrowser,
  page: inPlainPage,
  examples: inExamples,
  docs: inDocs,
  runtimes: inRuntimes,
  languages: inOtherLanguages,
  sizes,
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !(name in STEPS));
if (unknown !== undefined) {
  console.error(`the step is "${unknown}"; expected some of ${Object.keys(STEPS).join(", ")}`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "lazyrich-packages-"));
try {
  const tarballs = pack(join(folder, "tarballs"));
  console.log(`packed ${Object.keys(tarballs).length} packages`);
  for (const name of named.length > 0 ? named : Object.keys(STEPS)) {
    const start = performance.now();
    await STEPS[name]!(join(folder, name), tarballs);
    console.log(`${name}: as it should be (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
