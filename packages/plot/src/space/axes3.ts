import type { Point3 } from "./camera.js";

/** The names of the three axes, read as math labels. */
export type AxisLabels = readonly [string, string, string];

/** Least and greatest coordinate along each axis. */
export type Bounds3 = readonly [readonly [number, number], readonly [number, number], readonly [number, number]];

/** Axes of a 3-D view: `axisTriad` or `axisBox`. */
export interface Axes3 {
  /** Three lines, or the edges of a box. */
  readonly kind: "triad" | "box";
  readonly labels: AxisLabels;
  readonly bounds?: Bounds3 | undefined;
}

/**
 * Three lines through the origin with a label at the end of each.
 *
 * @param labels of the three axes
 * @param bounds how far they go; around everything drawn if not given
 * @example
 * import { axisTriad } from "@lazyrich/plot";
 * axisTriad(["*w*_1", "*w*_2", "*a*"]); // { kind: "triad", labels: ["*w*_1", "*w*_2", "*a*"] }
 */
export function axisTriad(labels: AxisLabels, bounds?: Bounds3): Axes3 {
  return { kind: "triad", labels, ...(bounds === undefined ? {} : { bounds }) };
}

/**
 * The edges of a box around everything, with ticks and labels on its outer edges.
 *
 * @param labels of the three axes
 * @param bounds how far they go; around everything drawn if not given
 * @example
 * import { axisBox } from "@lazyrich/plot";
 * axisBox(["*w*_1", "*w*_2", "*a*"]).kind; // "box"
 */
export function axisBox(labels: AxisLabels, bounds?: Bounds3): Axes3 {
  return { kind: "box", labels, ...(bounds === undefined ? {} : { bounds }) };
}

/** The bounds of all finite points given. */
export function boundsOf(points: Iterable<Point3>): Bounds3 {
  const bounds: [[number, number], [number, number], [number, number]] = [
    [Infinity, -Infinity],
    [Infinity, -Infinity],
    [Infinity, -Infinity],
  ];
  for (const point of points) {
    if (!point.every(Number.isFinite)) continue;
    bounds.forEach((range, axis) => {
      range[0] = Math.min(range[0], point[axis]!);
      range[1] = Math.max(range[1], point[axis]!);
    });
  }
  return bounds;
}
