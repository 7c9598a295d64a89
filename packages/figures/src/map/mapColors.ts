import { type ColorScale, sequentialScale } from "@lazyrich/plot";
import { measures } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import { columnLabel } from "./columnLabel.js";
import type { Statistic } from "./statistics.js";

/** How far below the greatest value a logarithmic scale reaches: the losses of runs that have ended are all alike. */
const MOST_DECADES = 8;

/** Hues of OKLCH at the dark and the light end, so far apart that the maps of several measures are told apart. */
const huePairs = [
  [30, 100],
  [350, 75],
  [285, 100],
  [230, 130],
  [320, 210],
  [250, 190],
] as const;

/**
 * One scale for all maps of a value, whatever the facet. Measures have the scale that they tell of themselves, from 0 where it is
 * linear, and hues of their own; a deviation is a distance.
 *
 * @param rows rows of `mapTable` of this value.
 */
export function mapColors(rows: readonly Row[], value: string, statistic: Statistic): ColorScale {
  const known = rows.map((row) => row[statistic]).filter((each): each is number => typeof each === "number");
  const highest = Math.max(...known);
  const index = measures.findIndex(({ name }) => name === value);
  const look = {
    label: statistic === "mean" ? columnLabel(value) : `${columnLabel(value)}, ${statistic}`,
    hues: huePairs[(index < 0 ? 2 : index) % huePairs.length]!,
  };
  const positive = known.filter((each) => each > 0);
  if (measures[index]?.scale === "log" && statistic !== "deviation" && positive.length > 0) {
    const lowest = Math.max(Math.min(...positive), highest * 10 ** -MOST_DECADES);
    // a scale needs two ends, also where all values are one
    const domain = [Math.min(lowest, highest / 2), highest] as const;
    return sequentialScale({ ...look, domain, type: "log" });
  }
  const lowest = Math.min(0, ...known);
  return sequentialScale({ ...look, domain: [lowest, highest > lowest ? highest : lowest + 1] });
}
