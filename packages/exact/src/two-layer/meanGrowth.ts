import { meanDecay } from "@lazyrich/linalg";

/**
 * The integral of e^(2 rate tau) over [0, time] divided by the larger of 1 and its last value e^(2 rate time): at most `time`, at any rate.
 */
export function meanGrowth(rate: number, time: number): number {
  return time * meanDecay(2 * Math.abs(rate) * time);
}
