import type { Matrix } from "@lazyrich/linalg";
import type { TargetModes } from "./targetModes.js";

/** More inputs and outputs than this are too many for numbers of any precision. */
const MOST_MODES = 24;
/** So few that leaving a saddle is followed in them; with more, only what is exactly on it. */
const FEWEST_MODES = 8;
/** Entries of a matrix as far apart as this are not all told by its norm; the smaller matrices are, the less often they are so by chance. */
const FAR_APART = 1e6;
const FAR_APART_IN_FEW = 1e4;
/** Learning rates between these leave what is squared within the numbers. */
const LEAST_RATE = 1e-50;
const LARGEST_RATE = 1e50;
/** What is left of a growing direction beside those before it up to this is rounding for the most part, up to that a difference that happens to be 0. */
const ROUNDING = 1e-12;
const NOTHING = 1e-18;
/** By so many e-foldings of the fastest mode rounding has begun to tell. */
const TELLING = 2;

/**
 * Says at which times of the canonical flow double precision may lose digits that the problem has: at all, where the entries of a small network lie far apart,
 * and where it leaves a saddle, since how far from it it was is then a difference of rounding.
 */
export function doubtOf(
  { weights, readouts, target }: Readonly<Record<"weights" | "readouts" | "target", Matrix>>,
  learningRates: readonly number[],
  start: Matrix,
  { rates }: TargetModes,
): (time: number) => boolean {
  if (!isSmall({ rates })) return () => false;
  if (learningRates.some((rate) => rate < LEAST_RATE || rate > LARGEST_RATE)) return () => true;
  const areFew = rates.length <= FEWEST_MODES;
  const limit = areFew ? FAR_APART_IN_FEW : FAR_APART;
  if (spreadOf(weights.data) > limit || spreadOf(readouts.data) > limit || spreadOf(target.data) > limit)
    return () => true;
  const h = start.columns;
  const rows = new Float64Array(start.data.length);
  let [growing, fastest] = [0, 0];
  for (let i = 0; i < rates.length; i++) {
    const rate = rates[i]!;
    if (!(rate > 0)) continue;
    for (let j = 0; j < h; j++) rows[growing * h + j] = start.data[i * h + j]!;
    growing++;
    if (rate > fastest) fastest = rate;
  }
  if (!hasSmallPivot(rows.subarray(0, growing * h), h, areFew ? ROUNDING : NOTHING)) return () => false;
  return (time) => time * fastest > TELLING;
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

/** Whether a pivot of some rows, as many as there could be, is no more than a share of their largest entry; eliminates the rows given. */
function hasSmallPivot(rows: Float64Array, h: number, share: number): boolean {
  const n = rows.length / h;
  let bound = -1;
  for (let step = 0; step < n && step < h; step++) {
    let [at, largest] = [step * h, -1];
    for (let k = step * h; k < rows.length; k++) {
      const size = Math.abs(rows[k]!);
      if (size > largest) [at, largest] = [k, size];
    }
    if (step === 0) bound = share * largest;
    if (!(largest > bound)) return true;
    const column = at % h;
    const pivotRow = at - column;
    // the row of the pivot changes places with the first
    for (let j = 0, first = step * h; j < h; j++) {
      const entry = rows[pivotRow + j]!;
      rows[pivotRow + j] = rows[first + j]!;
      rows[first + j] = entry;
    }
    for (let row = (step + 1) * h; row < rows.length; row += h) {
      const ratio = rows[row + column]! / rows[step * h + column]!;
      for (let j = 0; j < h; j++) rows[row + j] = rows[row + j]! - ratio * rows[step * h + j]!;
      rows[row + column] = 0;
    }
  }
  return false;
}
