import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";
import { type Publishable, root } from "./publishable.ts";

/**
 * The public surface of a package as text: every entry, every name, its declaration without comments. The order is that
 * of names, so a change of the surface is a change of lines.
 */
export function apiReport({ name, folder, manifest }: Publishable): string {
  const entries = Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) =>
    typeof target === "object" && target !== null && "types" in target ? [{ entry, types: String(target.types) }] : [],
  );
  const paths = entries.map(({ types }) => join(root, folder, types));
  const program = ts.createProgram(paths, {
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    ...{ lib: ["lib.es2023.d.ts", "lib.dom.d.ts"], types: [], skipLibCheck: true, noEmit: true },
  });
  const checker = program.getTypeChecker();
  const sections = entries.map(({ entry }, k) => {
    const source = program.getSourceFile(paths[k]!);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${relative(root, paths[k]!)} exports nothing; build first`);
    const lines = checker
      .getExportsOfModule(module)
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map((exported) => {
        const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
        return (symbol.declarations ?? [])
          .map((declaration) => declarationText(exported.name, declaration, folder))
          .join("\n");
      });
    return `# ${name}${entry.slice(1)}\n\n${lines.join("\n")}\n`;
  });
  return sections.join("\n");
}

const printer = ts.createPrinter({ removeComments: true });

function declarationText(name: string, declaration: ts.Declaration, folder: string): string {
  const file = declaration.getSourceFile();
  const own = relative(join(root, folder), file.fileName).split(sep).join("/");
  if (own.startsWith("..") || own.startsWith("node_modules")) return `${name}: of another package`;
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const text = printer.printNode(ts.EmitHint.Unspecified, statement, file).replace(/^export (declare )?|^declare /, "");
  return declaration.getText(file).includes(name) ? text : `${name} = ${text}`;
}

/**
 * Optional properties of a report that may not be given as `undefined`, which callers under exactOptionalPropertyTypes
 * cannot pass on; with a line of their text.
 */
export function strictOptions(report: string): string[] {
  const source = ts.createSourceFile("api.d.ts", report, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && node.questionToken && node.type && !admitsUndefined(node.type))
      found.push(node.getText().replace(/\s+/g, " "));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const admitsUndefined = (type: ts.TypeNode): boolean =>
  type.kind === ts.SyntaxKind.UndefinedKeyword ||
  type.kind === ts.SyntaxKind.UnknownKeyword ||
  (ts.isUnionTypeNode(type) && type.types.some(admitsUndefined));

/** The functions, constants and classes of a report that a README does not name. */
export function unnamedExports(report: string, readme: string): string[] {
  const names = [
    ...report.matchAll(/^(?:async )?(?:function|const|class|abstract class) (\w+)|^([a-z]\w+)(?= =|: of )/gm),
  ];
  return names
    .map(([, declared, other]) => declared ?? other ?? "")
    .filter((name, k, all) => all.indexOf(name) === k && !new RegExp(`\\b${name}\\b`).test(readme));
}

/** The lines of one text that the other lacks, each with its sign. */
export function changedLines(before: string, after: string): string[] {
  const [old, now] = [before, after].map((text) => new Set(text.split("\n")));
  return [
    ...before.split("\n").flatMap((line) => (now!.has(line) ? [] : [`- ${line}`])),
    ...after.split("\n").flatMap((line) => (old!.has(line) ? [] : [`+ ${line}`])),
  ];
}

export const reportPath = (folder: string): string => join(root, folder, "api.txt");

export const committedReport = (folder: string): string => readFileSync(reportPath(folder), "utf8");
