import { starPath } from "../svg/starPath.js";
import { svgElement } from "../svg/svgElement.js";
import { strokes, symbolRadius } from "../theme.js";
import type { Point3 } from "./camera.js";
import type { PlacedView } from "./placedView.js";

/** A symbol in space, with a label beside it. */
export interface Marker3 {
  readonly at: Point3;
  /** A colour; the ink by default. */
  readonly fill?: string | undefined;
  /** A colour of the outline. */
  readonly stroke?: string | undefined;
  /** Radius in points. */
  readonly radius?: number | undefined;
  /** What is drawn at a point; "circle" by default. */
  readonly symbol?: "circle" | "star" | undefined;
  readonly label?: string | undefined;
  /** Offset of the label in points, right and up. */
  readonly labelOffset?: readonly [number, number] | undefined;
}

/** The symbol, fainter where a surface covers it, and its label with a halo. */
export function drawMarker(marker: Marker3, { document, theme, fit, project, covered }: PlacedView): SVGElement[] {
  const { at, fill = "currentColor", stroke = theme.background, radius = symbolRadius, symbol = "circle" } = marker;
  const [right, up, near] = project(...at);
  if (!Number.isFinite(right + up)) return [];
  const [x, y] = fit.place(right, up);
  const look = { fill, stroke, "stroke-width": 0.6, opacity: covered(right, up, near) ? 0.5 : undefined };
  const drawn =
    symbol === "circle"
      ? svgElement(document, "circle", { cx: x, cy: y, r: radius, ...look })
      : svgElement(document, "path", { d: starPath(x, y, 1.6 * radius), ...look });
  if (marker.label === undefined) return [drawn];
  const [dx, dy] = marker.labelOffset ?? [radius + 2, radius + 1];
  const text = {
    x: x + dx,
    y: y - dy,
    "font-size": theme.fontSize.tick,
    "text-anchor": dx < 0 ? "end" : dx === 0 ? "middle" : "start",
  };
  const halo = {
    fill: theme.background,
    stroke: theme.background,
    "stroke-width": strokes.halo,
    "stroke-linejoin": "round",
  };
  return [
    drawn,
    svgElement(document, "text", { ...text, ...halo }, [marker.label]),
    svgElement(document, "text", text, [marker.label]),
  ];
}
