import type { Cell } from "./projectedSurface.js";

/** Whether something nearer than `near + tolerance` covers a point of the view. */
export type Occlusion = (right: number, up: number, near: number) => boolean;

/**
 * What the cells of all surfaces cover: both triangles of every cell, sorted into squares of the picture so that a question costs a few
 * triangles. The tolerance keeps a curve that lies on a surface from being covered by that surface's own facets.
 */
export function occlusion(cells: readonly Cell[], tolerance: number): Occlusion {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { corners } of cells)
    for (let k = 0; k < 12; k += 3) {
      left = Math.min(left, corners[k]!);
      right = Math.max(right, corners[k]!);
      bottom = Math.min(bottom, corners[k + 1]!);
      top = Math.max(top, corners[k + 1]!);
    }
  const across = 48;
  const size = Math.max(right - left, top - bottom) / across || 1;
  const squares = new Map<number, number[]>();
  const columnOf = (x: number): number => Math.floor((x - left) / size);
  const rowOf = (y: number): number => Math.floor((y - bottom) / size);
  const triangles: Float64Array[] = [];
  for (const { corners: c } of cells)
    for (const [i, j, k] of [
      [0, 3, 6],
      [0, 6, 9],
    ] as const) {
      const triangle = Float64Array.of(
        c[i]!,
        c[i + 1]!,
        c[i + 2]!,
        c[j]!,
        c[j + 1]!,
        c[j + 2]!,
        c[k]!,
        c[k + 1]!,
        c[k + 2]!,
      );
      const [x0, y0, , x1, y1, , x2, y2] = triangle as unknown as number[];
      triangles.push(triangle);
      for (let row = rowOf(Math.min(y0!, y1!, y2!)); row <= rowOf(Math.max(y0!, y1!, y2!)); row++)
        for (let column = columnOf(Math.min(x0!, x1!, x2!)); column <= columnOf(Math.max(x0!, x1!, x2!)); column++) {
          const key = row * 4096 + column;
          const list = squares.get(key);
          if (list === undefined) squares.set(key, [triangles.length - 1]);
          else list.push(triangles.length - 1);
        }
    }
  return (x, y, near) => {
    for (const index of squares.get(rowOf(y) * 4096 + columnOf(x)) ?? []) {
      const depth = depthAt(triangles[index]!, x, y);
      if (depth > near + tolerance) return true;
    }
    return false;
  };
}

/** The depth of a triangle at a point of the view, -Infinity outside it. */
function depthAt(t: Float64Array, x: number, y: number): number {
  const area = (t[3]! - t[0]!) * (t[7]! - t[1]!) - (t[6]! - t[0]!) * (t[4]! - t[1]!);
  if (area === 0) return -Infinity;
  const b = ((x - t[0]!) * (t[7]! - t[1]!) - (t[6]! - t[0]!) * (y - t[1]!)) / area;
  const c = ((t[3]! - t[0]!) * (y - t[1]!) - (x - t[0]!) * (t[4]! - t[1]!)) / area;
  if (b < 0 || c < 0 || b + c > 1) return -Infinity;
  return t[2]! + b * (t[5]! - t[2]!) + c * (t[8]! - t[2]!);
}
