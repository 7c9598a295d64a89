const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]!);

/**
 * The markup of an SVG element. Unlike `outerHTML` it is the same, byte for byte, in a browser and in Node: every element
 * without children closes itself, attributes stand in alphabetical order.
 */
export function serializeSvg(node: Node): string {
  if (node.nodeType === 3) return escapeMarkup(node.nodeValue ?? "");
  if (node.nodeType !== 1) return "";
  const element = node as Element;
  const name = element.localName;
  let open = `<${name}`;
  const attributes = Array.from(element.attributes).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name: key, value } of attributes) open += ` ${key}="${escapeMarkup(value)}"`;
  const children = Array.from(element.childNodes, serializeSvg).join("");
  return children === "" ? `${open}/>` : `${open}>${children}</${name}>`;
}
