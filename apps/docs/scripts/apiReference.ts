import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Application, Converter, ReflectionKind, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const out = fileURLToPath(new URL("../site/reference/api", import.meta.url));

/** The source file behind each name that a user imports from: what the packages export. */
function entries(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of packages) {
    const { name, exports } = JSON.parse(readFileSync(`${root}packages/${folder}/package.json`, "utf8")) as Manifest;
    for (const [entry, target] of Object.entries(exports)) {
      if (typeof target === "string") continue;
      const source = target.types.replace("./dist/", "src/").replace(/\.d\.ts$/, ".ts");
      found.set(`${folder}/${source}`, `${name}${entry.slice(1)}`);
    }
  }
  return found;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** In the order of the list of packages. */
const packages = [
  ...["exact", "flow", "networks", "deep", "metrics", "data", "linalg", "plot"],
  ...["tables", "specs", "runs", "problems", "diagnose", "figures"],
];

/**
 * Writes the pages of every package from its doc comments.
 *
 * @throws Error if typedoc finds one wrong: a link to nothing, a type that is not exported.
 */
export async function writeApiReference(): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const names = entries();
  const options: Partial<TypeDocOptions & PluginOptions> & Record<string, unknown> = {
    plugin: ["typedoc-plugin-markdown", "typedoc-vitepress-theme"],
    entryPoints: [...names.keys()].map((file) => `${root}packages/${file}`),
    tsconfig: fileURLToPath(new URL("../tsconfig.reference.json", import.meta.url)),
    docsRoot: fileURLToPath(new URL("../site", import.meta.url)),
    out,
    outputFileStrategy: "modules",
    entryFileName: "index",
    readme: "none",
    sort: ["source-order"],
    groupOrder: ["Functions", "Classes", "Interfaces", "Type Aliases", "Variables", "Namespaces"],
    name: "Packages",
    disableSources: true,
    excludeExternals: true,
    excludePrivate: true,
    skipErrorChecking: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    expandObjects: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    classPropertiesFormat: "table",
    typeDeclarationFormat: "table",
    logLevel: "Warn",
  };
  const app = await Application.bootstrapWithPlugins(options as Partial<TypeDocOptions>);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    // typedoc names a module after its file; a reader knows it by what is imported
    const byModule = new Map(Array.from(names, ([file, name]) => [file.replace(/(?:\/index)?\.ts$/, ""), name]));
    for (const module of project.children ?? []) module.name = byModule.get(module.name) ?? module.name;
    for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
      if (parameter.name === "__namedParameters") parameter.name = "options";
    }
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("typedoc did not convert the packages");
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error("typedoc found errors in the doc comments");
}
