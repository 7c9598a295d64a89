import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from "typedoc";
import { firstSentence } from "./apiComments.ts";
import { type Heading, headingsOf } from "./headings.ts";

/** A page of the reference: all that an entry of a package exports, or a family of it. */
export interface ApiPage {
  /** what a user imports from */
  readonly entry: string;
  /** its address below the reference, without the ending */
  readonly module: string;
  readonly title: string;
  /** in the order of index.ts */
  readonly names: readonly string[];
}

/** What a page has of one name. */
interface Line {
  readonly heading: Heading;
  readonly sentence: string;
  readonly isType: boolean;
}

export interface OutlinedPage extends ApiPage {
  readonly lines: readonly Line[];
}

/** Puts at the top of each page what it is of and the list of its names, each with its first sentence. */
export function withOutlines(out: string, project: ProjectReflection, pages: readonly ApiPage[]): OutlinedPage[] {
  return pages.map((page) => {
    const file = join(out, `${page.module}.md`);
    const markdown = readFileSync(file, "utf8");
    const module = project.children?.find(({ name }) => name === page.module);
    const lines = headingsOf(markdown)
      .filter(({ level }) => level === 3)
      .flatMap((heading) => {
        const isCalled = heading.text.endsWith("()");
        const name = heading.text.replace(/\(\)$|\\/g, "").replace(/<.*/, "");
        const reflection = module?.children?.find(
          (child) => child.name === name && (child.kind === ReflectionKind.Function) === isCalled,
        );
        if (reflection === undefined) return [];
        const isType = reflection.kindOf([ReflectionKind.Interface, ReflectionKind.TypeAlias]);
        return [{ heading, sentence: sentenceOf(reflection), isType }];
      });
    const table = ["| name | is |", "| --- | --- |", ...lines.map((line) => row(line))];
    const from =
      page.title === page.entry ? "" : `Of [\`${page.entry}\`](${linkTo(page.module, `${page.entry}.md`)}).\n\n`;
    const head = `${from}${table.length > 2 ? table.join("\n") : ""}\n`;
    writeFileSync(
      file,
      // a field without a default has an empty place for it
      markdown.replace(/^# .+\n/, (title) => `${title}\n${head}`).replaceAll("| `undefined` |", "| |"),
    );
    return { ...page, lines };
  });
}

function sentenceOf(reflection: DeclarationReflection): string {
  const comment = (reflection.signatures?.[0] ?? reflection).comment ?? reflection.comment;
  return firstSentence(comment?.summary ?? [])
    .map(({ text }) => text)
    .join("")
    .replaceAll(/\s*\$\$\s*([^$]*?)[,.]?\s*\$\$\s*/g, " $$$1$$.")
    .replaceAll(/\s+/g, " ")
    .replaceAll("|", "\\|")
    .trim();
}

const linkOf = ({ heading }: Line, page: string): string =>
  `[\`${heading.text.replaceAll("\\", "")}\`](${page}#${heading.anchor})`;

const row = (line: Line): string => `| ${line.isType ? "type " : ""}${linkOf(line, "")} | ${line.sentence} |`;

const linkTo = (from: string, to: string): string => posix.relative(posix.dirname(from), to) || to;

interface PackageEntry {
  readonly name: string;
  readonly package: string;
  readonly description: string;
}

/** The page of each package that has several, the list of packages, and the sidebar. */
export function writePackagePages(out: string, entries: readonly PackageEntry[], pages: readonly OutlinedPage[]): void {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), text);
  };
  const own = entries.filter((entry) => entry.name === entry.package);
  for (const { name, description } of own) {
    const families = pages.filter(({ entry, module }) => entry === name && module !== name);
    if (families.length === 0) continue;
    const sections = families.map(({ module, title, lines }) => {
      const page = linkTo(name, `${module}.md`);
      // all names stood on this page once, and links to them still lead here
      const anchored = (line: Line) => `<a id="${line.heading.anchor}"></a>${linkOf(line, page)}`;
      const rows = lines.filter(({ isType }) => !isType).map((line) => `| ${anchored(line)} | ${line.sentence} |`);
      const types = lines.filter(({ isType }) => isType).map(anchored);
      const table = rows.length > 0 ? ["| name | is |", "| --- | --- |", ...rows, ""] : [];
      return [`## [${title}](${page})`, "", ...table, ...(types.length > 0 ? [`Types: ${types.join(", ")}`] : [])].join(
        "\n",
      );
    });
    const install = `    npm install ${name}`;
    write(
      `${name}.md`,
      `---\nsearch: false\n---\n\n# ${name}\n\n${description}\n\n${install}\n\n${sections.join("\n\n")}\n`,
    );
  }
  const rows = entries.map(
    (entry) => `| [\`${entry.name}\`](${entry.name}.md) | ${entry.name === entry.package ? entry.description : ""} |`,
  );
  write("index.md", `# Packages\n\n| import from | is |\n| --- | --- |\n${rows.join("\n")}\n`);
  const link = (module: string) => `/reference/api/${module}.md`;
  const sidebar = entries.map(({ name }) => {
    const families = pages.filter(({ entry, module }) => entry === name && module !== name);
    const items = families.map(({ title, module }) => ({ text: title, link: link(module) }));
    return { text: name, link: link(name), ...(items.length > 0 && { collapsed: true, items }) };
  });
  write("typedoc-sidebar.json", JSON.stringify(sidebar));
}
