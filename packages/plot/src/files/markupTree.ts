/** An element of markup: its start without the closing bracket, and what is in it. */
export interface MarkupElement {
  readonly name: string;
  readonly open: string;
  readonly children: readonly MarkupNode[];
}

/** An element, or text between elements. */
export type MarkupNode = MarkupElement | string;

/**
 * The elements of markup that `serializeSvg` wrote: every element is closed, no comments, no brackets in attributes.
 *
 * @throws RangeError if it is not one whole element.
 */
export function markupTree(markup: string): MarkupElement {
  const root: { children: MarkupNode[] } = { children: [] };
  const open: { children: MarkupNode[]; name?: string }[] = [root];
  for (const [token, closing, name, end] of markup.matchAll(/<(\/?)([\w-]+)[^<>]*?(\/?)>|[^<]+/g)) {
    const parent = open.at(-1)!;
    if (name === undefined) parent.children.push(token);
    else if (closing === "/") {
      if (open.length === 1 || parent.name !== name)
        throw new RangeError(`markup closes ${name} that is not open; expected whole elements`);
      open.pop();
    } else {
      const element = { name, open: token.slice(0, end === "/" ? -2 : -1), children: [] as MarkupNode[] };
      parent.children.push(element);
      if (end !== "/") open.push(element);
    }
  }
  const [first, ...others] = root.children;
  if (open.length > 1 || first === undefined || typeof first === "string" || others.length > 0)
    throw new RangeError(`markup starts with ${JSON.stringify(markup.slice(0, 40))}; expected one whole element`);
  return first;
}

/** The markup of a node. */
export function markupText(node: MarkupNode): string {
  if (typeof node === "string") return node;
  const children = node.children.map(markupText).join("");
  return children === "" ? `${node.open}/>` : `${node.open}>${children}</${node.name}>`;
}
