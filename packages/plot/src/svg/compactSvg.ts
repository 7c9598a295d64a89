import { formatCoordinate } from "./formatCoordinate.js";
import { simplifyPath } from "./simplifyPath.js";

const numeric = new Set(
  "d points transform x y x1 y1 x2 y2 cx cy r rx ry width height dx dy stroke-width font-size offset".split(" "),
);
const number = /-?(?:\d+\.\d+|\.\d+)(?:e[-+]?\d+)?/gi;

/**
 * Rounds the coordinates below an element to two decimals, drops points of paths that change nothing one could see, and gives what is referred to by `url(#...)` names that depend on the
 * content alone, so that the same figure has the same bytes whatever was drawn before it.
 */
export function compactSvg(root: Element): void {
  const elements = [root, ...Array.from(root.querySelectorAll("*"))];
  const names = new Map<string, string>();
  let hash = 0x811c9dc5;
  for (const element of elements) {
    // documents list attributes in different orders
    const attributes = Array.from(element.attributes).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, value } of attributes) {
      let text = value;
      if (numeric.has(name)) {
        text = (name === "d" ? simplifyPath(value, 0.02) : value).replace(number, (match) =>
          formatCoordinate(Number(match)),
        );
        if (text !== value) element.setAttribute(name, text);
      }
      if (name === "id") names.set(value, "");
      else if (!text.startsWith("url(#"))
        for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
  }
  const prefix = `p${(hash >>> 0).toString(36)}`;
  let count = 0;
  for (const id of names.keys()) names.set(id, `${prefix}-${++count}`);
  if (names.size === 0) return;
  for (const element of elements)
    for (const { name, value } of Array.from(element.attributes)) {
      if (name === "id") element.setAttribute(name, names.get(value)!);
      else if (value.includes("url(#"))
        element.setAttribute(
          name,
          value.replace(/url\(#([^)]+)\)/g, (all, id: string) => (names.has(id) ? `url(#${names.get(id)})` : all)),
        );
      else if (name === "href" && names.has(value.slice(1)))
        element.setAttribute(name, `#${names.get(value.slice(1))}`);
    }
}
