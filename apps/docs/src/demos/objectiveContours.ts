import { implicitBiasObjective } from "@lazyrich/exact";

type Point = readonly [number, number];

const rays = 90;
const stepsOutward = 24;
/** Beyond the plane from anywhere on it. */
const farthest = 5;

/**
 * Closed contours of what theorem 3.1 minimises around beta0, where it is least: a curve for each share, through the points whose excess over beta0 is the
 * square of that share of the end's. So the curve of share 1 touches the line of solutions, at the end. None if the flow starts at its end.
 */
export function objectiveContours(
  beta0: Point,
  { delta, end, shares }: { readonly delta: number; readonly end: Point; readonly shares: readonly number[] },
): readonly (readonly Point[])[] {
  const balance = { beta0, delta };
  const least = implicitBiasObjective(beta0, balance);
  // the root of the excess, which grows evenly along a ray where the objective is quadratic
  const rootAt = (beta: Point): number => Math.sqrt(Math.max(0, implicitBiasObjective(beta, balance) - least));
  const atEnd = rootAt(end);
  if (atEnd < 1e-6) return [];
  const curves: Point[][] = shares.map(() => []);
  for (let ray = 0; ray <= rays; ray++) {
    const angle = (2 * Math.PI * ray) / rays;
    const at = (distance: number): Point => [
      beta0[0] + distance * Math.cos(angle),
      beta0[1] + distance * Math.sin(angle),
    ];
    let inner = 0;
    let rootInside = 0;
    let next = 0;
    for (let step = 1; step <= stepsOutward && next < shares.length; step++) {
      const outer = farthest * (step / stepsOutward) ** 2;
      const rootOutside = rootAt(at(outer));
      // the objective is convex, so each share is passed once
      while (next < shares.length && shares[next]! * atEnd <= rootOutside) {
        const part = (shares[next]! * atEnd - rootInside) / (rootOutside - rootInside);
        curves[next++]!.push(at(inner + part * (outer - inner)));
      }
      [inner, rootInside] = [outer, rootOutside];
    }
    for (; next < shares.length; next++) curves[next]!.push(at(farthest));
  }
  return curves;
}
