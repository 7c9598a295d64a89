import type { Matrix } from "./matrix.js";

/** Entries this much smaller than the largest are far below what a decomposition resolves, and count as 0. */
const NEGLIGIBLE = 2 ** -200;

export interface UnitScale {
  /** The entries divided by a power of two, which is exact; the largest is between 1/2 and 2, or all are 0. */
  readonly entries: Float64Array;
  /** The values times that power of two. */
  readonly restore: (values: Float64Array) => Float64Array;
}

/**
 * A matrix brought to the scale of 1, where the iterations of a decomposition neither overflow nor meet subnormal
 * numbers, on which they may never end.
 */
export function unitScale({ data }: Matrix): UnitScale {
  let largest = 0;
  for (const entry of data) largest = Math.max(largest, Math.abs(entry));
  if (largest === 0) return { entries: data.slice(), restore: (values) => values };
  // in two halves: the whole power, or its inverse, may be beyond the largest number
  const exponent = Math.floor(Math.log2(largest));
  const first = Math.trunc(exponent / 2);
  const second = exponent - first;
  const entries = data.map((entry) => {
    const scaled = entry * 2 ** -first * 2 ** -second;
    return Math.abs(scaled) < NEGLIGIBLE ? 0 : scaled;
  });
  return { entries, restore: (values) => values.map((value) => value * 2 ** first * 2 ** second) };
}
