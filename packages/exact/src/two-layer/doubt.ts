import type { Matrix } from "@lazyrich/linalg";
import type { TargetModes } from "./targetModes.js";

/** More inputs and outputs than this are too many for numbers of any precision. */
const MOST_MODES = 24;
/** So few that leaving a saddle is followed in them; with more, only what is exactly on it. */
const FEWEST_MODES = 8;
/** Entries of a matrix as far apart as this are not all told by its norm. */
const FAR_APART = 1e6;
/** What is left of a growing direction beside those before it up to this is rounding for the most part, up to that a difference that happens to be 0. */
const ROUNDING = 1e-12;
const NOTHING = 1e-18;
/** By so many e-foldings of the fastest mode rounding has begun to tell. */
const TELLING = 2;
/** By so many beyond a size of 1 a mode has grown to all that it becomes. */
const GROWN = 25;

/**
 * Says at which times of the canonical flow double precision may lose digits that the problem has: at all, where the entries of a small network lie far apart,
 * and where it leaves a saddle, since how far from it it was is then a difference of rounding.
 */
export function doubtOf(
  { weights, readouts, target }: Readonly<Record<"weights" | "readouts" | "target", Matrix>>,
  start: Matrix,
  { rates }: TargetModes,
): (time: number) => boolean {
  if (!isSmall({ rates })) return () => false;
  if (areFarApart(weights.data) || areFarApart(readouts.data) || areFarApart(target.data)) return () => true;
  const h = start.columns;
  const rows = new Float64Array(start.data.length);
  let [growing, slowest, fastest] = [0, Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < rates.length; i++) {
    const rate = rates[i]!;
    if (!(rate > 0)) continue;
    for (let j = 0; j < h; j++) rows[growing * h + j] = start.data[i * h + j]!;
    growing++;
    if (rate < slowest) slowest = rate;
    if (rate > fastest) fastest = rate;
  }
  const share = rates.length > FEWEST_MODES ? NOTHING : ROUNDING;
  const least = leastPivot(rows.subarray(0, growing * h), h, share);
  if (least === undefined) return () => false;
  const from = TELLING / fastest;
  const to = (GROWN - Math.log(least / Math.sqrt(slowest))) / slowest;
  return (time) => time > from && time < to;
}

/** Whether a network is small enough for numbers of any precision. */
export function isSmall({ rates }: Pick<TargetModes, "rates">): boolean {
  return rates.length <= MOST_MODES;
}

function areFarApart(entries: Float64Array): boolean {
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < entries.length; k++) {
    const size = Math.abs(entries[k]!);
    if (size > largest) largest = size;
    if (size > 0 && size < least) least = size;
  }
  return least < largest / FAR_APART;
}

/** The first pivot that is no more than a share of the largest entry of some rows, as many as are independent; eliminates the rows given. */
function leastPivot(rows: Float64Array, h: number, share: number): number | undefined {
  const n = rows.length / h;
  let bound = -1;
  for (let step = 0; step < n && step < h; step++) {
    let [at, largest] = [step * h, -1];
    for (let k = step * h; k < rows.length; k++) {
      const size = Math.abs(rows[k]!);
      if (size > largest) [at, largest] = [k, size];
    }
    if (step === 0) bound = share * largest;
    if (!(largest > bound)) return largest;
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
  return undefined;
}
