/** A place on a path: the point at a fraction of its length, and the unit vector along it there. */
export interface Station {
  readonly x: number;
  readonly y: number;
  readonly ux: number;
  readonly uy: number;
  /** Which segment, and how far along it. */
  readonly segment: number;
  readonly share: number;
}

/** The place at a fraction of the length of a path on the page, undefined where it has none. */
export function stationAt(path: readonly (readonly [number, number])[], fraction: number): Station | undefined {
  const length = (i: number): number => Math.hypot(path[i]![0] - path[i - 1]![0], path[i]![1] - path[i - 1]![1]) || 0;
  let total = 0;
  for (let i = 1; i < path.length; i++) total += length(i);
  let left = fraction * total;
  for (let i = 1; i < path.length; i++) {
    const step = length(i);
    if (step === 0 || left > step * (1 + 1e-12)) {
      left -= step;
      continue;
    }
    const [x0, y0] = path[i - 1]!;
    const [ux, uy] = [(path[i]![0] - x0) / step, (path[i]![1] - y0) / step];
    return { x: x0 + left * ux, y: y0 + left * uy, ux, uy, segment: i - 1, share: left / step };
  }
  return undefined;
}

/** The outline of an arrow head that points along a path. */
export function arrowHead({ x, y, ux, uy }: Station, size: number): string {
  const corner = (along: number, aside: number): string =>
    `${x + size * (along * ux - aside * uy)},${y + size * (along * uy + aside * ux)}`;
  return `M${corner(0.6, 0)}L${corner(-0.6, 0.5)}L${corner(-0.6, -0.5)}Z`;
}
