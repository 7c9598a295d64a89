import { formatTick, roundTicks } from "../text/formatTick.js";
import { textWidth } from "../text/textWidth.js";
import type { Theme } from "../theme.js";
import type { Axes3, Bounds3 } from "./axes3.js";
import type { Camera, Point3 } from "./camera.js";
import { projection } from "./camera.js";

/** Where a point of space lies on the page. */
export type PlacePoint = (point: Point3) => readonly [number, number];

export interface AxisLine {
  readonly d: string;
  readonly stroke: string;
}

export interface AxisText {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly size: number;
  readonly label: string;
}

export interface AxesDrawing {
  readonly lines: readonly AxisLine[];
  readonly texts: readonly AxisText[];
}

type Three<T> = readonly [T, T, T];
const each = [0, 1, 2] as const;

/** Where the lines of a triad meet: the origin, or the least coordinates where it lies outside. */
export function triadOrigin(bounds: Bounds3): Point3 {
  const at = (axis: 0 | 1 | 2): number => (bounds[axis][0] <= 0 && bounds[axis][1] >= 0 ? 0 : bounds[axis][0]);
  return [at(0), at(1), at(2)];
}

/** The lines of a triad, from the least coordinate to a little beyond the greatest. */
export function triadLines(bounds: Bounds3): Three<[Point3, Point3]> {
  const origin = triadOrigin(bounds);
  const reach = 0.08 * Math.max(...bounds.map(([low, high]) => high - low));
  const line = (axis: 0 | 1 | 2): [Point3, Point3] => [
    replaced(origin, axis, bounds[axis][0]),
    replaced(origin, axis, bounds[axis][1] + reach),
  ];
  return [line(0), line(1), line(2)];
}

/** The labels at the ends of a triad. */
export function drawTriad({ labels }: Axes3, bounds: Bounds3, place: PlacePoint, theme: Theme): AxesDrawing {
  const size = theme.fontSize.label;
  const [x0, y0] = place(triadOrigin(bounds));
  const texts = triadLines(bounds).map(([, end], axis): AxisText => {
    const [x, y] = place(end);
    const length = Math.hypot(x - x0, y - y0) || 1;
    return {
      x: x + (0.75 * size * (x - x0)) / length,
      y: y + (0.75 * size * (y - y0)) / length + 0.3 * size,
      anchor: "middle",
      size,
      label: labels[axis]!,
    };
  });
  return { lines: [], texts };
}

/** The three far walls of a box with faint lines at the ticks, and its outer edges with ticks and labels. */
export function drawBox(
  { labels }: Axes3,
  bounds: Bounds3,
  camera: Camera,
  place: PlacePoint,
  theme: Theme,
): AxesDrawing {
  const lines: AxisLine[] = [];
  const texts: AxisText[] = [];
  const project = projection(camera);
  const far: Point3 = [
    bounds[0][project(1, 0, 0)[2] > 0 ? 0 : 1],
    bounds[1][project(0, 1, 0)[2] > 0 ? 0 : 1],
    bounds[2][project(0, 0, 1)[2] > 0 ? 0 : 1],
  ];
  const segment = (from: Point3, to: Point3, stroke: string): void => {
    lines.push({ d: `M${place(from)}L${place(to)}`, stroke });
  };
  const ticks = bounds.map((range) => roundTicks(range, 3));
  for (const axis of each)
    for (const along of each) {
      if (along === axis) continue;
      for (const value of [...ticks[axis]!, ...bounds[axis]]) {
        const start = replaced(far, axis, value);
        segment(replaced(start, along, bounds[along][0]), replaced(start, along, bounds[along][1]), theme.faint);
      }
    }
  const [cx, cy] = place([0, 1, 2].map((axis) => (bounds[axis]![0] + bounds[axis]![1]) / 2) as unknown as Point3);
  for (const axis of each) {
    const edge = outerEdge(axis, bounds, place);
    segment(edge.start, edge.end, "currentColor");
    const [ax, ay] = place(edge.start);
    const [bx, by] = place(edge.end);
    const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const side = Math.sign((by - ay) * (mx - cx) + (ax - bx) * (my - cy)) || 1;
    const [nx, ny] = [(side * (by - ay)) / length, (side * (ax - bx)) / length];
    const anchor = nx < -0.4 ? "end" : nx > 0.4 ? "start" : "middle";
    const text = (x: number, y: number, size: number, label: string): void => {
      texts.push({ x, y: y + size * (0.34 + 0.3 * ny), anchor, size, label });
    };
    let widest = 0;
    for (const value of ticks[axis]!) {
      const [x, y] = place(replaced(edge.start, axis, value));
      lines.push({ d: `M${x},${y}l${2.5 * nx},${2.5 * ny}`, stroke: "currentColor" });
      text(x + 4.5 * nx, y + 4.5 * ny, theme.fontSize.tick, formatTick(value));
      widest = Math.max(widest, textWidth(formatTick(value), theme.fontSize.tick));
    }
    const clear = 8 + Math.abs(nx) * widest + Math.abs(ny) * theme.fontSize.tick;
    text(mx + clear * nx, my + clear * ny, theme.fontSize.label, labels[axis]);
  }
  return { lines, texts };
}

/** Of the four edges along an axis, the one to write on: the upright one farthest left, the others lowest on the page. */
function outerEdge(axis: 0 | 1 | 2, bounds: Bounds3, place: PlacePoint): { start: Point3; end: Point3 } {
  const corner: Point3 = [bounds[0][0], bounds[1][0], bounds[2][0]];
  const [p, q] = each.filter((other) => other !== axis) as [0 | 1 | 2, 0 | 1 | 2];
  const edges = [0, 1].flatMap((i) =>
    [0, 1].map((j) => {
      const start = replaced(replaced(corner, p, bounds[p][i]!), q, bounds[q][j]!);
      return { start, end: replaced(start, axis, bounds[axis][1]) };
    }),
  );
  const rank = ({ start, end }: { start: Point3; end: Point3 }): number =>
    axis === 2 ? place(start)[0] + place(end)[0] : -place(start)[1] - place(end)[1];
  return edges.reduce((best, edge) => (rank(edge) < rank(best) - 1e-6 ? edge : best));
}

function replaced(point: Point3, axis: 0 | 1 | 2, value: number): Point3 {
  return [axis === 0 ? value : point[0], axis === 1 ? value : point[1], axis === 2 ? value : point[2]];
}
