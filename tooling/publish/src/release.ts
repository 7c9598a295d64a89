// Publishes the packages: versions and changelogs from the changesets, the shared fields of package.json, a build, every
// check, npm. `npm run release -- --dry-run` publishes the packages as they are to a registry on this machine instead,
// and installs them from there.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localRegistry } from "./localRegistry.ts";
import { pack } from "./pack.ts";
import { manifestOf, root } from "./publishable.ts";
import { shell } from "./shell.ts";

const step = (command: string, ...args: string[]): void => {
  console.log(`release: ${command} ${args.join(" ")}`);
  process.stdout.write(shell(command, args, root));
};

function release(): void {
  if (typeof manifestOf(".").repository !== "string") {
    throw new Error(
      "repository is missing in the root's package.json; expected the public address, to which every package and badge will link",
    );
  }
  const changed = shell("git", ["status", "--porcelain"], root);
  if (changed !== "") throw new Error(`the working tree has changes; expected none:\n${changed}`);
  step("changeset", "version");
  step("npm", "run", "metadata");
  step("npm", "run", "api");
  step("npm", "test");
  step("npm", "run", "check:packages");
  step("git", "commit", "--all", "--message", "Release");
  step("pnpm", "publish", "--recursive");
  step("changeset", "tag");
}

async function dryRun(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-release-"));
  const registry = await localRegistry(join(folder, "registry"));
  try {
    // an address of its own in the file that npm reads here, and a name, since npm asks for one
    const settings = `registry=${registry.address}/\n${registry.address.replace("http:", "")}/:_authToken=nobody\n`;
    const user = join(folder, "user");
    mkdirSync(user);
    writeFileSync(join(user, ".npmrc"), settings);
    for (const tarball of Object.values(pack(join(folder, "tarballs")))) {
      shell("npm", ["publish", tarball, "--provenance=false"], user);
      console.log(`published ${tarball}`);
    }
    writeFileSync(join(user, "package.json"), '{ "private": true }');
    shell("npm", ["install", "--no-audit", "--no-fund", "lazyrich"], user);
    const lazyrich = join("node_modules", "lazyrich", "dist", "main.js");
    for (const line of ["--version", "solve --a0 -0.5 --w0 1,0.3 --beta-star 0,1 --times 0,1"]) {
      process.stdout.write(shell(process.execPath, [lazyrich, ...line.split(" ")], user));
    }
  } finally {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
  if (typeof manifestOf(".").repository !== "string") {
    console.log(
      "repository is missing in the root's package.json: a release would stop here, and nothing links to an address",
    );
  }
}

try {
  if (process.argv.includes("--dry-run")) await dryRun();
  else release();
} catch (error) {
  console.error(`release: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
