import { type ColorScale, deltaScale, type Legend, rampLegend, valuesLegend } from "@lazyrich/plot";

/**
 * The colours of a figure's deltas: as far to both sides as the greatest of them, so that 0 is neutral; logarithmic where they differ much in size, so
 * that the small ones are told from 0.
 */
export function deltaColors(deltas: readonly number[]): ColorScale {
  const sizes = deltas.map(Math.abs).filter((size) => size > 0);
  const extent = Math.max(...sizes, 0) || 1;
  const smallest = Math.min(...sizes, extent);
  return deltaScale(extent / smallest > 4 ? { extent, linearWithin: smallest } : { extent });
}

/** Names each delta's colour where there are few, and draws a ramp where there are many. */
export const deltaLegend = (deltas: readonly number[], scale: ColorScale): Legend =>
  deltas.length <= 9 ? valuesLegend(deltas, { scale }) : rampLegend({ scale });
