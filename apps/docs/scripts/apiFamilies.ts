import { existsSync, readFileSync } from "node:fs";

/** A part of what a package exports: a section of its index.ts, under the comment there. */
export interface Family {
  readonly title: string;
  readonly names: readonly string[];
}

/** The sections of an index.ts in their order, each with the names that it exports; one without a title where there are no comments. */
export function familiesOf(index: string): Family[] {
  const families: { readonly title: string; readonly names: string[] }[] = [];
  const text = existsSync(index) ? readFileSync(index, "utf8") : "";
  for (const [, title, exported] of text.matchAll(/^\/\/ (.+)$|^export (?:type )?\{([^}]*)\}/gm)) {
    if (title !== undefined) families.push({ title, names: [] });
    if (exported === undefined) continue;
    if (families.length === 0) families.push({ title: "", names: [] });
    const names = exported.split(",").map((name) =>
      name
        .trim()
        .replace(/^type /, "")
        .replace(/^\w+ as /, ""),
    );
    families.at(-1)!.names.push(...names.filter((name) => name !== ""));
  }
  return families.filter(({ names }) => names.length > 0);
}

/** The last part of the address of a family's page. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
