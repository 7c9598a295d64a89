// What every package.json says alike, written from the root's: `npm run metadata` writes it, `npm run metadata -- --check`
// says what differs. `repository` of the root is the public address; until it stands there, no package links anywhere.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Manifest, manifestOf, publishable, root } from "./publishable.ts";

const ORDER = [
  ..."name version private description keywords author license repository homepage bugs type engines sideEffects".split(
    " ",
  ),
  ..."bin exports imports files publishConfig scripts dependencies peerDependencies devDependencies".split(" "),
];

/** The manifest with everything that all packages share. */
export function completed(manifest: Manifest, folder: string, workspace: Manifest): Manifest {
  const { author, license, engines, repository, keywords } = workspace;
  const own = manifest.keywords as string[];
  const address = typeof repository === "string" ? repository.replace(/\.git$/, "") : undefined;
  const all: Manifest = {
    ...manifest,
    keywords: [...(keywords as string[]), ...own.filter((word) => !(keywords as string[]).includes(word))],
    author,
    license,
    engines: engines!,
    repository: address && { type: "git", url: `git+${address}.git`, directory: folder },
    homepage: address && `${address}/tree/main/${folder}#readme`,
    bugs: address && `${address}/issues`,
    exports: { ...manifest.exports, "./package.json": "./package.json" },
    files: [...(hasCode(manifest) ? ["dist", "src", "!dist/**/*.tsbuildinfo"] : ["dist"]), "CHANGELOG.md"],
    dependencies: withCarets(manifest.dependencies),
    publishConfig: { access: "public", provenance: true },
  };
  return Object.fromEntries(
    ORDER.filter((field) => all[field] !== undefined).map((field) => [field, all[field]]),
  ) as Manifest;
}

/** The site is built pages, without sources beside them. */
const hasCode = ({ bin, exports }: Manifest): boolean => bin !== undefined || exports?.["."] !== undefined;

/** Of our own, users may take newer ones that keep the promise of the version. */
const withCarets = (dependencies: Record<string, string> | undefined) =>
  dependencies &&
  Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => [name, range.replace("workspace:*", "workspace:^")]),
  );

/** The changesets that tell of several packages at once: each stands in the changelog of every one of them. */
function sharedChangesets(): string[] {
  const folder = join(root, ".changeset");
  return readdirSync(folder).filter((file) => {
    if (!file.endsWith(".md")) return false;
    const [, head = ""] = readFileSync(join(folder, file), "utf8").split(/^---$/m);
    return head.trim().split("\n").length !== 1;
  });
}

if (import.meta.main) {
  for (const file of sharedChangesets()) {
    console.error(`.changeset/${file} names several packages; expected one, whose changelog tells of it alone`);
    process.exitCode = 1;
  }
  const workspace = manifestOf(".");
  for (const { name, folder, manifest } of publishable()) {
    const unknown = Object.keys(manifest).find((field) => !ORDER.includes(field));
    if (unknown !== undefined)
      throw new Error(`${folder}/package.json has "${unknown}"; expected some of ${ORDER.join(", ")}`);
    if (!Array.isArray(manifest.keywords)) throw new Error(`${folder}/package.json has no keywords`);
    const text = `${JSON.stringify(completed(manifest, folder, workspace), null, 2)}\n`;
    if (text === `${JSON.stringify(manifest, null, 2)}\n`) continue;
    if (process.argv.includes("--check")) {
      console.error(`package.json of ${name} is not what the root's says; run \`npm run metadata\``);
      process.exitCode = 1;
    } else {
      writeFileSync(join(root, folder, "package.json"), text);
      console.log(`wrote ${folder}/package.json`);
    }
  }
}
