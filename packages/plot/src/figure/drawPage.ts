import type { DrawnLegend, Legend } from "../legends/legend.js";
import { formatCoordinate } from "../svg/formatCoordinate.js";
import { svgElement } from "../svg/svgElement.js";
import { fitText } from "../text/fitText.js";
import type { Grid } from "./grid.js";
import { boldWidth, drawHeading, headingOf, panelLetter } from "./headings.js";
import { type Layout, type LayoutOptions, layOut } from "./layout.js";

export interface PageOptions extends LayoutOptions {
  readonly grid: Grid;
  readonly legend: readonly Legend[];
  readonly legendPosition: "top" | "bottom" | "right";
  readonly letters: boolean;
  readonly title: string | undefined;
}

/** Everything on the page in its place, and the size of the page in points. */
export interface Page {
  readonly parts: readonly SVGElement[];
  readonly width: number;
  readonly height: number;
}

/** Between legends in a row, legends in a column, and a column of legends and the panels. */
const between = { across: 18, upright: 12, panels: 10 } as const;

/** A figure from top to bottom: title, legends, rows of panels, legends. */
export function drawPage(options: PageOptions): Page {
  const { width, legendPosition, legend, context } = options;
  const vertical = legendPosition === "right";
  const keys = legend.map((each) => each.draw({ ...context, vertical, room: width }));
  const beside = vertical && keys.length > 0 ? Math.max(...keys.map((key) => key.width)) + between.panels : 0;
  const layout = layOut(options.grid, { ...options, width: width - beside });
  const parts: SVGElement[] = [];
  let y = 1;
  const add = (drawn: Drawn): void => {
    parts.push(...drawn.parts);
    y += drawn.height;
  };
  if (options.title !== undefined) add(drawTitle(options.title, options));
  const legends = (): Drawn => drawLegends(keys, options, layout, y);
  if (keys.length > 0 && legendPosition === "top") {
    add(legends());
    y += 4;
  }
  const top = y;
  add(drawPanels(options, layout, y));
  if (keys.length > 0 && legendPosition === "bottom") {
    y += 5;
    add(legends());
  }
  if (vertical) {
    const total = keys.reduce((sum, key) => sum + key.height + between.upright, 0) - between.upright;
    let at = top + Math.max(0, (y - top - total) / 2);
    for (const key of keys) {
      parts.push(placed(options, key.element, width - beside + between.panels, at));
      at += key.height + between.upright;
    }
    y = Math.max(y, at);
  }
  return { parts, width, height: Math.ceil(y + 1) };
}

interface Drawn {
  readonly parts: readonly SVGElement[];
  readonly height: number;
}

const placed = ({ context }: PageOptions, node: SVGElement, x: number, y: number): SVGElement =>
  svgElement(context.document, "g", { transform: `translate(${formatCoordinate(x)},${formatCoordinate(y)})` }, [node]);

function drawTitle(title: string, { width, context: { document, theme } }: PageOptions): Drawn {
  const { lines, size } = fitText(title, theme.fontSize.title + 1, (width - 4) / boldWidth);
  const parts = lines.map((line, i) =>
    svgElement(
      document,
      "text",
      { x: width / 2, y: size + 1 + i * 1.2 * size, "font-size": size, "font-weight": 600 },
      [line],
    ),
  );
  return { parts, height: size + (lines.length - 1) * 1.2 * size + 6 };
}

/** Legends side by side, in as many rows as they need, over the middle of the frames. */
function drawLegends(keys: readonly DrawnLegend[], options: PageOptions, { left, right }: Layout, y: number): Drawn {
  const { width } = options;
  const rows: DrawnLegend[][] = [];
  const widthOf = (row: readonly DrawnLegend[]): number =>
    row.reduce((sum, key) => sum + key.width + between.across, -between.across);
  for (const key of keys) {
    const row = rows.at(-1);
    if (row !== undefined && widthOf([...row, key]) <= width) row.push(key);
    else rows.push([key]);
  }
  const parts: SVGElement[] = [];
  let at = y;
  for (const [index, row] of rows.entries()) {
    if (index > 0) at += 3;
    const middle = Math.max(...row.map((key) => key.middle));
    // over the middle of the frames, but not out of the picture
    const free = width - widthOf(row);
    let x = Math.max(0, Math.min(free, left[0]! + Math.max(0, (free - left[0]! - right.at(-1)!) / 2)));
    for (const key of row) {
      parts.push(placed(options, key.element, x, at + middle - key.middle));
      x += key.width + between.across;
    }
    at += middle + Math.max(...row.map((key) => key.height - key.middle));
  }
  return { parts, height: at - y };
}

function drawPanels(options: PageOptions, layout: Layout, from: number): Drawn {
  const { grid, gap, letters, context } = options;
  const { left, frames, right, top, heights, bottom, domains } = layout;
  const parts: SVGElement[] = [];
  const xs = frames.map((_, column) =>
    frames.slice(0, column).reduce((sum, frame, i) => sum + left[i]! + frame + right[i]! + gap, 0),
  );
  const lettered = grid.cells.filter(({ panel }) => letters && panel.isLettered !== false);
  const cells = grid.cells.map((cell, index) => {
    const letter = lettered.includes(cell) ? `(${panelLetter(lettered.indexOf(cell))})` : "";
    return {
      ...cell,
      index,
      heading: headingOf({ letter, title: cell.panel.title, frame: frames[cell.column]! }, context.theme),
    };
  });
  let y = from;
  for (let row = 0; row < grid.rows; row++) {
    const inRow = cells.filter((cell) => cell.row === row);
    y += Math.max(0, ...inRow.map(({ heading }) => heading.height));
    for (const { panel, column, index, heading } of inRow) {
      const margins = { left: left[column]!, right: right[column]!, top: top[row]!, bottom: bottom[row]! };
      const sizes = { width: frames[column]!, height: heights[row]!, margins, domains: domains[index]! };
      parts.push(
        placed(options, panel.draw({ ...context, ...sizes }), xs[column]!, y),
        ...drawHeading(context.document, heading, context.theme, xs[column]! + margins.left, y),
      );
    }
    y += top[row]! + heights[row]! + bottom[row]! + (row + 1 < grid.rows ? gap : 0);
  }
  return { parts, height: y - from };
}
