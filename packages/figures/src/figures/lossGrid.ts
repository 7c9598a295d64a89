import type { Row } from "@lazyrich/tables";

/** A square of the plane of functions. */
export interface Window {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The smallest square around points, with a margin of a fraction of its side. */
export function squareAround(points: Iterable<readonly [number, number]>, margin = 0.1): Window {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  const half = (Math.max(right - left, top - bottom) || 1) * (0.5 + margin);
  const [centerX, centerY] = [(left + right) / 2, (bottom + top) / 2];
  return { x: [centerX - half, centerX + half], y: [centerY - half, centerY + half] };
}

/** The loss on a grid of functions (beta1, beta2), `count` to a side. */
export function lossGrid(loss: (beta: readonly [number, number]) => number, { x, y }: Window, count = 61): Row[] {
  const at = ([low, high]: readonly [number, number], i: number): number => low + ((high - low) * i) / (count - 1);
  return Array.from({ length: count * count }, (_, k) => {
    const beta1 = at(x, k % count);
    const beta2 = at(y, Math.floor(k / count));
    return { beta1, beta2, loss: loss([beta1, beta2]) };
  });
}

/** The window of a loss grid's rows. */
export function windowOf(rows: readonly Row[]): Window {
  const range = (column: string): [number, number] => [Number(rows[0]![column]), Number(rows.at(-1)![column])];
  return { x: range("beta1"), y: range("beta2") };
}
