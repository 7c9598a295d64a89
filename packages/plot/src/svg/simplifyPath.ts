import { formatCoordinate } from "./formatCoordinate.js";

/**
 * Leaves out the points of a path of straight lines (absolute M, L and Z only; others are returned as they are) that lie within a
 * tolerance of the lines between those that stay.
 *
 * @see Ramer 1972; Douglas and Peucker 1973.
 */
export function simplifyPath(d: string, tolerance: number): string {
  if (!/^(?:[MLZ]|[-\d.,\s]|e-\d)+$/.test(d)) return d;
  return d.replace(/M([^MZ]+)/g, (all, body: string) => {
    const points = body.split(/[L\s]+/).map((pair) => pair.split(",").map(Number));
    if (points.length < 3 || points.some((pair) => pair.length !== 2 || pair.some(Number.isNaN))) return all;
    return `M${keep(points as [number, number][], tolerance)
      .map(([x, y]) => `${formatCoordinate(x)},${formatCoordinate(y)}`)
      .join("L")}`;
  });
}

type Point = readonly [number, number];

function keep(points: readonly Point[], tolerance: number): Point[] {
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  const stack: [number, number][] = [[0, points.length - 1]];
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    const [first, last] = span;
    let farthest = -1;
    let most = tolerance;
    for (let i = first + 1; i < last; i++) {
      const distance = distanceToSegment(points[i]!, points[first]!, points[last]!);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    if (farthest === -1) continue;
    kept[farthest] = 1;
    stack.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, i) => kept[i] === 1);
}

function distanceToSegment([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const s = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - s * dx, y - y0 - s * dy);
}
