/** How values become colours, shared by the panels of a figure and its legend. Plain data and pure functions. */
export interface ColorScale {
  /** How values are spread: evenly, by their logarithm, or to both sides of 0 (evenly, or by the logarithm of 1 + |value| / constant). */
  readonly type: "linear" | "log" | "diverging" | "diverging-symlog";
  /** The values at both ends. */
  readonly domain: readonly [number, number];
  /** Of a "linear" scale: values that lie evenly apart on it, in ascending order from end to end, linear between each two. */
  readonly knots?: readonly number[] | undefined;
  /** Where a "diverging-symlog" scale turns from linear to logarithmic. */
  readonly constant?: number | undefined;
  /** The hex colour at a fraction of the scale, from 0 to 1. */
  colorAt(fraction: number): string;
  /** The hex colour of a value; values outside the domain have the colour of the nearer end. */
  color(value: number): string;
  /** The value at a fraction of the scale, from 0 to 1: the inverse of where a legend puts a value. */
  valueAt(fraction: number): number;
  /** Where in [0, 1] a legend puts a value. */
  positionOf(value: number): number;
  /** The values that a legend writes. */
  readonly ticks: readonly number[];
  format(value: number): string;
  readonly label: string;
}
