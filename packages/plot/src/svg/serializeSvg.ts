const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What no SVG should hold and most cannot, not even escaped: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const unwritable = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

function escapeMarkup(text: string): string {
  for (const [character] of text.matchAll(unwritable)) {
    if ("\t\n\r".includes(character)) continue;
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    throw new RangeError(
      `text ${JSON.stringify(text)} holds the character U+${code}; expected text that an SVG file can hold`,
    );
  }
  return text.replace(/[&<>"]/g, (character) => escapes[character]!);
}

/**
 * The markup of an SVG element. Unlike `outerHTML` it is the same, byte for byte, in a browser and in Node: every element
 * without children closes itself, attributes stand in alphabetical order.
 *
 * @param node an element of a page or of linkedom
 * @throws RangeError if a text or an attribute holds a character that XML cannot, such as U+0001.
 * @example
 * import { figureElement, panel, serializeSvg } from "@lazyrich/plot";
 * const options = { panels: [panel({ x: { domain: [0, 1] }, y: { domain: [0, 1] }, marks: [] })] };
 * serializeSvg(figureElement(options)).slice(0, 4); // "<svg"
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
