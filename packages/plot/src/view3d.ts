import { type Axes3, type Bounds3, boundsOf } from "./axes3.js";
import { type Camera, type Point3, type Projection, projection } from "./camera.js";
import type { ColorScale } from "./colorScale.js";
import { formatCoordinate } from "./compactSvg.js";
import type { FigurePanel, PanelContext } from "./figurePanel.js";
import { formatTick, roundTicks } from "./formatTick.js";
import { occlusion } from "./occlusion.js";
import { type Cell, cellsOf, paintOrder } from "./projectedSurface.js";
import { shade } from "./shade.js";
import { starPath } from "./starPath.js";
import { checkSurface, type Surface } from "./surface.js";
import { svgElement } from "./svgElement.js";
import { textWidth } from "./textWidth.js";
import { visibleRuns } from "./visibleRuns.js";

/** A curve in space. Where a surface covers it, it is drawn fainter and dashed. */
export interface Curve3 {
  readonly points: readonly Point3[];
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: string;
  /** A thin edge in the background's colour on both sides, by default for lines that are not dashed. */
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
  camera = { azimuth: 0.9, elevation: 0.35 },
  axes,
  color,
  shading = 0.22,
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

  const draw = (context: PanelContext): SVGElement => {
    const { document, theme, width, height, margins } = context;
    const ink = "currentColor";
    const size = theme.fontSize.label;
    const axisLines = axes === undefined ? [] : axes.kind === "triad" ? triadLines(bounds) : [];
    const extent = viewExtent(
      cells,
      [
        ...curves.flatMap((curve) => curve.points),
        ...markers.map((marker) => marker.at),
        ...axisLines.flat(),
        ...(axes?.kind === "box" ? boxCorners(bounds) : []),
      ],
      project,
    );
    const room = axes === undefined ? 1 : axes.kind === "box" ? 2.6 * size : 1.1 * size;
    const scale = Math.min(
      (width - 2 * room) / (extent.right - extent.left || 1),
      (height - 2 * room) / (extent.top - extent.bottom || 1),
    );
    const originX = margins.left + width / 2 - (scale * (extent.left + extent.right)) / 2;
    const originY = margins.top + height / 2 + (scale * (extent.bottom + extent.top)) / 2;
    const place = (right: number, up: number): [number, number] => [originX + scale * right, originY - scale * up];
    const placePoint = (point: Point3): [number, number] => {
      const [right, up] = project(...point);
      return place(right, up);
    };
    const group = svgElement(document, "g", { "aria-label": "3-D view" });
    const add = (
      parent: SVGElement,
      name: string,
      attributes: Record<string, string | number | undefined>,
      text?: string,
    ) => parent.appendChild(svgElement(document, name, attributes, text === undefined ? [] : [text]));

    if (axes?.kind === "box") drawBox();

    const scaleOfColor = color ?? context.color;
    const surfaceGroup = svgElement(document, "g", { "aria-label": "surface" });
    group.appendChild(surfaceGroup);
    let path = "";
    let look = "";
    let opacity = 1;
    const flush = (): void => {
      if (path !== "")
        add(surfaceGroup, "path", { fill: look, d: path, "fill-opacity": opacity < 1 ? opacity : undefined });
      path = "";
    };
    for (const cell of cells) {
      const fill = cellFill(cell, scaleOfColor, shading);
      const cellOpacity = cell.surface.opacity ?? 1;
      if (fill !== look || cellOpacity !== opacity) flush();
      look = fill;
      opacity = cellOpacity;
      path += cellPath(cell, place, cellOpacity < 1 ? 0 : 0.3);
    }
    flush();

    const step = 0.75 / scale;
    const lines: Curve3[] = [
      ...surfaces.flatMap((surface) => meshLines(surface)),
      ...axisLines.map((points): Curve3 => ({ points, stroke: ink, strokeWidth: 0.5, casing: false })),
      ...curves,
    ];
    const hiddenGroup = svgElement(document, "g", { "aria-label": "hidden curves", fill: "none" });
    const visibleGroup = svgElement(document, "g", {
      "aria-label": "curves",
      fill: "none",
      "stroke-linejoin": "round",
    });
    group.append(hiddenGroup, visibleGroup);
    for (const curve of lines) {
      const { stroke = ink, strokeWidth = 1.4, dash, showHidden = true } = curve;
      for (const run of visibleRuns(curve.points, project, covered, step)) {
        const placed = run.points.map(([right, up]) => place(right, up));
        const d = `M${placed.map(([x, y]) => `${formatCoordinate(x)},${formatCoordinate(y)}`).join("L")}`;
        if (run.hidden) {
          if (showHidden)
            add(hiddenGroup, "path", {
              d,
              stroke,
              "stroke-width": strokeWidth * 0.75,
              "stroke-opacity": 0.5,
              "stroke-dasharray": "1.6 1.4",
            });
          continue;
        }
        if (curve.casing ?? dash === undefined)
          add(visibleGroup, "path", { d, stroke: theme.background, "stroke-width": strokeWidth + 1.2 });
        add(visibleGroup, "path", { d, stroke, "stroke-width": strokeWidth, "stroke-dasharray": dash });
      }
      for (const fraction of curve.arrows ?? []) {
        const head = arrowHead(curve.points.map(placePoint), fraction, 1.6 + 1.5 * strokeWidth);
        if (head !== undefined)
          add(visibleGroup, "path", { d: head, fill: stroke, stroke: theme.background, "stroke-width": 0.3 });
      }
    }
    for (const marker of markers) drawMarker(marker);
    if (axes?.kind === "triad") drawTriadLabels(axes);
    return group;

    function drawMarker(marker: Marker3): void {
      const [right, up, near] = project(...marker.at);
      const hidden = covered(right, up, near);
      const [x, y] = place(right, up);
      const { radius = 2.2, fill = ink, stroke = theme.background, symbol = "circle" } = marker;
      const common = { fill, stroke, "stroke-width": 0.6, opacity: hidden ? 0.45 : undefined };
      if (symbol === "circle") add(group, "circle", { cx: x, cy: y, r: radius, ...common });
      else add(group, "path", { d: starPath(x, y, 1.6 * radius), ...common });
      if (marker.label !== undefined) {
        const [dx, dy] = marker.labelOffset ?? [radius + 2, radius + 1];
        halo(x + dx, y - dy, marker.label, dx < 0 ? "end" : dx === 0 ? "middle" : "start");
      }
    }

    function halo(x: number, y: number, label: string, anchor: string): void {
      const text = { x, y, "font-size": theme.fontSize.tick, "text-anchor": anchor };
      add(
        group,
        "text",
        { ...text, fill: theme.background, stroke: theme.background, "stroke-width": 1.8, "stroke-linejoin": "round" },
        label,
      );
      add(group, "text", text, label);
    }

    function drawTriadLabels({ labels }: Axes3): void {
      const [x0, y0] = placePoint(triadOrigin(bounds));
      triadLines(bounds).forEach((points, axis) => {
        const [x, y] = placePoint(points.at(-1)!);
        const length = Math.hypot(x - x0, y - y0) || 1;
        const away = 0.75 * size;
        add(
          group,
          "text",
          { x: x + (away * (x - x0)) / length, y: y + (away * (y - y0)) / length + 0.3 * size, "font-size": size },
          labels[axis]!,
        );
      });
    }

    function drawBox(): void {
      const box = svgElement(document, "g", { "aria-label": "axes", fill: "none" });
      group.appendChild(box);
      const corner = (i: number, j: number, k: number): Point3 => [bounds[0][i]!, bounds[1][j]!, bounds[2][k]!];
      const toViewer = [project(1, 0, 0)[2], project(0, 1, 0)[2], project(0, 0, 1)[2]] as const;
      // the far side of each axis, where walls stand
      const far = toViewer.map((near) => (near > 0 ? 0 : 1));
      const segment = (from: Point3, to: Point3, stroke: string): void => {
        const [a, b] = [placePoint(from), placePoint(to)];
        add(box, "path", { d: `M${a}L${b}`, stroke, "stroke-width": theme.frameWidth });
      };
      const ticks = bounds.map((range) => roundTicks(range, 3).filter((tick) => tick >= range[0] && tick <= range[1]));
      const replace = (point: Point3, axis: number, value: number): Point3 =>
        point.map((old, each) => (each === axis ? value : old)) as unknown as Point3;
      for (const axis of [0, 1, 2]) {
        const others = [0, 1, 2].filter((each) => each !== axis);
        for (const wall of others) {
          const along = others.find((each) => each !== wall)!;
          const base = corner(far[0]!, far[1]!, far[2]!);
          for (const value of [...ticks[axis]!, ...bounds[axis]!]) {
            const start = replace(replace(base, axis, value), along, bounds[along]![0]);
            segment(start, replace(start, along, bounds[along]![1]), theme.faint);
          }
        }
      }
      const centre = placePoint(bounds.map(([low, high]) => (low + high) / 2) as unknown as Point3);
      for (const axis of [0, 1, 2]) {
        const others = [0, 1, 2].filter((each) => each !== axis);
        const edges = [0, 1, 2, 3].map((bits) => {
          const start = replace(
            replace(corner(0, 0, 0), others[0]!, bounds[others[0]!]![bits & 1]!),
            others[1]!,
            bounds[others[1]!]![bits >> 1]!,
          );
          return { start, end: replace(start, axis, bounds[axis]![1]) };
        });
        const middle = (edge: { start: Point3; end: Point3 }): [number, number] => {
          const [a, b] = [placePoint(edge.start), placePoint(edge.end)];
          return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
        };
        // the upright axis on the far left, the others at the bottom of the picture
        const edge = edges.reduce((best, each) =>
          axis === 2
            ? middle(each)[0] < middle(best)[0]
              ? each
              : best
            : middle(each)[1] > middle(best)[1]
              ? each
              : best,
        );
        segment(edge.start, edge.end, ink);
        const [mx, my] = middle(edge);
        const [ax, ay] = placePoint(edge.start);
        const [bx, by] = placePoint(edge.end);
        const length = Math.hypot(bx - ax, by - ay) || 1;
        let [nx, ny] = [(by - ay) / length, (ax - bx) / length];
        if (nx * (mx - centre[0]) + ny * (my - centre[1]) < 0) [nx, ny] = [-nx, -ny];
        const anchor = nx < -0.5 ? "end" : nx > 0.5 ? "start" : "middle";
        for (const value of ticks[axis]!) {
          const [x, y] = placePoint(replace(edge.start, axis, value));
          add(box, "path", { d: `M${x},${y}l${2.5 * nx},${2.5 * ny}`, stroke: ink, "stroke-width": theme.frameWidth });
          add(
            box,
            "text",
            {
              x: x + 4.5 * nx,
              y: y + 4.5 * ny + theme.fontSize.tick * (0.34 + 0.3 * ny),
              "font-size": theme.fontSize.tick,
              "text-anchor": anchor,
              fill: ink,
            },
            formatTick(value),
          );
        }
        const clear =
          7 +
          Math.abs(nx) * Math.max(...ticks[axis]!.map((tick) => textWidth(formatTick(tick), theme.fontSize.tick)), 0) +
          Math.abs(ny) * theme.fontSize.tick;
        add(
          box,
          "text",
          {
            x: mx + clear * nx,
            y: my + clear * ny + size * (0.34 + 0.3 * ny),
            "font-size": size,
            "text-anchor": anchor,
            fill: ink,
          },
          axes!.labels[axis]!,
        );
      }
    }
  };

  return {
    title,
    measure: () => ({
      domains: { x: undefined, y: undefined },
      margins: { left: 1, right: 1, top: 1, bottom: 1 },
    }),
    draw,
  };
}

/** Colours are drawn in 48 shades and 16 strengths of light, which no eye tells from more, so that equal neighbours share one path. */
function cellFill(cell: Cell, scale: ColorScale | undefined, shading: number): string {
  const base =
    Number.isFinite(cell.value) && scale !== undefined
      ? scale.color(scale.valueAt(Math.round(Math.min(1, Math.max(0, scale.positionOf(cell.value))) * 48) / 48))
      : (cell.surface.fill ?? "#d9d9d9");
  return shade(base, 1 - shading * (1 - Math.round(cell.light * 16) / 16));
}

/** A cell's outline, grown by `growth` points so that no seam shows between neighbours. */
function cellPath({ corners }: Cell, place: (right: number, up: number) => [number, number], growth: number): string {
  const placed = [0, 3, 6, 9].map((k) => place(corners[k]!, corners[k + 1]!));
  const cx = placed.reduce((sum, [x]) => sum + x, 0) / 4;
  const cy = placed.reduce((sum, [, y]) => sum + y, 0) / 4;
  const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;
  const grown = placed.map(([x, y]) => {
    const distance = Math.hypot(x - cx, y - cy) || 1;
    return [tenth(x + (growth * (x - cx)) / distance), tenth(y + (growth * (y - cy)) / distance)] as const;
  });
  let path = `M${grown[0]![0]},${grown[0]![1]}l`;
  for (let k = 1; k < 4; k++)
    path += `${k > 1 ? "," : ""}${tenth(grown[k]![0] - grown[k - 1]![0])},${tenth(grown[k]![1] - grown[k - 1]![1])}`;
  return `${path}z`;
}

function meshLines({ rows, columns, points, mesh = 0 }: Surface): Curve3[] {
  if (mesh <= 0) return [];
  const at = (i: number, j: number): Point3 => {
    const k = 3 * (i * columns + j);
    return [points[k]!, points[k + 1]!, points[k + 2]!];
  };
  const look = { stroke: "#00000038", strokeWidth: 0.3, casing: false, showHidden: false };
  const lines: Curve3[] = [];
  for (let i = 0; i < rows; i += mesh)
    lines.push({ points: Array.from({ length: columns }, (_, j) => at(i, j)), ...look });
  for (let j = 0; j < columns; j += mesh)
    lines.push({ points: Array.from({ length: rows }, (_, i) => at(i, j)), ...look });
  return lines;
}

function triadOrigin(bounds: Bounds3): Point3 {
  return bounds.map(([low, high]) => (low <= 0 && high >= 0 ? 0 : low)) as unknown as Point3;
}

/** From the origin to a little beyond the greatest coordinate, along each axis. */
function triadLines(bounds: Bounds3): Point3[][] {
  const origin = triadOrigin(bounds);
  const reach = 0.08 * Math.max(...bounds.map(([low, high]) => high - low));
  return [0, 1, 2].map((axis) => [
    origin.map((value, each) => (each === axis ? bounds[axis]![0] : value)) as unknown as Point3,
    origin.map((value, each) => (each === axis ? bounds[axis]![1] + reach : value)) as unknown as Point3,
  ]);
}

function boxCorners(bounds: Bounds3): Point3[] {
  return Array.from({ length: 8 }, (_, bits) => [
    bounds[0][bits & 1]!,
    bounds[1][(bits >> 1) & 1]!,
    bounds[2][bits >> 2]!,
  ]);
}

function viewExtent(
  cells: readonly Cell[],
  points: readonly Point3[],
  project: Projection,
): { left: number; right: number; bottom: number; top: number } {
  const extent = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  const include = (right: number, up: number): void => {
    if (!(Number.isFinite(right) && Number.isFinite(up))) return;
    extent.left = Math.min(extent.left, right);
    extent.right = Math.max(extent.right, right);
    extent.bottom = Math.min(extent.bottom, up);
    extent.top = Math.max(extent.top, up);
  };
  for (const { corners } of cells) for (let k = 0; k < 12; k += 3) include(corners[k]!, corners[k + 1]!);
  for (const point of points) {
    const [right, up] = project(...point);
    include(right, up);
  }
  return extent;
}

/** A triangle with its tip at a fraction of the length of a path on the page. */
function arrowHead(path: readonly (readonly [number, number])[], fraction: number, size: number): string | undefined {
  const points = path.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const lengths = points.map(([x, y], i) => (i === 0 ? 0 : Math.hypot(x - points[i - 1]![0], y - points[i - 1]![1])));
  let left = fraction * lengths.reduce((a, b) => a + b, 0);
  for (let i = 1; i < points.length; i++) {
    const length = lengths[i]!;
    if (length === 0 || left > length) {
      left -= length;
      continue;
    }
    const [x0, y0] = points[i - 1]!;
    const [ux, uy] = [(points[i]![0] - x0) / length, (points[i]![1] - y0) / length];
    const [x, y] = [x0 + left * ux, y0 + left * uy];
    const corner = (along: number, aside: number): string =>
      `${formatCoordinate(x + size * (along * ux - aside * uy))},${formatCoordinate(y + size * (along * uy + aside * ux))}`;
    return `M${corner(0.6, 0)}L${corner(-0.6, 0.5)}L${corner(-0.6, -0.5)}Z`;
  }
  return undefined;
}
