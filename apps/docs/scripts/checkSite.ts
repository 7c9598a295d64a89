import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { siteFiles } from "./siteFiles.ts";

/**
 * What a reader would find broken on a built site: links to pages or files that are not there, anchors that no page has or that a page has twice, math that was not understood or not typeset, and
 * addresses that leave the site for scripts, styles, fonts or pictures.
 *
 * @returns a line for each problem.
 */
export function siteProblems(folder: string): string[] {
  const files = new Set(siteFiles(folder));
  const pages = [...files].filter((file) => file.endsWith(".html"));
  const text = new Map(pages.map((page) => [page, readFileSync(join(folder, page), "utf8")]));
  const ids = new Map(
    pages.map((page) => [page, Array.from(text.get(page)!.matchAll(/\sid="([^"]*)"/g), ([, id]) => id!)]),
  );
  const anchors = new Map(pages.map((page) => [page, new Set(ids.get(page)!)]));
  return pages.flatMap((page) => {
    const html = text.get(page)!;
    return [
      ...ids
        .get(page)!
        .filter((id, i, all) => all.indexOf(id) < i)
        .map((id) => `${page}: two elements have the id ${id}`),
      ...[...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, link]) => {
        const problem = linkProblem(decodeEntities(link!), page, files, anchors);
        return problem === undefined ? [] : [`${page}: ${problem}`];
      }),
      ...(/data-mjx-error|<merror|data-mml-node="merror"/.test(html)
        ? [`${page}: math that MathJax does not understand`]
        : []),
      ...rawMath(html).map((text) => `${page}: math that is not typeset: ${text}`),
      ...[...html.matchAll(/<(?:script|link|img|iframe)[^>]+(?:src|href)="((?:https?:)?\/\/[^"]*)"/g)].map(
        ([, link]) => `${page}: loads ${link} from another site`,
      ),
    ];
  });
}

/** Dollar signs around something in what a reader sees, code aside: a formula that the build has left as it was written. */
function rawMath(html: string): string[] {
  const body = html.slice(Math.max(0, html.indexOf("<body")));
  const text = body
    .replaceAll(/<(script|style|pre|code|mjx-container|svg)\b.*?<\/\1>/gs, " ")
    .replaceAll(/<[^>]*>/g, "");
  return Array.from(text.matchAll(/\$[^$\n]{1,120}\$/g), ([found]) => found);
}

function linkProblem(
  link: string,
  page: string,
  files: ReadonlySet<string>,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (link === "" || /^[a-z][a-z+.-]*:|^\/\//i.test(link)) return undefined;
  const [address = "", anchor] = link.split("#") as [string, string?];
  const [path = ""] = address.split("?");
  const wanted = posix.join(posix.dirname(page), decodeURIComponent(path));
  const target =
    path === "" ? page : wanted.endsWith("/") || wanted === "." ? posix.join(wanted, "index.html") : wanted;
  if (link.startsWith("/") || target.startsWith("..")) return `${link} leaves the site's folder`;
  if (!files.has(target)) return `${link} leads nowhere`;
  if (anchor !== undefined && anchor !== "" && !anchors.get(target)?.has(decodeURIComponent(anchor))) {
    return `${link} names an anchor that ${target} does not have`;
  }
  return undefined;
}

const decodeEntities = (text: string): string => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"');
