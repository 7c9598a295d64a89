import { defaultDocument } from "#document";
import type { ColorScale } from "./colorScale.js";
import { compactSvg } from "./compactSvg.js";
import type { Domains, FigurePanel, Margins, PanelContext } from "./figurePanel.js";
import { formatCoordinate } from "./formatCoordinate.js";
import type { Legend } from "./legend.js";
import { plainLabel } from "./mathLabel.js";
import { renderLabels } from "./mathText.js";
import { serializeSvg } from "./serializeSvg.js";
import { svgElement } from "./svgElement.js";
import { fontFamily, groundColor, paperTheme, paperWidth, type Theme } from "./theme.js";

/** Which panels share a domain. */
export type Sharing = "none" | "row" | "column" | "all";

export interface FigureOptions {
  /** Panels, row by row; null leaves a cell empty. */
  readonly panels: readonly (FigurePanel | null)[];
  readonly columns?: number;
  /** Relative widths of the columns' frames. */
  readonly columnWidths?: readonly number[];
  /** Width in points: 234 is one column of a two-column paper, 486 the full page. */
  readonly width?: number;
  /** Width over height of a frame (of the first column's frames, where the columns differ). */
  readonly frameAspect?: number;
  /** Heights of the frames of each row in points, instead of `frameAspect`. */
  readonly rowHeights?: readonly number[];
  readonly shareX?: Sharing;
  readonly shareY?: Sharing;
  /** The colour scale of all panels that have none of their own. */
  readonly color?: ColorScale;
  /** Legends, left to right above the panels (or stacked, on the right). */
  readonly legend?: readonly Legend[];
  readonly legendPosition?: "top" | "bottom" | "right";
  /** (a), (b), ... before the panels' titles; by default where there are several panels. */
  readonly letters?: boolean;
  readonly title?: string;
  /** Said to screen readers. */
  readonly description?: string;
  /** Space between panels, in points. */
  readonly gap?: number;
  readonly theme?: Theme;
  /** The document to build in; by default the page's, or linkedom's in Node. */
  readonly document?: Document;
}

/** A figure as the markup of one SVG, the same bytes for the same options. Options as `figureElement`. */
export function figure(options: FigureOptions): string {
  return `${serializeSvg(figureElement(options))}\n`;
}

/**
 * A figure as an SVG element: panels in a grid whose frames line up, with shared domains, legends and panel letters.
 *
 * @throws RangeError if there is no panel, or `columns`, `columnWidths`, `rowHeights` or `width` do not fit.
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
  letters,
  title,
  description,
  gap = 8,
  theme = paperTheme,
  document = defaultDocument(),
}: FigureOptions): SVGSVGElement {
  const shown = panels.filter((each) => each !== null);
  if (shown.length === 0) throw new RangeError("panels is empty, but a figure needs at least one panel");
  if (!(Number.isInteger(columns) && columns >= 1))
    throw new RangeError(`columns is ${columns}, but must be a positive integer`);
  const rows = Math.ceil(panels.length / columns);
  const weights = columnWidths ?? Array.from({ length: columns }, () => 1);
  if (weights.length !== columns)
    throw new RangeError(`columnWidths has length ${weights.length}, but there are ${columns} columns`);
  if (rowHeights !== undefined && rowHeights.length !== rows)
    throw new RangeError(`rowHeights has length ${rowHeights.length}, but there are ${rows} rows`);
  if (!(frameAspect > 0)) throw new RangeError(`frameAspect is ${frameAspect}, but must be a positive number`);
  const lettered = letters ?? shown.length > 1;
  const { fontSize } = theme;

  const at = (row: number, column: number): FigurePanel | undefined => panels[row * columns + column] ?? undefined;
  const cells = panels.flatMap((each, index) =>
    each === null ? [] : [{ panel: each, row: Math.floor(index / columns), column: index % columns, index }],
  );

  const legendContext = { document, theme, color };
  const keys = legend.map((each) => each.draw({ ...legendContext, vertical: legendPosition === "right" }));
  const rightLegendWidth =
    legendPosition === "right" && keys.length > 0 ? Math.max(...keys.map((key) => key.width)) + 10 : 0;

  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const context = (panelWidth: number, panelHeight: number, margins: Margins, domains: Domains): PanelContext => ({
    document,
    theme,
    color,
    width: panelWidth,
    height: panelHeight,
    margins,
    domains,
  });
  const none: Margins = { left: 0, right: 0, top: 0, bottom: 0 };
  const unknown: Domains = { x: undefined, y: undefined };

  const available = width - rightLegendWidth - gap * (columns - 1);
  const measureAll = (frames: readonly number[], heights: readonly number[]) =>
    cells.map((cell) => cell.panel.measure(context(frames[cell.column]!, heights[cell.row]!, none, unknown)));
  const layout = (measures: ReturnType<typeof measureAll>) => {
    const most = (pick: (margins: Margins) => number, where: (cell: (typeof cells)[number]) => boolean): number =>
      Math.max(0, ...cells.flatMap((cell, i) => (where(cell) ? [pick(measures[i]!.margins)] : [])));
    const left = weights.map((_, column) =>
      most(
        (m) => m.left,
        (cell) => cell.column === column,
      ),
    );
    const right = weights.map((_, column) =>
      most(
        (m) => m.right,
        (cell) => cell.column === column,
      ),
    );
    const free = available - left.reduce((a, b) => a + b, 0) - right.reduce((a, b) => a + b, 0);
    if (!(free / totalWeight > 10)) throw new RangeError(`width is ${width} points, too narrow for ${columns} columns`);
    const frames = weights.map((weight) => (free * weight) / totalWeight);
    const heights = rowHeights ?? Array.from({ length: rows }, () => frames[0]! / frameAspect);
    const top = heights.map((_, row) =>
      most(
        (m) => m.top,
        (cell) => cell.row === row,
      ),
    );
    const bottom = heights.map((_, row) =>
      most(
        (m) => m.bottom,
        (cell) => cell.row === row,
      ),
    );
    return { left, right, frames, heights, top, bottom };
  };

  const guess = weights.map((weight) => (available * weight * 0.85) / totalWeight);
  const first = layout(measureAll(guess, rowHeights ?? Array.from({ length: rows }, () => guess[0]! / frameAspect)));
  const measures = measureAll(first.frames, first.heights);
  const { left, right, frames, heights, top, bottom } = layout(measures);
  const domains = share(
    cells.map((cell, i) => ({ ...cell, domains: measures[i]!.domains })),
    shareX,
    shareY,
  );

  const root = svgElement(document, "svg", {
    xmlns: "http://www.w3.org/2000/svg",
    "font-family": fontFamily,
    "font-size": fontSize.tick,
    fill: "currentColor",
    color: theme.ink,
    "text-anchor": "middle",
    role: "img",
    "aria-label": description ?? (title === undefined ? undefined : plainLabel(title)),
  });
  const place = (node: SVGElement, x: number, y: number): void => {
    root.appendChild(
      svgElement(document, "g", { transform: `translate(${formatCoordinate(x)},${formatCoordinate(y)})` }, [node]),
    );
  };

  let y = 1;
  if (title !== undefined) {
    root.appendChild(
      svgElement(
        document,
        "text",
        { x: width / 2, y: fontSize.title + 1, "font-size": fontSize.title + 1, "font-weight": 600 },
        [title],
      ),
    );
    y += fontSize.title + 7;
  }
  const rowWidth = keys.reduce((sum, key) => sum + key.width, 0) + 18 * Math.max(0, keys.length - 1);
  const keyMiddle = Math.max(0, ...keys.map((key) => key.middle));
  const keyHeight = keyMiddle + Math.max(0, ...keys.map((key) => key.height - key.middle));
  const placeKeys = (): void => {
    let x = left[0]! + Math.max(0, (width - left[0]! - right.at(-1)! - rowWidth) / 2);
    for (const key of keys) {
      place(key.element, x, y + keyMiddle - key.middle);
      x += key.width + 18;
    }
    y += keyHeight;
  };
  if (keys.length > 0 && legendPosition === "top") {
    placeKeys();
    y += 4;
  }

  const gridTop = y;
  for (let row = 0; row < rows; row++) {
    const headed = lettered || weights.some((_, column) => at(row, column)?.title !== undefined);
    if (headed) y += fontSize.letter + 3;
    let x = 0;
    for (let column = 0; column < columns; column++) {
      const cell = cells.findIndex((each) => each.row === row && each.column === column);
      if (cell !== -1) {
        const { panel, index } = cells[cell]!;
        const margins = { left: left[column]!, right: right[column]!, top: top[row]!, bottom: bottom[row]! };
        place(panel.draw(context(frames[column]!, heights[row]!, margins, domains[cell]!)), x, y);
        const letter = lettered ? `(${String.fromCharCode(97 + cells.findIndex((each) => each.index === index))})` : "";
        if (letter !== "")
          root.appendChild(
            svgElement(
              document,
              "text",
              {
                x: x + margins.left,
                y: y - 1.5,
                "font-size": fontSize.letter,
                "font-weight": 600,
                "text-anchor": "start",
              },
              [letter],
            ),
          );
        if (panel.title !== undefined)
          root.appendChild(
            svgElement(
              document,
              "text",
              { x: x + margins.left + frames[column]! / 2, y: y - 1.5, "font-size": fontSize.title },
              [panel.title],
            ),
          );
      }
      x += left[column]! + frames[column]! + right[column]! + gap;
    }
    y += top[row]! + heights[row]! + bottom[row]! + (row + 1 < rows ? gap : 0);
  }
  if (keys.length > 0 && legendPosition === "bottom") {
    y += 5;
    placeKeys();
  }
  if (legendPosition === "right") {
    const total = keys.reduce((sum, key) => sum + key.height, 0) + 12 * Math.max(0, keys.length - 1);
    let keyY = gridTop + Math.max(0, (y - gridTop - total) / 2);
    for (const key of keys) {
      place(key.element, width - rightLegendWidth + 10, keyY);
      keyY += key.height + 12;
    }
    y = Math.max(y, keyY);
  }
  const height = Math.ceil(y + 1);
  root.setAttribute("viewBox", `0 0 ${formatCoordinate(width)} ${height}`);
  root.setAttribute("width", `${formatCoordinate(width)}pt`);
  root.setAttribute("height", `${height}pt`);
  if (theme.ink !== undefined)
    root.insertBefore(svgElement(document, "rect", { width, height, fill: theme.background }), root.firstChild);
  for (const name of ["fill", "stroke"])
    for (const element of Array.from(root.querySelectorAll(`[${name}="${groundColor}"]`)))
      element.setAttribute(name, theme.background);
  renderLabels(root, fontSize.tick);
  compactSvg(root);
  return root as SVGSVGElement;
}

interface Placed {
  readonly row: number;
  readonly column: number;
  readonly domains: Domains;
}

function share(cells: readonly Placed[], shareX: Sharing, shareY: Sharing): Domains[] {
  const union = (cell: Placed, sharing: Sharing, axis: "x" | "y"): readonly [number, number] | undefined => {
    const own = cell.domains[axis];
    if (sharing === "none" || own === undefined) return own;
    const domains = cells.flatMap((other) => {
      const domain = other.domains[axis];
      const together = sharing === "all" || other[sharing] === cell[sharing];
      return together && domain !== undefined ? [domain] : [];
    });
    const reversed = own[0] > own[1];
    const low = Math.min(...domains.flat());
    const high = Math.max(...domains.flat());
    return reversed ? [high, low] : [low, high];
  };
  return cells.map((cell) => ({ x: union(cell, shareX, "x"), y: union(cell, shareY, "y") }));
}
