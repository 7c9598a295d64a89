import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Node, parse } from "acorn";
import { placeholderBase } from "../site/.vitepress/baseUrl.ts";
import { siteFiles } from "./siteFiles.ts";

/** Where a page keeps the path of the site's folder, found from its own address. */
const base = "globalThis.lazyrichBase";

/**
 * Makes a built site portable: VitePress writes one absolute base into every file, and this puts a relative path, or the path that the page finds when it is
 * opened, in its place. The site can then be served from any folder of any host.
 */
export function makePortable(folder: string): void {
  for (const file of siteFiles(folder)) {
    const rewrite = rewriters.find(({ ending }) => file.endsWith(ending))?.rewrite;
    if (rewrite === undefined) continue;
    const path = join(folder, file);
    const before = readFileSync(path, "utf8");
    if (!before.includes(placeholderBase)) continue;
    const after = rewrite(before, "../".repeat(file.split("/").length - 1) || "./");
    if (after.includes(placeholderBase) && !file.endsWith(".js"))
      throw new Error(`${file} still has the placeholder base`);
    writeFileSync(path, after);
  }
}

const rewriters = [
  { ending: ".html", rewrite: portablePage },
  { ending: ".css", rewrite: (text: string, up: string) => text.replaceAll(placeholderBase, up) },
  { ending: ".js", rewrite: portableScript },
];

/**
 * Links of a page are relative to it, and so would change their meaning when the page's script shows another page under another address: they are made
 * absolute before it starts.
 */
const fixLinks =
  'for(const e of document.querySelectorAll(\'a[href^="."],link[rel="icon"]\'))e.setAttribute("href",new URL(e.getAttribute("href"),location.href).href)';

function portablePage(html: string, up: string): string {
  return html
    .replace("<head>", `<head><script>${base}=new URL("${up}",location.href).pathname</script>`)
    .replace(/(window\.__VP_SITE_DATA__=.*?);?<\/script>/s, `$1;window.__VP_SITE_DATA__.base=${base}</script>`)
    .replace("</body>", `<script>${fixLinks}</script></body>`)
    .replaceAll(placeholderBase, up);
}

/** Every string of a script that holds the placeholder has it replaced when the script runs. */
export function portableScript(code: string): string {
  const found: { start: number; end: number }[] = [];
  visit(parse(code, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    const isString = node.type === "Literal" || node.type === "TemplateLiteral";
    if (isString && code.slice(node.start, node.end).includes(placeholderBase)) found.push(node);
  });
  let result = code;
  for (const { start, end } of found.toReversed()) {
    const text = result.slice(start, end);
    result = `${result.slice(0, start)}(${text}).replaceAll(${JSON.stringify(placeholderBase)},${base})${result.slice(end)}`;
  }
  return result;
}

function visit(node: Node, enter: (node: Node) => void): void {
  enter(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === "object" && typeof child.type === "string") visit(child, enter);
    }
  }
}
