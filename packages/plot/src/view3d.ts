import { arrowHead, stationAt } from "./arrowHead.js";
import { type Axes3, boundsOf } from "./axes3.js";
import { type AxesDrawing, drawBox, drawTriad, triadLines } from "./axesDrawing.js";
import { type Camera, type Point3, projection } from "./camera.js";
import type { ColorScale } from "./colorScale.js";
import type { FigurePanel, PanelContext } from "./figurePanel.js";
import { type Extent, type Fit, fitView } from "./fitView.js";
import { formatCoordinate } from "./formatCoordinate.js";
import { occlusion } from "./occlusion.js";
import { paintSurfaces } from "./paintSurfaces.js";
import { cellsOf, paintOrder } from "./projectedSurface.js";
import { starPath } from "./starPath.js";
import { checkSurface, gridLines, type Surface } from "./surface.js";
import { type SvgAttributes, svgElement } from "./svgElement.js";
import { visibleRuns } from "./visibleRuns.js";

/** A curve in space. Where a surface covers it, it is drawn fainter and dashed. */
export interface Curve3 {
  /** A point with a NaN coordinate breaks the curve. */
  readonly points: readonly Point3[];
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeOpacity?: number;
  readonly dash?: string;
  /** A thin edge in the background's colour on both sides; by default for lines that are not dashed. */
  readonly casing?: boolean;
  /** false leaves out what is covered. */
  readonly showHidden?: boolean;
  /** Where arrow heads sit, as fractions of the length on the page. */
  readonly arrows?: readonly number[];
}

/** A symbol in space, with a label beside it. */
export interface Marker3 {
  readonly at: Point3;
  readonly fill?: string;
  readonly stroke?: string;
  /** Radius in points. */
  readonly radius?: number;
  readonly symbol?: "circle" | "star";
  readonly label?: string;
  /** Offset of the label in points, right and up. */
  readonly labelOffset?: readonly [number, number];
}

export interface View3dOptions {
  readonly title?: string;
  readonly surfaces?: readonly Surface[];
  /** Drawn in this order, so a thin exact line comes after the thick simulated one. */
  readonly curves?: readonly Curve3[];
  readonly markers?: readonly Marker3[];
  readonly camera?: Camera;
  readonly axes?: Axes3;
  /** Turns the surfaces' values into colours; by default the figure's. */
  readonly color?: ColorScale;
  /** How strongly the light models the surfaces, from 0 to 1. */
  readonly shading?: number;
}

/**
 * A panel that looks at surfaces, curves and markers in space from an orthographic camera, with equal scales on all axes.
 *
 * Surfaces are painted from back to front; curves and markers are split by what the surfaces cover.
 *
 * @throws RangeError if a surface's arrays do not fit its size, an angle is not finite, or there is nothing finite to show.
 */
export function view3d({
  title,
  surfaces = [],
  curves = [],
  markers = [],
  camera = { azimuth: -0.6, elevation: 0.35 },
  axes,
  color,
  shading = 0.13,
}: View3dOptions): FigurePanel {
  for (const surface of surfaces) checkSurface(surface);
  const project = projection(camera);
  const content = boundsOf(
    (function* () {
      for (const { points } of surfaces)
        for (let k = 0; k < points.length; k += 3) yield [points[k]!, points[k + 1]!, points[k + 2]!] as Point3;
      for (const curve of curves) yield* curve.points;
      for (const marker of markers) yield marker.at;
    })(),
  );
  if (content[0][0] > content[0][1]) throw new RangeError("a 3-D view has no finite point to show");
  const bounds = axes?.bounds ?? content;
  const diagonal = Math.hypot(...content.map(([low, high]) => high - low)) || 1;
  const cells = paintOrder(surfaces.flatMap((surface) => cellsOf(surface, project)));
  const covered = occlusion(cells, 0.012 * diagonal);
  const axisCurves: Curve3[] =
    axes?.kind === "triad" ? triadLines(bounds).map((points) => ({ points, strokeWidth: 0.5, casing: false })) : [];
  const meshCurves: Curve3[] = surfaces.flatMap(gridLines).map((points) => ({
    points,
    stroke: "#000000",
    strokeOpacity: 0.2,
    strokeWidth: 0.3,
    casing: false,
    showHidden: false,
  }));

  return {
    title,
    measure: () => ({ domains: { x: undefined, y: undefined }, margins: { left: 1, right: 1, top: 1, bottom: 1 } }),
    draw: (context) => draw(context),
  };

  function draw({ document, theme, width, height, margins, color: figureColor }: PanelContext): SVGElement {
    const drawAxes = (fit: Fit): AxesDrawing => {
      const place = (point: Point3): [number, number] => {
        const [right, up] = project(...point);
        return fit.place(right, up);
      };
      if (axes === undefined) return { lines: [], texts: [] };
      return axes.kind === "triad"
        ? drawTriad(axes, bounds, place, theme)
        : drawBox(axes, bounds, camera, place, theme);
    };
    const frame = { left: margins.left, top: margins.top, width, height };
    const fit = fitView(extentInView(), frame, (each) => drawAxes(each).texts);
    const { place, scale } = fit;
    const element = (name: string, attributes: SvgAttributes, children: (Node | string)[] = []): SVGElement =>
      svgElement(document, name, attributes, children);

    const axesDrawing = drawAxes(fit);
    const walls = element("g", { "aria-label": "axes", fill: "none", "stroke-width": theme.frameWidth });
    for (const { d, stroke } of axesDrawing.lines) walls.appendChild(element("path", { d, stroke }));
    const surface = paintSurfaces(cells, { document, color: color ?? figureColor, shading, place });
    const hidden = element("g", { "aria-label": "hidden curves", fill: "none", "stroke-opacity": 0.6 });
    const visible = element("g", { "aria-label": "curves", fill: "none", "stroke-linejoin": "round" });
    for (const curve of [...meshCurves, ...axisCurves, ...curves]) drawCurve(curve);
    const symbols = element("g", { "aria-label": "markers" });
    for (const marker of markers) drawMarker(marker);
    const texts = axesDrawing.texts.map(({ x, y, anchor, size, label }) =>
      element("text", { x, y, "text-anchor": anchor, "font-size": size }, [label]),
    );
    return element("g", { "aria-label": "3-D view" }, [walls, surface, hidden, visible, symbols, ...texts]);

    function drawCurve(curve: Curve3): void {
      const { stroke = "currentColor", strokeWidth = 1.4, strokeOpacity, dash, showHidden = true } = curve;
      for (const run of visibleRuns(curve.points, project, covered, 0.75 / scale)) {
        if (run.hidden && !showHidden) continue;
        const d = `M${run.points.map(([right, up]) => place(right, up).map(formatCoordinate)).join("L")}`;
        if (run.hidden)
          hidden.appendChild(
            element("path", { d, stroke, "stroke-width": strokeWidth * 0.75, "stroke-dasharray": "1.6 1.4" }),
          );
        else {
          if (curve.casing ?? dash === undefined)
            visible.appendChild(element("path", { d, stroke: theme.background, "stroke-width": strokeWidth + 1.2 }));
          visible.appendChild(
            element("path", {
              d,
              stroke,
              "stroke-width": strokeWidth,
              "stroke-dasharray": dash,
              "stroke-opacity": strokeOpacity,
            }),
          );
        }
      }
      if (curve.arrows === undefined) return;
      const seen = curve.points.map((point) => project(...point)).filter((point) => point.every(Number.isFinite));
      for (const fraction of curve.arrows) {
        const station = stationAt(
          seen.map(([right, up]) => place(right, up)),
          fraction,
        );
        if (station === undefined) continue;
        const [from, to] = [seen[station.segment]!, seen[station.segment + 1]!];
        const at = from.map((value, axis) => value + station.share * (to[axis]! - value)) as [number, number, number];
        const look = { d: arrowHead(station, 1.6 + 1.5 * strokeWidth), fill: stroke, stroke: theme.background };
        if (covered(...at)) {
          if (showHidden) hidden.appendChild(element("path", { ...look, "fill-opacity": 0.6, "stroke-width": 0 }));
        } else visible.appendChild(element("path", { ...look, "stroke-width": 0.3 }));
      }
    }

    function drawMarker({
      at,
      fill = "currentColor",
      stroke = theme.background,
      radius = 2.2,
      symbol = "circle",
      label,
      labelOffset = [radius + 2, radius + 1],
    }: Marker3): void {
      const [right, up, near] = project(...at);
      if (!Number.isFinite(right + up)) return;
      const [x, y] = place(right, up);
      const look = { fill, stroke, "stroke-width": 0.6, opacity: covered(right, up, near) ? 0.5 : undefined };
      symbols.appendChild(
        symbol === "circle"
          ? element("circle", { cx: x, cy: y, r: radius, ...look })
          : element("path", { d: starPath(x, y, 1.6 * radius), ...look }),
      );
      if (label === undefined) return;
      const [dx, dy] = labelOffset;
      const text = {
        x: x + dx,
        y: y - dy,
        "font-size": theme.fontSize.tick,
        "text-anchor": dx < 0 ? "end" : dx === 0 ? "middle" : "start",
      };
      const halo = {
        fill: theme.background,
        stroke: theme.background,
        "stroke-width": 1.8,
        "stroke-linejoin": "round",
      };
      symbols.append(element("text", { ...text, ...halo }, [label]), element("text", text, [label]));
    }

    function extentInView(): Extent {
      const extent = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
      const include = (right: number, up: number): void => {
        if (!Number.isFinite(right + up)) return;
        extent.left = Math.min(extent.left, right);
        extent.right = Math.max(extent.right, right);
        extent.bottom = Math.min(extent.bottom, up);
        extent.top = Math.max(extent.top, up);
      };
      for (const { corners } of cells) for (let k = 0; k < 12; k += 3) include(corners[k]!, corners[k + 1]!);
      const corners: Point3[] =
        axes?.kind === "box"
          ? bounds[0].flatMap((x) => bounds[1].flatMap((y) => bounds[2].map((z): Point3 => [x, y, z])))
          : [];
      const others = [...curves, ...axisCurves].flatMap((curve) => curve.points);
      for (const point of [...others, ...markers.map((marker) => marker.at), ...corners]) {
        const [right, up] = project(...point);
        include(right, up);
      }
      return extent;
    }
  }
}
