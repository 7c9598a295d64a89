import type { Projection } from "./camera.js";
import type { Surface } from "./surface.js";

/** One quadrilateral of a surface in the view. */
export interface Cell {
  /** Corners in the view, in order around: right, up, near for each of the four. */
  readonly corners: Float64Array;
  /** How near its centre is. */
  readonly depth: number;
  /** Mean value of its corners, NaN without values. */
  readonly value: number;
  /** |cosine| of the angle between its normal and the light. */
  readonly light: number;
  readonly surface: Surface;
}

/** From over the viewer's left shoulder. */
const light = normalized([-0.35, 0.55, 0.75]);

/** The cells of a surface in the view; a cell with a missing corner is left out. */
export function cellsOf(surface: Surface, project: Projection): Cell[] {
  const { rows, columns, points, values } = surface;
  const seen = new Float64Array(rows * columns * 3);
  for (let k = 0; k < rows * columns; k++)
    seen.set(project(points[3 * k]!, points[3 * k + 1]!, points[3 * k + 2]!), 3 * k);
  const cells: Cell[] = [];
  for (let i = 0; i + 1 < rows; i++)
    for (let j = 0; j + 1 < columns; j++) {
      const at = i * columns + j;
      const around = [at, at + 1, at + columns + 1, at + columns];
      const corners = new Float64Array(12);
      let depth = 0;
      let value = 0;
      around.forEach((k, corner) => {
        corners.set(seen.subarray(3 * k, 3 * k + 3), 3 * corner);
        depth += seen[3 * k + 2]! / 4;
        value += (values?.[k] ?? NaN) / 4;
      });
      if (corners.every(Number.isFinite)) cells.push({ corners, depth, value, light: lightOn(corners), surface });
    }
  return cells;
}

function lightOn(c: Float64Array): number {
  const a = [c[6]! - c[0]!, c[7]! - c[1]!, c[8]! - c[2]!] as const;
  const b = [c[9]! - c[3]!, c[10]! - c[4]!, c[11]! - c[5]!] as const;
  const normal = normalized([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]);
  return Math.abs(normal[0] * light[0] + normal[1] * light[1] + normal[2] * light[2]);
}

function normalized([x, y, z]: readonly [number, number, number]): [number, number, number] {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

/** Farthest first, the order a painter paints in. Cells of equal depth keep their order. */
export function paintOrder(cells: readonly Cell[]): Cell[] {
  return [...cells].sort((a, b) => a.depth - b.depth);
}
