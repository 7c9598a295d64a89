import type * as Plot from "@observablehq/plot";

/** How values become colours, shared by the panels of a figure and its legend. Plain data and pure functions. */
export interface ColorScale {
  /** The scale as an option of Observable Plot. */
  readonly plot: Plot.ScaleOptions;
  /** The least and the greatest value, where the scale is continuous. */
  readonly domain: readonly [number, number];
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
