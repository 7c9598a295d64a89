/**
 * What can be drawn of the runs of one place that differ in their seeds alone.
 *
 * @example
 * import { statisticNames } from "@lazyrich/figures";
 * statisticNames; // ["mean", "deviation", "median", "least", "greatest"]
 */
export const statisticNames = ["mean", "deviation", "median", "least", "greatest"] as const;
/**
 * One of `statisticNames`.
 */
export type Statistic = (typeof statisticNames)[number];

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Each over the numbers that are there, one or more. */
export const statistics: Readonly<Record<Statistic, (values: readonly number[]) => number>> = {
  mean,
  /** The standard deviation of the runs as a sample; 0 of one run. */
  deviation(values) {
    if (values.length < 2) return 0;
    const middle = mean(values);
    return Math.sqrt(values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (values.length - 1));
  },
  median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const half = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  },
  least: (values) => Math.min(...values),
  greatest: (values) => Math.max(...values),
};
