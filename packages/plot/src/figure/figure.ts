import { defaultDocument } from "#document";
import type { Legend } from "../legends/legend.js";
import type { ColorScale } from "../scales/colorScale.js";
import { compactSvg } from "../svg/compactSvg.js";
import { formatCoordinate } from "../svg/formatCoordinate.js";
import { serializeSvg } from "../svg/serializeSvg.js";
import { svgElement } from "../svg/svgElement.js";
import { plainLabel } from "../text/mathLabel.js";
import { renderLabels } from "../text/mathText.js";
import { fontFamily, groundColor, paperTheme, paperWidth, type Theme } from "../theme.js";
import { drawPage, type Page } from "./drawPage.js";
import type { FigurePanel } from "./figurePanel.js";
import { gridOf } from "./grid.js";
import type { Sharing } from "./sharedDomains.js";

export interface FigureOptions {
  /** Panels, row by row; null leaves a cell empty. */
  readonly panels: readonly (FigurePanel | null)[];
  /** How many panels stand in a row; all by default. */
  readonly columns?: number | undefined;
  /** Relative widths of the columns' frames. */
  readonly columnWidths?: readonly number[] | undefined;
  /** Width in points, that of a page (486) by default: see `paperWidth`. Type, strokes and symbols keep their size whatever it is. */
  readonly width?: number | undefined;
  /** Width over height of a frame (of the first column's frames, where the columns differ), 4/3 by default. */
  readonly frameAspect?: number | undefined;
  /** Heights of the frames of each row in points, instead of `frameAspect`. */
  readonly rowHeights?: readonly number[] | undefined;
  readonly shareX?: Sharing | undefined;
  readonly shareY?: Sharing | undefined;
  /** The colour scale of all panels that have none of their own. */
  readonly color?: ColorScale | undefined;
  /** Legends, left to right above the panels (or stacked, on the right). */
  readonly legend?: readonly Legend[] | undefined;
  /** Where the legend stands; "top" by default. */
  readonly legendPosition?: "top" | "bottom" | "right" | undefined;
  /** (a), (b), ... before the panels' titles; by default where there are several panels. */
  readonly letters?: boolean | undefined;
  readonly title?: string | undefined;
  /** Said to screen readers. */
  readonly description?: string | undefined;
  /** Space between panels, in points, 8 by default. */
  readonly gap?: number | undefined;
  readonly theme?: Theme | undefined;
  /** The document to build in; by default the page's, or linkedom's in Node. */
  readonly document?: Document | undefined;
}

/**
 * A figure as the markup of one SVG, the same bytes for the same options. Options as `figureElement`.
 *
 * @param options panels, and what they share
 * @throws RangeError as `figureElement`, or if a text holds a character that an SVG file cannot.
 * @example
 * import { figure, line, panel } from "@lazyrich/plot";
 * const rows = [{ t: 0, mu: 0 }, { t: 1, mu: 0.6 }, { t: 2, mu: 0.9 }];
 * const marks = [line(rows, { x: "t", y: "mu" })];
 * const svg = figure({ panels: [panel({ x: { label: "*t*" }, y: { label: "*μ*" }, marks })], width: 234 });
 * svg.slice(0, 4); // "<svg"
 * /viewBox="0 0 (\d+)/.exec(svg)[1]; // "234"
 */
export function figure(options: FigureOptions): string {
  return `${serializeSvg(figureElement(options))}\n`;
}

/**
 * A figure as an SVG element: panels in a grid whose frames line up, with shared domains, legends and panel letters. Titles that are too long for their place are
 * broken into lines or set smaller.
 *
 * @throws RangeError if there is no panel, or `columns`, `columnWidths`, `rowHeights` or `width` do not fit.
 * @example
 * import { figureElement, line, panel, serializeSvg } from "@lazyrich/plot";
 * const rows = [{ t: 0, mu: 0 }, { t: 1, mu: 1 }];
 * const element = figureElement({ panels: [panel({ marks: [line(rows, { x: "t", y: "mu" })] })] });
 * serializeSvg(element).includes("<path"); // true
 */
export function figureElement({
  panels,
  columns = panels.length,
  columnWidths,
  width = paperWidth.page,
  frameAspect = 4 / 3,
  rowHeights,
  shareX = "none",
  shareY = "none",
  color,
  legend = [],
  legendPosition = "top",
  letters = panels.filter((each) => each !== null).length > 1,
  title,
  description,
  gap = 8,
  theme = paperTheme,
  document = defaultDocument(),
}: FigureOptions): SVGSVGElement {
  const grid = gridOf(panels, columns, columnWidths, rowHeights);
  if (!(frameAspect > 0)) throw new RangeError(`frameAspect is ${frameAspect}; expected a positive number`);
  const page = drawPage({
    ...{ grid, width, gap, frameAspect, rowHeights, shareX, shareY, legend, legendPosition, letters, title },
    context: { document, theme, color },
  });
  const name = description ?? (title === undefined ? undefined : plainLabel(title));
  return finished(document, page, theme, name);
}

/** The page as one SVG with its size, its ground and its labels set. */
function finished(
  document: Document,
  { parts, width, height }: Page,
  theme: Theme,
  name: string | undefined,
): SVGSVGElement {
  const ground =
    theme.ink === undefined ? [] : [svgElement(document, "rect", { width, height, fill: theme.background })];
  const root = svgElement(
    document,
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      "font-family": fontFamily,
      "font-size": theme.fontSize.tick,
      fill: "currentColor",
      color: theme.ink,
      "text-anchor": "middle",
      role: "img",
      "aria-label": name,
      viewBox: `0 0 ${formatCoordinate(width)} ${height}`,
      width: `${formatCoordinate(width)}pt`,
      height: `${height}pt`,
    },
    [...ground, ...parts],
  );
  for (const attribute of ["fill", "stroke"])
    for (const element of Array.from(root.querySelectorAll(`[${attribute}="${groundColor}"]`)))
      element.setAttribute(attribute, theme.background);
  renderLabels(root, theme.fontSize.tick);
  compactSvg(root);
  return root as SVGSVGElement;
}
