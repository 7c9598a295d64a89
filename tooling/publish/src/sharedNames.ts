/** A row of a table is the same to both, which may not import each other. */
const SAME_IN_BOTH = ["Row"];

/** Names that more than one report declares, each with the packages: a public name means one thing. */
export function sharedNames(reports: readonly { readonly name: string; readonly report: string }[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const { name, report } of reports) {
    for (const line of report.split("\n")) {
      const declared = /^(?:(\w+) = )?(?:interface|type|const|class|function) (\w+)/.exec(line);
      const found = declared?.[1] ?? declared?.[2];
      if (found !== undefined) owners.set(found, (owners.get(found) ?? new Set()).add(name));
    }
  }
  return [...owners]
    .filter(([found, names]) => names.size > 1 && !SAME_IN_BOTH.includes(found))
    .map(([found, names]) => `${found} is declared by ${[...names].join(" and ")}; expected two names for two things`);
}
