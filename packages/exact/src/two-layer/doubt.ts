import type { Matrix } from "@lazyrich/linalg";
import type { TargetModes } from "./targetModes.js";

/** More inputs and outputs than this are too many for numbers of any precision. */
const MOST_MODES = 24;
/** So few that their entries are seldom far apart by chance. */
const FEWEST_MODES = 8;
/** Entries of a matrix as far apart as this are not all told by its norm; the smaller matrices are, the less often they are so by chance. */
const FAR_APART = 1e6;
const FAR_APART_IN_FEW = 1e4;
/** Learning rates between these leave what is squared within the numbers. */
const LEAST_RATE = 1e-50;
const LARGEST_RATE = 1e50;

/** Whether the entries of a small network lie so far apart that double precision may lose digits of them. */
export function isFarApart(
  { weights, readouts, target }: Readonly<Record<"weights" | "readouts" | "target", Matrix>>,
  learningRates: readonly number[],
): boolean {
  const modes = target.rows + target.columns;
  if (modes > MOST_MODES) return false;
  if (learningRates.some((rate) => rate < LEAST_RATE || rate > LARGEST_RATE)) return true;
  const limit = modes <= FEWEST_MODES ? FAR_APART_IN_FEW : FAR_APART;
  return [weights, readouts, target].some(({ data }) => spreadOf(data) > limit);
}

/** Whether a network is small enough for numbers of any precision. */
export function isSmall({ rates }: Pick<TargetModes, "rates">): boolean {
  return rates.length <= MOST_MODES;
}

/** The largest entry over the least that is not 0. */
function spreadOf(entries: Float64Array): number {
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < entries.length; k++) {
    const size = Math.abs(entries[k]!);
    if (size > largest) largest = size;
    if (size > 0 && size < least) least = size;
  }
  return largest / least;
}
