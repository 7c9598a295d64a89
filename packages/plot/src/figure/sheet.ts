import { defaultDocument } from "#document";
import { formatCoordinate } from "../svg/formatCoordinate.js";
import { serializeSvg } from "../svg/serializeSvg.js";
import { svgElement } from "../svg/svgElement.js";
import { lineBreaks } from "../text/lineBreaks.js";
import { renderLabels } from "../text/mathText.js";
import { fontFamily, paperTheme, type Theme } from "../theme.js";

/** Words in a column, read as a math label; `y` is their top. */
export interface SheetWords {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly words: string;
  readonly size: number;
  readonly bold?: boolean | undefined;
  /** The ink if not given. */
  readonly color?: string | undefined;
}

/** A figure, as `figure` returns it, drawn to a width; its height follows. */
export interface SheetPicture {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly svg: string;
}

export interface SheetOptions {
  /** In points. A0 is 2384 x 3370. */
  readonly width: number;
  /** In points. */
  readonly height: number;
  /** Words and pictures in their places. */
  readonly parts: readonly (SheetWords | SheetPicture)[];
  /** Said to screen readers. */
  readonly description?: string | undefined;
  readonly theme?: Theme | undefined;
}

/** From one line of words to the next, relative to their size. */
const LEADING = 1.32;

/**
 * How high words in a column are.
 *
 * @param words their size and the width of their column
 * @example
 * import { wordsHeight } from "@lazyrich/plot";
 * const one = wordsHeight({ words: "short", size: 10, width: 200 });
 * wordsHeight({ words: "much longer words that take more than one line", size: 10, width: 100 }) > one; // true
 */
export const wordsHeight = ({ words, size, width }: Pick<SheetWords, "words" | "size" | "width">): number =>
  lineBreaks(words, size, width).length * LEADING * size;

/**
 * How high a figure is that is drawn to a width.
 *
 * @example
 * import { figure, panel, pictureHeight } from "@lazyrich/plot";
 * const x = { domain: [0, 1] };
 * const svg = figure({ panels: [panel({ x, y: x, marks: [] })], width: 234 });
 * pictureHeight({ svg, width: 468 }) / pictureHeight({ svg, width: 234 }); // 2
 */
export function pictureHeight({ svg, width }: Pick<SheetPicture, "svg" | "width">): number {
  const { box } = rootOf(svg);
  return (width * box[3]) / box[2];
}

/**
 * Figures and words in their places on one page, such as a poster, as the markup of one SVG.
 *
 * @example
 * import { sheet } from "@lazyrich/plot";
 * const title = { x: 40, y: 40, width: 400, words: "Lazy and rich", size: 24, bold: true };
 * sheet({ width: 480, height: 640, parts: [title] }).includes("Lazy and rich"); // true
 */
export function sheet({ width, height, parts, description, theme = paperTheme }: SheetOptions): string {
  const document = defaultDocument();
  const drawn = parts.map((part) => ("svg" in part ? picture(part) : words(document, part)));
  const root = svgElement(document, "svg", {
    xmlns: "http://www.w3.org/2000/svg",
    "font-family": fontFamily,
    fill: "currentColor",
    color: theme.ink,
    role: "img",
    "aria-label": description,
    viewBox: `0 0 ${width} ${height}`,
    width: `${width}pt`,
    height: `${height}pt`,
  });
  const ground = svgElement(document, "rect", { width, height, fill: theme.background });
  const open = serializeSvg(root).slice(0, -2);
  return `${open}>${serializeSvg(ground)}${drawn.join("")}</svg>\n`;
}

function words(document: Document, { x, y, width, words: text, size, bold, color }: SheetWords): string {
  const group = svgElement(document, "g", { "font-size": size, fill: color, "font-weight": bold ? 600 : undefined });
  for (const [i, line] of lineBreaks(text, size, width).entries()) {
    const at = { x: formatCoordinate(x), y: formatCoordinate(y + (i * LEADING + 1) * size) };
    group.appendChild(svgElement(document, "text", at, [line]));
  }
  renderLabels(group, size);
  return serializeSvg(group);
}

function picture({ x, y, width, svg }: SheetPicture): string {
  const { box, attributes, content } = rootOf(svg);
  const place = `translate(${formatCoordinate(x)},${formatCoordinate(y)}) scale(${width / box[2]})`;
  return `<g ${attributes} transform="${place}">${content}</g>`;
}

/** The view box, the attributes that are inherited, and the content of a figure. */
function rootOf(svg: string): { box: [number, number, number, number]; attributes: string; content: string } {
  const [, open, content] = /^\s*<svg\b([^>]*)>(.*)<\/svg>\s*$/s.exec(svg) ?? [];
  const box = /\bviewBox="([^"]*)"/
    .exec(open ?? "")?.[1]
    ?.split(/[\s,]+/)
    .map(Number);
  if (open === undefined || content === undefined || box?.length !== 4)
    throw new RangeError(`svg starts with ${JSON.stringify(svg.slice(0, 40))}; expected an SVG with a viewBox`);
  const attributes = open.match(/\b(?:aria-label|color|fill|font-family|font-size|role|text-anchor)="[^"]*"/g) ?? [];
  return { box: box as [number, number, number, number], attributes: attributes.join(" "), content };
}
