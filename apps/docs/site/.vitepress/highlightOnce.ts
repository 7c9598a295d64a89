import type { MarkdownRenderer } from "vitepress";

/** Colours each block of code once: the search index renders every page again. */
export function highlightOnce({ options }: MarkdownRenderer): void {
  const { highlight } = options;
  if (!highlight) return;
  const made = new Map<string, string>();
  options.highlight = (code, language, attributes) => {
    const key = JSON.stringify([code, language, attributes]);
    const known = made.get(key) ?? highlight(code, language, attributes);
    made.set(key, known);
    return known;
  };
}
