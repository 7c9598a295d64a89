import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Application, Converter, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";

/** The file behind each name that a user imports from. */
const entries = [
  "packages/exact/src/index.ts",
  "packages/flow/src/index.ts",
  "packages/networks/src/index.ts",
  "packages/metrics/src/index.ts",
  "packages/data/src/index.ts",
  "packages/linalg/src/index.ts",
  "packages/plot/src/index.ts",
  "packages/plot/src/node.ts",
  "packages/experiments/src/index.ts",
  "packages/experiments/src/solve/index.ts",
  "packages/experiments/src/node.ts",
];

const root = fileURLToPath(new URL("../../../", import.meta.url));
const out = fileURLToPath(new URL("../site/reference/api", import.meta.url));

/**
 * Writes the pages of every package from its doc comments.
 *
 * @throws Error if typedoc finds one wrong: a link to nothing, a type that is not exported.
 */
export async function writeApiReference(): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const options: Partial<TypeDocOptions & PluginOptions> & Record<string, unknown> = {
    plugin: ["typedoc-plugin-markdown", "typedoc-vitepress-theme"],
    entryPoints: entries.map((entry) => root + entry),
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
    for (const module of project.children ?? []) module.name = `@lazyrich/${module.name.replace("/src", "")}`;
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("typedoc did not convert the packages");
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error("typedoc found errors in the doc comments");
}
