import type { ColorScale } from "../scales/colorScale.js";
import { starPath } from "../svg/starPath.js";
import { svgElement } from "../svg/svgElement.js";
import { fitText } from "../text/fitText.js";
import { textWidth } from "../text/textWidth.js";
import { sampleColor, strokes, symbolRadius } from "../theme.js";
import { type Legend, legendScale } from "./legend.js";

/** How one entry of a key is drawn. */
export interface KeyEntry {
  readonly label: string;
  /** What is drawn before the label; "line" by default. */
  readonly shape?: "line" | "dot" | "ring" | "square" | "star" | "cross" | undefined;
  /** By default the ink. */
  readonly color?: string | undefined;
  /** In points. */
  readonly strokeWidth?: number | undefined;
  /** Lengths of strokes and gaps, in points. */
  readonly dash?: string | undefined;
}

/**
 * A key of strokes and symbols, each with a label, in as many lines as the room takes.
 *
 * @param entries strokes and symbols with their labels
 * @param options what stands before them
 * @example
 * import { figure, keyLegend, panel } from "@lazyrich/plot";
 * const axis = { domain: [0, 1] };
 * const legend = [keyLegend([{ label: "teacher", shape: "star" }, { label: "student", shape: "dot" }])];
 * figure({ panels: [panel({ x: axis, y: axis, marks: [] })], legend }).includes("teacher"); // true
 */
export function keyLegend(
  entries: readonly KeyEntry[],
  { label = "" }: { readonly label?: string | undefined } = {},
): Legend {
  return {
    draw({ document, theme, vertical, room }) {
      const size = theme.fontSize.tick;
      const line = size + 4;
      const group = svgElement(document, "g", { "aria-label": "legend" });
      const text = (x: number, y: number, fontSize: number, content: string): void => {
        const place = { x, y: y + size * 0.34, "font-size": fontSize, "text-anchor": "start" };
        group.appendChild(svgElement(document, "text", place, [content]));
      };
      const labelWidth = label === "" ? 0 : textWidth(label, theme.fontSize.label);
      if (label !== "") text(0, line / 2, theme.fontSize.label, label);
      const start = vertical || label === "" ? 0 : labelWidth + 6;
      let x = start;
      let y = vertical && label !== "" ? line + 1 : 0;
      let width = labelWidth;
      for (const entry of entries) {
        const symbolWidth = (entry.shape ?? "line") === "line" ? 15 : 6;
        const textSize = fitText(entry.label, size, room - symbolWidth - 3.5, 1).size;
        const entryWidth = symbolWidth + 3.5 + textWidth(entry.label, textSize);
        if (!vertical && x > 0 && x + entryWidth > room) {
          // an entry that has no room beside the label of the key begins below it
          x = start + entryWidth > room ? 0 : start;
          y += line;
        }
        group.appendChild(symbolElement(document, entry, x, y + line / 2, symbolWidth));
        text(x + symbolWidth + 3.5, y + line / 2, textSize, entry.label);
        width = Math.max(width, x + entryWidth);
        if (vertical) y += line;
        else x += entryWidth + 9;
      }
      return { element: group, width, height: vertical ? y : y + line, middle: line / 2 };
    },
  };
}

function symbolElement(document: Document, entry: KeyEntry, x: number, y: number, width: number): SVGElement {
  const color = entry.color ?? "currentColor";
  const cx = x + width / 2;
  switch (entry.shape ?? "line") {
    case "line":
      return svgElement(document, "path", {
        d: `M${x},${y}h${width}`,
        stroke: color,
        fill: "none",
        "stroke-width": entry.strokeWidth ?? 2.2,
        "stroke-dasharray": entry.dash,
      });
    case "dot":
      return svgElement(document, "circle", { cx, cy: y, r: symbolRadius, fill: color });
    case "ring":
      return svgElement(document, "circle", { cx, cy: y, r: 2, fill: "none", stroke: color, "stroke-width": 1 });
    case "square":
      return svgElement(document, "rect", { x: cx - 3, y: y - 3, width: 6, height: 6, fill: color });
    case "cross":
      return svgElement(document, "path", {
        d: `M${cx - 2},${y - 2}l4,4m0,-4l-4,4`,
        stroke: color,
        fill: "none",
        "stroke-width": entry.strokeWidth ?? 1,
      });
    case "star":
      return svgElement(document, "path", { d: starPath(cx, y, 3.4), fill: color });
  }
}

/**
 * Squares (or lines) in the colours of given values of a scale: a legend of discrete values, such as the deltas of a figure.
 *
 * @param values of the scale
 * @param options the scale, where it is not the figure's, and the look
 * @param options.shape what is drawn in each colour; "square" if not given
 * @example
 * import { deltaScale, figure, panel, valuesLegend } from "@lazyrich/plot";
 * const axis = { domain: [0, 1] };
 * const options = { color: deltaScale({ extent: 2 }), legend: [valuesLegend([-2, 0, 2])] };
 * figure({ panels: [panel({ x: axis, y: axis, marks: [] })], ...options }).includes("−2"); // true
 */
export function valuesLegend(
  values: readonly number[],
  options: {
    readonly scale?: ColorScale | undefined;
    readonly label?: string | undefined;
    readonly shape?: "line" | "square" | "dot" | undefined;
  } = {},
): Legend {
  return {
    draw(context) {
      const scale = legendScale(options.scale, context);
      const entries = values.map((value) => ({
        label: scale.format(value),
        color: scale.color(value),
        shape: options.shape ?? ("square" as const),
      }));
      return keyLegend(entries, { label: options.label ?? scale.label }).draw(context);
    },
  };
}

/**
 * The entries of a key to `exactOverSimulation`: a thick stroke for the simulation, a thin dashed one for the exact solution.
 *
 * @example
 * import { exactKeys } from "@lazyrich/plot";
 * exactKeys.map(({ label }) => label); // ["simulation", "exact"]
 */
export const exactKeys: readonly KeyEntry[] = [
  { label: "simulation", color: sampleColor, strokeWidth: strokes.simulation },
  { label: "exact", strokeWidth: strokes.exact, dash: strokes.exactDash },
];

/**
 * The key to `exactOverSimulation`.
 *
 * @example
 * import { exactLegend, figure, panel } from "@lazyrich/plot";
 * const axis = { domain: [0, 1] };
 * figure({ panels: [panel({ x: axis, y: axis, marks: [] })], legend: [exactLegend()] }).includes("exact"); // true
 */
export function exactLegend(): Legend {
  return keyLegend(exactKeys);
}
