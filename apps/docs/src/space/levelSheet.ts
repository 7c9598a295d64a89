import type { Point3 } from "./picture.ts";

/**
 * One half of the level set a^2 - |w|^2 = delta as a surface over [0, 1] x [0, 1]: from its waist (delta < 0) or tip to a rim at |w| = `reach`, and once around
 * the axis of a. `side` is the sign of a.
 */
export function levelSheet(delta: number, side: 1 | -1, reach: number): (u: number, v: number) => Point3 {
  const waist = Math.sqrt(Math.max(0, -delta));
  const tip = Math.sqrt(Math.max(0, delta));
  const top = Math.sqrt(delta + reach ** 2);
  return (u, v) => {
    // steps of a where the surface is steep, of |w| where it is flat
    const a = delta < 0 ? top * u : Math.hypot(tip, reach * u);
    const radius = delta < 0 ? Math.hypot(waist, a) : reach * u;
    const angle = 2 * Math.PI * v;
    return [radius * Math.cos(angle), radius * Math.sin(angle), side * a];
  };
}

/** How far level sets are drawn: the same length from the waist or tip on, and beyond given points. */
export function levelReach(delta: number, shown: readonly Point3[]): number {
  return Math.max(Math.hypot(1.75, Math.sqrt(Math.max(0, -delta))), ...shown.map(([x, y]) => 1.12 * Math.hypot(x, y)));
}

/** The parameters of one function: the branch of a w = beta with a of one sign, between |w| = `reach` and |a| = `top`. */
export function functionBranch(
  beta: readonly [number, number],
  side: 1 | -1,
  { reach, top }: { reach: number; top: number },
): Point3[] {
  const lowest = Math.hypot(...beta) / reach;
  if (!(lowest < top)) return [];
  const count = 60;
  return Array.from({ length: count }, (_, i) => {
    const a = side * lowest * (top / lowest) ** (i / (count - 1));
    return [beta[0] / a, beta[1] / a, a];
  });
}
