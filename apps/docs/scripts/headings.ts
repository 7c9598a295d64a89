/** A heading of a page of Markdown, and what it is called in the page's address. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}

/** The headings of a page in their order, code aside. */
export function headingsOf(markdown: string): Heading[] {
  const taken = new Set(idsOf(markdown));
  const text = markdown.replaceAll(/^```.*?^```/gms, "");
  return Array.from(text.matchAll(/^(#{1,6}) (.+)$/gm), ([, marks = "", heading = ""]) => {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "");
    let anchor = slug;
    for (let k = 1; taken.has(anchor); k++) anchor = `${slug}-${k}`;
    taken.add(anchor);
    return { level: marks.length, text: heading, anchor };
  });
}

const idsOf = (markdown: string): string[] => Array.from(markdown.matchAll(/<a id="([^"]+)"/g), ([, id]) => id!);

/** What can follow the # of a link to a page: its headings, and the anchors within its tables. */
export const anchorsOf = (markdown: string): ReadonlySet<string> =>
  new Set([...idsOf(markdown), ...headingsOf(markdown).map(({ anchor }) => anchor)]);
