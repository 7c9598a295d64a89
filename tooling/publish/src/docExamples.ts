import { join, relative, sep } from "node:path";
import ts from "typescript";
import { type Publishable, root } from "./publishable.ts";

/** A public function, constant or class and the example of its doc comment. */
export interface DocExample {
  /** what a user imports it from: "@lazyrich/plot/files" */
  readonly entry: string;
  readonly name: string;
  /** undefined where the doc comment has none */
  readonly code: string | undefined;
}

/** Every function, constant and class that the packages declare and export, from their built declarations. */
export function docExamples(packages: readonly Publishable[]): DocExample[] {
  const entries = packages.flatMap(({ name, folder, manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) =>
      typeof target === "object" && target !== null && "types" in target
        ? [{ entry: `${name}${entry.slice(1)}`, folder, types: join(root, folder, String(target.types)) }]
        : [],
    ),
  );
  const program = ts.createProgram(
    entries.map(({ types }) => types),
    {
      ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
      ...{ lib: ["lib.es2023.d.ts", "lib.dom.d.ts"], types: [], skipLibCheck: true, noEmit: true },
    },
  );
  const checker = program.getTypeChecker();
  return entries.flatMap(({ entry, folder, types }) => {
    const source = program.getSourceFile(types);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${relative(root, types)} exports nothing; build first`);
    return checker.getExportsOfModule(module).flatMap((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
      if (!isValue || !isDeclaredIn(folder, symbol)) return [];
      const example = symbol.getJsDocTags(checker).find(({ name }) => name === "example");
      const code = example && ts.displayPartsToString(example.text).trim();
      return [{ entry, name: exported.name, code }];
    });
  });
}

const isDeclaredIn = (folder: string, symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some((declaration) => {
    const own = relative(join(root, folder), declaration.getSourceFile().fileName).split(sep).join("/");
    return own.startsWith("dist/");
  });
