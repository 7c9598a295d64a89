import { formatCoordinate } from "../svg/formatCoordinate.js";
import { svgElement } from "../svg/svgElement.js";
import { strokes } from "../theme.js";
import { arrowHead, stationAt } from "./arrowHead.js";
import type { Point3 } from "./camera.js";
import type { PlacedView } from "./placedView.js";
import { visibleRuns } from "./visibleRuns.js";

/** A curve in space. Where a surface covers it, it is drawn fainter and dashed. */
export interface Curve3 {
  /** A point with a NaN coordinate breaks the curve. */
  readonly points: readonly Point3[];
  /** A colour; the ink by default. */
  readonly stroke?: string | undefined;
  /** In points. */
  readonly strokeWidth?: number | undefined;
  /** From 0 to 1. */
  readonly strokeOpacity?: number | undefined;
  /** Lengths of strokes and gaps, in points. */
  readonly dash?: string | undefined;
  /** A thin edge in the background's colour on both sides; by default for lines that are not dashed. */
  readonly casing?: boolean | undefined;
  /** false leaves out what is covered. */
  readonly showHidden?: boolean | undefined;
  /** Where arrow heads sit, as fractions of the length on the page. */
  readonly arrows?: readonly number[] | undefined;
}

/** What a curve or its arrows add below and above the surfaces' edge of visibility. */
export interface Strokes {
  readonly hidden: readonly SVGElement[];
  readonly visible: readonly SVGElement[];
}

/** The runs of a curve that are seen and that are covered, and its arrow heads. */
export function drawCurve(curve: Curve3, view: PlacedView): Strokes {
  const { stroke = "currentColor", strokeWidth = 1.4, strokeOpacity, dash, showHidden = true } = curve;
  const { document, theme } = view;
  const hidden: SVGElement[] = [];
  const visible: SVGElement[] = [];
  for (const run of visibleRuns(curve.points, view.project, view.covered, 0.75 / view.fit.scale)) {
    if (run.hidden && !showHidden) continue;
    const d = `M${run.points.map(([right, up]) => view.fit.place(right, up).map(formatCoordinate)).join("L")}`;
    if (run.hidden) {
      const look = { stroke, "stroke-width": strokeWidth * 0.75, "stroke-dasharray": strokes.hiddenDash };
      hidden.push(svgElement(document, "path", { d, ...look }));
      continue;
    }
    if (curve.casing ?? dash === undefined)
      visible.push(svgElement(document, "path", { d, stroke: theme.background, "stroke-width": strokeWidth + 1.2 }));
    const look = { stroke, "stroke-width": strokeWidth, "stroke-dasharray": dash, "stroke-opacity": strokeOpacity };
    visible.push(svgElement(document, "path", { d, ...look }));
  }
  const arrows = drawArrows(curve, { ...view, showHidden, stroke, size: 1.6 + 1.5 * strokeWidth });
  return { hidden: [...hidden, ...arrows.hidden], visible: [...visible, ...arrows.visible] };
}

function drawArrows(
  { points, arrows = [] }: Curve3,
  view: PlacedView & { readonly showHidden: boolean; readonly stroke: string; readonly size: number },
): Strokes {
  const hidden: SVGElement[] = [];
  const visible: SVGElement[] = [];
  const seen = points.map((point) => view.project(...point)).filter((point) => point.every(Number.isFinite));
  const path = seen.map(([right, up]) => view.fit.place(right, up));
  for (const fraction of arrows) {
    const station = stationAt(path, fraction);
    if (station === undefined) continue;
    const [from, to] = [seen[station.segment]!, seen[station.segment + 1]!];
    const at = from.map((value, axis) => value + station.share * (to[axis]! - value)) as [number, number, number];
    const look = { d: arrowHead(station, view.size), fill: view.stroke, stroke: view.theme.background };
    if (!view.covered(...at)) visible.push(svgElement(view.document, "path", { ...look, "stroke-width": 0.3 }));
    else if (view.showHidden)
      hidden.push(svgElement(view.document, "path", { ...look, "fill-opacity": 0.6, "stroke-width": 0 }));
  }
  return { hidden, visible };
}
