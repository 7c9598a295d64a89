import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import {
  Application,
  Comment,
  CommentTag,
  Converter,
  type DeclarationReflection,
  ReflectionKind,
  type TypeDocOptions,
} from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { siteFiles } from "./siteFiles.ts";

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

/** What the folders of a package's source are called on its page, in the order of the page; a folder that is not here bears its own name. */
const families: Readonly<Record<string, string>> = {
  "": "Main",
  neuron: "One neuron",
  conserved: "What is conserved",
  "function-space": "Function space",
  bias: "Implicit bias",
  "two-layer": "Two-layer linear networks",
  deep: "Deep linear networks",
  models: "Models",
  layers: "Layers",
  starts: "Starts",
  losses: "Losses",
  activations: "Activations",
  optimisers: "Optimisers",
  figure: "Figures and panels",
  marks: "Marks",
  scales: "Scales",
  legends: "Legends",
  text: "Text",
  space: "Space",
  svg: "SVG",
  tasks: "Tasks",
  dynamics: "Dynamics",
  spec: "Specs",
  run: "Runs",
  result: "Results",
};

const familyOf = (file: string): string => {
  const [, folder = ""] = /src\/(?:([^/]+)\/)?[^/]+$/.exec(file) ?? [];
  return families[folder] ?? `${folder.charAt(0).toUpperCase()}${folder.slice(1)}`;
};

/** Puts what a package exports under the family of its source, and to each function the example of the README that imports it. */
function arrange(module: DeclarationReflection, folder: string): void {
  const blocks = readmeBlocks(folder, module.name);
  for (const each of module.children ?? []) {
    const file = each.project.getSymbolIdFromReflection(each)?.packagePath;
    each.comment ??= new Comment();
    each.comment.blockTags.push(
      new CommentTag("@group", [{ kind: "text", text: file === undefined ? "Main" : familyOf(file) }]),
    );
    const example = blocks.find(({ imported }) => imported.includes(each.name));
    const documented = each.signatures?.[0] ?? each;
    if (example === undefined || documented.comment?.getTag("@example") !== undefined) continue;
    documented.comment ??= new Comment();
    const text = `\`\`\`${example.language}\n${example.code}\`\`\``;
    documented.comment.blockTags.push(new CommentTag("@example", [{ kind: "code", text }]));
  }
}

/** The programs of a package's README, which are run as they stand, and what each imports from an entry of the package; the shortest first. */
function readmeBlocks(
  folder: string,
  entry: string,
): { readonly language: string; readonly code: string; readonly imported: readonly string[] }[] {
  const readme = readFileSync(`${root}packages/${folder}/README.md`, "utf8");
  return Array.from(readme.matchAll(/^```(js|ts)\n(.*?)^```/gms), ([, language = "", code = ""]) => ({
    ...{ language, code },
    imported: [...code.matchAll(/import \{([^}]*)\} from "(.+?)"/g)]
      .filter(([, , from]) => from === entry)
      .flatMap(([, names = ""]) => names.split(",").map((name) => name.trim().replace(/^type /, ""))),
  })).sort((one, other) => one.code.length - other.code.length);
}

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
    sort: ["kind", "source-order"],
    kindSortOrder: ["Function", "Class", "Interface", "TypeAlias", "Variable", "Namespace"],
    groupOrder: [...Object.values(families), "*"],
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
    for (const module of project.children ?? []) {
      const folder = module.name.split("/")[0]!;
      module.name = byModule.get(module.name) ?? module.name;
      arrange(module, folder);
    }
    for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
      if (parameter.name === "__namedParameters") parameter.name = "options";
    }
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("typedoc did not convert the packages");
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error("typedoc found errors in the doc comments");
  mendAnchors();
}

/**
 * A function and a type of one name, `matrix()` and `Matrix`, have one heading each, which the page tells apart as `matrix` and `matrix-1`; typedoc counts
 * otherwise. Links to what is not there are led to the second heading of the name.
 */
function mendAnchors(): void {
  const pages = siteFiles(out).filter((file) => file.endsWith(".md"));
  const anchors = new Map(pages.map((page) => [page, anchorsOf(readFileSync(join(out, page), "utf8"))]));
  for (const page of pages) {
    const before = readFileSync(join(out, page), "utf8");
    const after = before.replace(/\]\(([^)#\s]*)#([^)\s]+)\)/g, (link, file: string, anchor: string) => {
      const there = anchors.get(file === "" ? page : posix.join(posix.dirname(page), file));
      const [, name] = /^(.+)-\d+$/.exec(anchor) ?? [];
      if (there === undefined || name === undefined || there.has(anchor)) return link;
      return `](${file}#${there.has(`${name}-1`) ? `${name}-1` : name})`;
    });
    if (after !== before) writeFileSync(join(out, page), after);
  }
}

/** What the headings of a page are called in its address, and the anchors within its tables. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const found = new Set(Array.from(markdown.matchAll(/<a id="([^"]+)"/g), ([, id]) => id!));
  for (const [, heading = ""] of markdown.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]+/g, "-")
      .replaceAll(/^-+|-+$/g, "");
    let unique = slug;
    for (let k = 1; found.has(unique); k++) unique = `${slug}-${k}`;
    found.add(unique);
  }
  return found;
}
