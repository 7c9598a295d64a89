import type { Axes3, Bounds3 } from "./axes3.js";
import type { Point3, Projection } from "./camera.js";
import type { Extent } from "./fitView.js";
import type { Cell } from "./projectedSurface.js";

/** The rectangle of the view that surfaces, points and the box of the axes take. */
export function viewExtent(
  cells: readonly Cell[],
  points: readonly Point3[],
  axes: Axes3 | undefined,
  bounds: Bounds3,
  project: Projection,
): Extent {
  const extent = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  const include = (right: number, up: number): void => {
    if (!Number.isFinite(right + up)) return;
    extent.left = Math.min(extent.left, right);
    extent.right = Math.max(extent.right, right);
    extent.bottom = Math.min(extent.bottom, up);
    extent.top = Math.max(extent.top, up);
  };
  for (const { corners } of cells) for (let k = 0; k < 12; k += 3) include(corners[k]!, corners[k + 1]!);
  const corners = bounds[0].flatMap((x) => bounds[1].flatMap((y) => bounds[2].map((z): Point3 => [x, y, z])));
  for (const point of axes?.kind === "box" ? [...points, ...corners] : points) {
    const [right, up] = project(...point);
    include(right, up);
  }
  return extent;
}
