import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const COMMENT = /\/\*\*.*?\*\//gs;

/** What is imported from outside by the modules that one reaches from a TypeScript file by a package's own imports. */
export function outsideImports(entry: URL): Set<string> {
  const outside = new Set<string>();
  const seen = new Set<string>();
  const visit = (url: URL) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const source = readFileSync(fileURLToPath(url), "utf8").replace(COMMENT, "");
    for (const [, name] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      if (name!.startsWith(".")) visit(new URL(name!.replace(/\.js$/, ".ts"), url));
      else outside.add(name!);
    }
  };
  visit(entry);
  return outside;
}

/** Of the modules imported, those that no browser has. */
export const ofNode = (imports: Iterable<string>): string[] =>
  [...imports].filter((name) => /^node:|\/(node|files)$/.test(name));
