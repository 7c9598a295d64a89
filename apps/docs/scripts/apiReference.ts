import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import {
  Application,
  Comment,
  CommentTag,
  Converter,
  DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
  type TypeDocOptions,
} from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { completeComments } from "./apiComments.ts";
import { familiesOf, slugOf } from "./apiFamilies.ts";
import { type ApiPage, withOutlines, writePackagePages } from "./apiPages.ts";
import { anchorsOf } from "./headings.ts";
import { siteFiles } from "./siteFiles.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const out = fileURLToPath(new URL("../site/reference/api", import.meta.url));

/** In the order of the list of packages. */
const packages = [
  ...["exact", "flow", "networks", "deep", "metrics", "data", "linalg", "plot"],
  ...["tables", "specs", "runs", "problems", "diagnose", "figures"],
];

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** What a user imports from, and where its source is. */
interface Entry {
  /** "@lazyrich/plot/files" */
  readonly name: string;
  readonly source: string;
  readonly manifest: Manifest;
}

function entries(): Entry[] {
  return packages.flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(`${root}packages/${folder}/package.json`, "utf8")) as Manifest;
    return Object.entries(manifest.exports).flatMap(([entry, target]) =>
      typeof target === "string"
        ? []
        : [
            {
              name: `${manifest.name}${entry.slice(1)}`,
              source: `packages/${folder}/${target.types.replace("./dist/", "src/").replace(/\.d\.ts$/, ".ts")}`,
              manifest,
            },
          ],
    );
  });
}

/** An entry with more names than this has a page for each of its families. */
const NAMES_OF_A_PAGE = 30;

/** The pages of an entry: one, or one for each of its families, to which their names move. */
function pagesOf(project: ProjectReflection, module: DeclarationReflection, { source }: Entry): ApiPage[] {
  const entry = module.name;
  const children = module.children ?? [];
  const families = familiesOf(`${root}${source}`);
  const splits = families.length > 1 && children.length > NAMES_OF_A_PAGE;
  const familyOf = (name: string) => families.find(({ names }) => names.includes(name));
  if (!splits) {
    if (families.length > 1) for (const each of children) group(each, familyOf(each.name)?.title ?? families[0]!.title);
    return [{ entry, module: entry, title: entry, names: families.flatMap(({ names }) => names) }];
  }
  const pages = families.map(({ title, names }) => ({ entry, module: `${entry}/${slugOf(title)}`, title, names }));
  for (const { module: name, title } of pages) {
    const page = new DeclarationReflection(name, ReflectionKind.Module, project);
    project.registerReflection(page, undefined, undefined);
    project.addChild(page);
    for (const each of children.filter((child) => (familyOf(child.name) ?? families[0])!.title === title)) {
      module.removeChild(each);
      each.parent = page;
      page.addChild(each);
      group(each, GROUP_OF_KIND[each.kind] ?? "Types");
    }
  }
  return pages;
}

/** Names stand in the order of index.ts, once typedoc has put them in groups. */
function inOrder(project: ProjectReflection, pages: readonly ApiPage[]): void {
  for (const module of project.children ?? []) {
    const names = pages.find((page) => page.module === module.name)?.names ?? [];
    for (const { children } of module.groups ?? []) {
      children.sort((one, other) => names.indexOf(one.name) - names.indexOf(other.name));
    }
  }
}

const GROUP_OF_KIND: Readonly<Record<number, string>> = {
  [ReflectionKind.Function]: "Functions",
  [ReflectionKind.Class]: "Functions",
  [ReflectionKind.Variable]: "Constants",
};
const GROUPS = ["Functions", "Constants", "Types"];

function group(reflection: DeclarationReflection, title: string): void {
  reflection.comment ??= new Comment();
  reflection.comment.blockTags.push(new CommentTag("@group", [{ kind: "text", text: title }]));
}

/**
 * Writes the pages of every package from its doc comments.
 *
 * @throws Error if typedoc finds one wrong: a link to nothing, a type that is not exported.
 */
export async function writeApiReference(): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const all = entries();
  const pages: ApiPage[] = [];
  const options: Partial<TypeDocOptions & PluginOptions> & Record<string, unknown> = {
    plugin: ["typedoc-plugin-markdown", "typedoc-vitepress-theme"],
    entryPoints: all.map(({ source }) => `${root}${source}`),
    tsconfig: fileURLToPath(new URL("../tsconfig.reference.json", import.meta.url)),
    docsRoot: fileURLToPath(new URL("../site", import.meta.url)),
    out,
    outputFileStrategy: "modules",
    entryFileName: "index",
    readme: "none",
    sort: ["kind", "source-order"],
    kindSortOrder: ["Function", "Class", "Interface", "TypeAlias", "Variable", "Namespace"],
    groupOrder: [
      ...new Set([...all.flatMap(({ source }) => familiesOf(`${root}${source}`).map(({ title }) => title)), ...GROUPS]),
      "*",
    ],
    name: "Packages",
    pageTitleTemplates: {
      module: ({ name }: { name: string }) => pages.find(({ module }) => module === name)?.title ?? name,
    },
    disableSources: true,
    excludeExternals: true,
    excludePrivate: true,
    skipErrorChecking: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    expandObjects: true,
    blockTagsPreserveOrder: ["@example"],
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    classPropertiesFormat: "table",
    typeDeclarationFormat: "table",
    tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true },
    logLevel: "Warn",
  };
  const app = await Application.bootstrapWithPlugins(options as Partial<TypeDocOptions>);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    // typedoc names a module after its file; a reader knows it by what is imported
    const byModule = new Map(
      all.map((entry) => [entry.source.replace(/^packages\//, "").replace(/(?:\/index)?\.ts$/, ""), entry]),
    );
    for (const module of [...(project.children ?? [])]) {
      const entry = byModule.get(module.name)!;
      module.name = entry.name;
      pages.push(...pagesOf(project, module, entry));
      if ((module.children ?? []).length === 0) project.removeReflection(module);
    }
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
      if (parameter.name === "__namedParameters") parameter.name = "options";
    }
    completeComments(project);
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => inOrder(project, pages), -1000);
  const project = await app.convert();
  if (project === undefined) throw new Error("typedoc did not convert the packages");
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error("typedoc found errors in the doc comments");
  mendAnchors();
  const outlined = withOutlines(out, project, pages);
  writePackagePages(
    out,
    all.map(({ name, manifest }) => ({ name, package: manifest.name, description: manifest.description })),
    outlined,
  );
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
