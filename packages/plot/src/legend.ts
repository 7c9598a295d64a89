import type { ColorScale } from "./colorScale.js";
import { starPath } from "./starPath.js";
import { svgElement } from "./svgElement.js";
import { textWidth } from "./textWidth.js";
import type { Theme } from "./theme.js";

export interface LegendContext {
  readonly document: Document;
  readonly theme: Theme;
  /** The figure's colour scale. */
  readonly color: ColorScale | undefined;
  /** Whether legends stand beside the panels rather than above or below. */
  readonly vertical: boolean;
}

export interface DrawnLegend {
  readonly element: SVGElement;
  readonly width: number;
  readonly height: number;
  /** How far below its top the line lies that legends in a row are aligned by. */
  readonly middle: number;
}

/** Something that explains colours or strokes, with its size in points. */
export interface Legend {
  draw(context: LegendContext): DrawnLegend;
}

export interface RampLegendOptions {
  /** By default the figure's. */
  readonly scale?: ColorScale;
  readonly label?: string;
  readonly ticks?: readonly number[];
  /** Length of the ramp in points. */
  readonly length?: number;
}

/** A continuous ramp of a colour scale with ticks. */
export function rampLegend({ scale, label, ticks, length = 110 }: RampLegendOptions = {}): Legend {
  return {
    draw(context) {
      const { document, theme, vertical } = context;
      const shown = scaleOf(scale, context);
      const name = label ?? shown.label;
      const size = theme.fontSize.tick;
      const values = (ticks ?? shown.ticks).filter((tick) => inside(shown.positionOf(tick)));
      const widths = values.map((value) => textWidth(shown.format(value), size));
      const steps = 64;
      const thickness = 6;
      const group = svgElement(document, "g", { "aria-label": "legend" });
      const labelWidth = textWidth(name, theme.fontSize.label);
      const x0 = vertical ? 0 : name === "" ? (widths[0] ?? 0) / 2 : labelWidth + 7;
      const y0 = vertical ? (name === "" ? size / 2 : theme.fontSize.label + 7) : 0;
      for (let i = 0; i < steps; i++) {
        const fill = shown.color(shown.valueAt((i + 0.5) / steps));
        const from = (length * i) / steps;
        // each strip reaches under the next one, so that no seam shows
        const extent = Math.min(length, (length * (i + 2)) / steps) - from;
        group.appendChild(
          svgElement(
            document,
            "rect",
            vertical
              ? { x: x0, y: y0 + length - from - extent, width: thickness, height: extent, fill }
              : { x: x0 + from, y: y0, width: extent, height: thickness, fill },
          ),
        );
      }
      group.appendChild(
        svgElement(document, "rect", {
          x: x0,
          y: y0,
          width: vertical ? thickness : length,
          height: vertical ? length : thickness,
          fill: "none",
          stroke: "currentColor",
          "stroke-width": theme.frameWidth,
        }),
      );
      for (const value of values) {
        const position = shown.positionOf(value) * length;
        const x = vertical ? x0 + thickness : x0 + position;
        const y = vertical ? y0 + length - position : y0 + thickness;
        const d = vertical ? `M${x},${y}h2` : `M${x},${y}v2`;
        group.appendChild(
          svgElement(document, "path", { d, stroke: "currentColor", "stroke-width": theme.frameWidth }),
        );
        group.appendChild(
          svgElement(
            document,
            "text",
            vertical
              ? { x: x + 4, y: y + size * 0.34, "font-size": size, "text-anchor": "start" }
              : { x, y: y + 2.5 + size, "font-size": size },
            [shown.format(value)],
          ),
        );
      }
      if (name !== "")
        group.appendChild(
          svgElement(
            document,
            "text",
            {
              x: vertical ? 0 : labelWidth,
              y: vertical ? theme.fontSize.label : y0 + thickness / 2 + 0.34 * theme.fontSize.label,
              "font-size": theme.fontSize.label,
              "text-anchor": vertical ? "start" : "end",
            },
            [name],
          ),
        );
      return vertical
        ? {
            element: group,
            width: Math.max(labelWidth, thickness + 4 + Math.max(0, ...widths)),
            height: y0 + length + size / 2,
            middle: 0,
          }
        : {
            element: group,
            width: x0 + length + (widths.at(-1) ?? 0) / 2,
            height: thickness + 3.5 + size,
            middle: thickness / 2,
          };
    },
  };
}

const inside = (position: number): boolean => position >= -1e-9 && position <= 1 + 1e-9;

function scaleOf(scale: ColorScale | undefined, context: LegendContext): ColorScale {
  const found = scale ?? context.color;
  if (found === undefined)
    throw new RangeError("a legend needs a scale: give it one, or give the figure a color scale");
  return found;
}

/** How one entry of a key is drawn. */
export interface KeyEntry {
  readonly label: string;
  readonly shape?: "line" | "dot" | "ring" | "square" | "star" | "cross";
  /** By default the ink. */
  readonly color?: string;
  readonly strokeWidth?: number;
  readonly dash?: string;
}

/** A key of strokes and symbols, each with a label. */
export function keyLegend(entries: readonly KeyEntry[], { label = "" }: { readonly label?: string } = {}): Legend {
  return {
    draw({ document, theme, vertical }) {
      const size = theme.fontSize.tick;
      const line = size + 4;
      const group = svgElement(document, "g", { "aria-label": "legend" });
      let x = 0;
      let y = 0;
      let width = 0;
      if (label !== "") {
        const labelWidth = textWidth(label, theme.fontSize.label);
        group.appendChild(
          svgElement(
            document,
            "text",
            { x: 0, y: line / 2 + size * 0.34, "font-size": theme.fontSize.label, "text-anchor": "start" },
            [label],
          ),
        );
        if (vertical) y += line + 1;
        else x += labelWidth + 6;
        width = labelWidth;
      }
      for (const entry of entries) {
        const symbolWidth = (entry.shape ?? "line") === "line" ? 15 : 6;
        const middle = y + line / 2;
        group.appendChild(symbolElement(document, entry, x, middle, symbolWidth));
        const textX = x + symbolWidth + 3.5;
        group.appendChild(
          svgElement(
            document,
            "text",
            { x: textX, y: middle + size * 0.34, "font-size": size, "text-anchor": "start" },
            [entry.label],
          ),
        );
        const end = textX + textWidth(entry.label, size);
        width = Math.max(width, end);
        if (vertical) y += line;
        else x = end + 9;
      }
      return { element: group, width, height: vertical ? y : line, middle: line / 2 };
    },
  };
}

function symbolElement(document: Document, entry: KeyEntry, x: number, y: number, width: number): SVGElement {
  const color = entry.color ?? "currentColor";
  const shape = entry.shape ?? "line";
  const cx = x + width / 2;
  if (shape === "line")
    return svgElement(document, "path", {
      d: `M${x},${y}h${width}`,
      stroke: color,
      fill: "none",
      "stroke-width": entry.strokeWidth ?? 2.2,
      "stroke-dasharray": entry.dash,
    });
  if (shape === "dot") return svgElement(document, "circle", { cx, cy: y, r: 2.2, fill: color });
  if (shape === "ring")
    return svgElement(document, "circle", { cx, cy: y, r: 2, fill: "none", stroke: color, "stroke-width": 1 });
  if (shape === "square")
    return svgElement(document, "rect", { x: cx - 3, y: y - 3, width: 6, height: 6, fill: color });
  if (shape === "cross")
    return svgElement(document, "path", {
      d: `M${cx - 2},${y - 2}l4,4m0,-4l-4,4`,
      stroke: color,
      fill: "none",
      "stroke-width": entry.strokeWidth ?? 1,
    });
  return svgElement(document, "path", { d: starPath(cx, y, 3.4), fill: color });
}

/** Squares (or lines) in the colours of given values of a scale: a legend of discrete values, such as the deltas of a figure. */
export function valuesLegend(
  values: readonly number[],
  options: { readonly scale?: ColorScale; readonly label?: string; readonly shape?: "line" | "square" | "dot" } = {},
): Legend {
  return {
    draw(context) {
      const scale = scaleOf(options.scale, context);
      const entries = values.map((value) => ({
        label: scale.format(value),
        color: scale.color(value),
        shape: options.shape ?? ("square" as const),
      }));
      return keyLegend(entries, { label: options.label ?? scale.label }).draw(context);
    },
  };
}

/** The key to `exactOverSimulation`: a thick stroke for the simulation, a thin dashed one for the exact solution. */
export function exactLegend(labels: { readonly simulation?: string; readonly exact?: string } = {}): Legend {
  return keyLegend([
    { label: labels.simulation ?? "simulation", color: "#a9a9a9", strokeWidth: 2.4 },
    { label: labels.exact ?? "exact", strokeWidth: 0.75, dash: "2.4 1.8" },
  ]);
}
