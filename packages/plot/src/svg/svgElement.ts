const namespace = "http://www.w3.org/2000/svg";

export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** A new SVG element with attributes (undefined ones left out) and children; a string child becomes text. */
export function svgElement(
  document: Document,
  name: string,
  attributes: SvgAttributes = {},
  children: readonly (Node | string)[] = [],
): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, String(value));
  for (const child of children) element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  return element;
}
