import { type ColorScale, deltaScale, type Legend, rampLegend, valuesLegend } from "@lazyrich/plot";

/** More deltas than these are told apart by a ramp, not by name. */
const MOST_NAMED = 9;

/**
 * The colours of a figure's deltas: as far to both sides as the greatest of them, so that 0 is neutral. A few lie evenly apart, so that neighbours
 * differ in hue; of many the scale is logarithmic where they differ much in size, so that the small ones are told from 0.
 */
export function deltaColors(deltas: readonly number[]): ColorScale {
  const sizes = [...new Set(deltas.map(Math.abs))].filter((size) => size > 0).sort((a, b) => a - b);
  const extent = sizes.at(-1) ?? 1;
  if (deltas.length <= MOST_NAMED) return deltaScale({ extent, sizes: sizes.length > 0 ? sizes : [extent] });
  return deltaScale(extent / sizes[0]! > 4 ? { extent, linearWithin: sizes[0]! } : { extent });
}

/** Names each delta's colour where there are few, and draws a ramp where there are many. */
export const deltaLegend = (deltas: readonly number[], scale: ColorScale): Legend =>
  deltas.length <= MOST_NAMED ? valuesLegend(deltas, { scale }) : rampLegend({ scale });
