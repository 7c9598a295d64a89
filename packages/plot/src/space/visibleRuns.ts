import type { Point3, Projection } from "./camera.js";
import type { Occlusion } from "./occlusion.js";

/** A stretch of a curve that is visible throughout or hidden throughout, in the view. */
export interface Run {
  readonly hidden: boolean;
  /** right and up of each point. */
  readonly points: readonly (readonly [number, number])[];
}

/**
 * Splits a curve where surfaces begin or cease to cover it. A point with a NaN coordinate breaks the curve.
 *
 * @param step how finely the curve is looked at, in the units of the view.
 */
export function visibleRuns(curve: readonly Point3[], project: Projection, covered: Occlusion, step: number): Run[] {
  const runs: { hidden: boolean; points: [number, number][] }[] = [];
  let previous: [number, number, number] | undefined;
  for (const [x, y, z] of curve) {
    const next = project(x, y, z);
    if (!next.every(Number.isFinite)) {
      previous = undefined;
      continue;
    }
    if (previous !== undefined) {
      const [x0, y0, z0] = previous;
      const pieces = Math.min(2000, Math.max(1, Math.ceil(Math.hypot(next[0] - x0, next[1] - y0) / step)));
      const at = (s: number): [number, number, number] => [
        x0 + s * (next[0] - x0),
        y0 + s * (next[1] - y0),
        z0 + s * (next[2] - z0),
      ];
      for (let i = 0; i < pieces; i++) {
        const hidden = covered(...at((i + 0.5) / pieces));
        const [right, up] = at(i / pieces);
        let run = runs.at(-1);
        const broken = run !== undefined && i === 0 && !same(run.points.at(-1)!, [right, up]);
        if (run === undefined || broken || run.hidden !== hidden) {
          run = { hidden, points: [[right, up]] };
          runs.push(run);
        }
        const [endRight, endUp] = at((i + 1) / pieces);
        // a straight piece goes on: move its end rather than add a point
        if (i > 0 && run.points.length > 1) run.points[run.points.length - 1] = [endRight, endUp];
        else run.points.push([endRight, endUp]);
      }
    }
    previous = next;
  }
  return runs;
}

const same = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] === b[0] && a[1] === b[1];
