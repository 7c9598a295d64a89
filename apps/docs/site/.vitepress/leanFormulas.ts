import type { MarkdownRenderer } from "vitepress";

/** Formulas as MathJax draws them, with a fraction of the elements, each distinct one made once: a page of the article has a hundred. */
export function leanFormulas({ renderer: { rules } }: MarkdownRenderer): void {
  for (const name of ["math_inline", "math_block"]) {
    const render = rules[name]!;
    const made = new Map<string, string>();
    rules[name] = (tokens, index, ...rest) => {
      const { content } = tokens[index]!;
      if (!made.has(content)) made.set(content, leanFormula(render(tokens, index, ...rest)));
      return made.get(content)!;
    };
  }
}

/** A formula without the groups of its picture that only say what they are, and without styles that all formulas share (they stand in page.css). */
export function leanFormula(html: string): string {
  return html
    .replace(/(<mjx-assistive-mml [^>]*?) style="[^"]*"/, "$1")
    .replace(/<svg .*<\/svg>/s, (svg) =>
      written(leanChildren(parse(svg.replace(/ data-(?:mml-node|mjx-texclass|c)="[^"]*"/g, "")))),
    );
}

/** An element with its children, or a text. */
type Part = string | { readonly open: string; readonly close: string; readonly children: readonly Part[] };

function parse(svg: string): readonly Part[] {
  const open: { tag: string; children: Part[] }[] = [{ tag: "", children: [] }];
  for (const [tag] of svg.matchAll(/<[^>]*>|[^<]+/g)) {
    const within = open.at(-1)!;
    if (tag.startsWith("</")) {
      open.pop();
      open.at(-1)!.children.push({ open: within.tag, close: tag, children: within.children });
    } else if (tag.endsWith("/>")) {
      const [, name] = /^<(\w+)/.exec(tag)!;
      within.children.push({ open: `${tag.slice(0, -2)}>`, close: `</${name}>`, children: [] });
    } else if (tag.startsWith("<")) open.push({ tag, children: [] });
    else within.children.push(tag);
  }
  return open[0]!.children;
}

const leanChildren = (parts: readonly Part[]): readonly Part[] => parts.flatMap(leanPart);

/** A group without attributes is its children; one that only moves a single child is that child, moved. */
function leanPart(part: Part): readonly Part[] {
  if (typeof part === "string") return [part];
  const children = leanChildren(part.children);
  if (part.open === "<g>") return children;
  const [only] = children;
  const transform = /^<g( transform="[^"]*")>$/.exec(part.open)?.[1];
  if (transform !== undefined && children.length === 0) return [];
  if (
    transform !== undefined &&
    children.length === 1 &&
    typeof only === "object" &&
    /^<(?:path|rect|g)(?![^>]* transform=)/.test(only.open)
  )
    return [{ ...only, open: only.open.replace(/^<\w+/, `$&${transform}`) }];
  return [{ ...part, children }];
}

const written = (parts: readonly Part[]): string =>
  parts
    .map((part) => (typeof part === "string" ? part : `${part.open}${written(part.children)}${part.close}`))
    .join("");
