import type { FigurePanel, PanelContext } from "../figure/figurePanel.js";
import type { ColorScale } from "../scales/colorScale.js";
import { svgElement } from "../svg/svgElement.js";
import { type Axes3, type Bounds3, boundsOf } from "./axes3.js";
import { type AxesDrawing, drawBox, drawTriad, triadLines } from "./axesDrawing.js";
import { type Camera, type Point3, type Projection, projection } from "./camera.js";
import { type Curve3, drawCurve } from "./curve3.js";
import { type Fit, fitView } from "./fitView.js";
import { drawMarker, type Marker3 } from "./marker3.js";
import { type Occlusion, occlusion } from "./occlusion.js";
import { paintSurfaces } from "./paintSurfaces.js";
import { type Cell, cellsOf, paintOrder } from "./projectedSurface.js";
import { checkSurface, gridLines, type Surface } from "./surface.js";
import { viewExtent } from "./viewExtent.js";

export interface View3dOptions {
  readonly title?: string | undefined;
  /** Painted from back to front. */
  readonly surfaces?: readonly Surface[] | undefined;
  /** Drawn in this order, so a thin exact line comes after the thick simulated one. */
  readonly curves?: readonly Curve3[] | undefined;
  /** Symbols at points. */
  readonly markers?: readonly Marker3[] | undefined;
  readonly camera?: Camera | undefined;
  readonly axes?: Axes3 | undefined;
  /** Turns the surfaces' values into colours; by default the figure's. */
  readonly color?: ColorScale | undefined;
  /** How strongly the light models the surfaces, from 0 to 1. */
  readonly shading?: number | undefined;
}

/** What is looked at, in the view: independent of where it is drawn. */
interface Scene {
  readonly cells: readonly Cell[];
  readonly covered: Occlusion;
  readonly project: Projection;
  readonly camera: Camera;
  readonly axes: Axes3 | undefined;
  readonly bounds: Bounds3;
  /** The mesh of the surfaces, the lines of the axes, then the curves given. */
  readonly curves: readonly Curve3[];
  readonly markers: readonly Marker3[];
  /** What the picture must hold beside the surfaces. */
  readonly points: readonly Point3[];
  readonly color: ColorScale | undefined;
  readonly shading: number;
}

/**
 * A panel that looks at surfaces, curves and markers in space from an orthographic camera, with equal scales on all axes.
 *
 * Surfaces are painted from back to front; curves and markers are split by what the surfaces cover.
 *
 * @param options surfaces, curves, markers and the camera
 * @throws RangeError if a surface's arrays do not fit its size, an angle is not finite, or there is nothing finite to show.
 * @example
 * import { axisTriad, figure, parametricSurface, view3d } from "@lazyrich/plot";
 * const surface = parametricSurface({ u: [0, 1], v: [0, 1], point: (x, y) => [x, y, x * y], fill: "#d3dcf2" });
 * const view = view3d({ surfaces: [surface], axes: axisTriad(["*x*", "*y*", "*z*"]) });
 * figure({ panels: [view], width: 234 }).includes("<path"); // true
 */
export function view3d(options: View3dOptions): FigurePanel {
  const scene = sceneOf(options);
  return {
    title: options.title,
    measure: () => ({ domains: { x: undefined, y: undefined }, margins: { left: 1, right: 1, top: 1, bottom: 1 } }),
    draw: (context) => draw(scene, context),
  };
}

const defaultCamera: Camera = { azimuth: -0.6, elevation: 0.35 };

/** How much nearer a surface must be than a curve to cover it, as a fraction of the extent: one that lies on a surface is not covered by its facets. */
const COVER = 0.012;

function sceneOf(options: View3dOptions): Scene {
  const { surfaces = [], curves = [], markers = [], camera = defaultCamera, axes, color, shading = 0.13 } = options;
  for (const surface of surfaces) checkSurface(surface);
  const project = projection(camera);
  const own = [...curves.flatMap((curve) => curve.points), ...markers.map((marker) => marker.at)];
  const content = boundsOf([...surfaces.flatMap(pointsOf), ...own]);
  if (content[0][0] > content[0][1]) throw new RangeError("a 3-D view holds no finite point; expected one to show");
  const bounds = axes?.bounds ?? content;
  const diagonal = Math.hypot(...content.map(([low, high]) => high - low)) || 1;
  const cells = paintOrder(surfaces.flatMap((surface) => cellsOf(surface, project)));
  const axisLines = axes?.kind === "triad" ? triadLines(bounds) : [];
  return {
    ...{ cells, project, camera, axes, bounds, markers, color, shading },
    covered: occlusion(cells, COVER * diagonal),
    curves: [
      ...surfaces.flatMap(gridLines).map((points) => ({ points, ...meshLook })),
      ...axisLines.map((points) => ({ points, ...axisLook })),
      ...curves,
    ],
    points: [...own, ...axisLines.flat()],
  };
}

const axisLook = { strokeWidth: 0.5, casing: false } as const;
const meshLook = {
  stroke: "#000000",
  strokeOpacity: 0.2,
  strokeWidth: 0.3,
  casing: false,
  showHidden: false,
} as const;

const pointsOf = ({ points }: Surface): Point3[] =>
  Array.from({ length: points.length / 3 }, (_, k) => [points[3 * k]!, points[3 * k + 1]!, points[3 * k + 2]!]);

function draw(scene: Scene, context: PanelContext): SVGElement {
  const { document, theme, width, height, margins } = context;
  const extent = viewExtent(scene.cells, scene.points, scene.axes, scene.bounds, scene.project);
  const frame = { left: margins.left, top: margins.top, width, height };
  const fit = fitView(extent, frame, (each) => drawAxes(scene, context, each).texts);
  const group = (label: string, attributes: Readonly<Record<string, string | number>>, children: SVGElement[]) =>
    svgElement(document, "g", { "aria-label": label, ...attributes }, children);

  const { lines, texts } = drawAxes(scene, context, fit);
  const { cells, shading, project, covered } = scene;
  const paint = { document, color: scene.color ?? context.color, shading, place: fit.place };
  const view = { document, theme, project, covered, fit };
  const curves = scene.curves.map((curve) => drawCurve(curve, view));
  return svgElement(document, "g", { "aria-label": "3-D view" }, [
    group(
      "axes",
      { fill: "none", "stroke-width": theme.frameWidth },
      lines.map(({ d, stroke }) => svgElement(document, "path", { d, stroke })),
    ),
    paintSurfaces(cells, paint),
    group(
      "hidden curves",
      { fill: "none", "stroke-opacity": 0.6 },
      curves.flatMap(({ hidden }) => hidden),
    ),
    group(
      "curves",
      { fill: "none", "stroke-linejoin": "round" },
      curves.flatMap(({ visible }) => visible),
    ),
    group(
      "markers",
      {},
      scene.markers.flatMap((marker) => drawMarker(marker, view)),
    ),
    ...texts.map(({ x, y, anchor, size, label }) =>
      svgElement(document, "text", { x, y, "text-anchor": anchor, "font-size": size }, [label]),
    ),
  ]);
}

function drawAxes({ axes, bounds, camera, project }: Scene, { theme }: PanelContext, fit: Fit): AxesDrawing {
  if (axes === undefined) return { lines: [], texts: [] };
  const place = (point: Point3): [number, number] => {
    const [right, up] = project(...point);
    return fit.place(right, up);
  };
  return axes.kind === "triad" ? drawTriad(axes, bounds, place, theme) : drawBox(axes, bounds, camera, place, theme);
}
