import { euclideanNorm, type Matrix } from "@lazyrich/linalg";
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
  if ([weights, readouts, target].some(({ data }) => areFarApart(data))) return () => true;
  const growing = Array.from(rates.keys()).filter((i) => rates[i]! > 0);
  const rows = growing.map((i) => start.data.slice(i * start.columns, (i + 1) * start.columns));
  const size = Math.max(...rows.map((row) => euclideanNorm(row)));
  const least = leastPivot(rows, size);
  if (!(least <= (rates.length > FEWEST_MODES ? NOTHING : ROUNDING) * size)) return () => false;
  const slowest = Math.min(...growing.map((i) => rates[i]!));
  const from = TELLING / Math.max(...rates);
  const to = (GROWN - Math.log(least / Math.sqrt(slowest))) / slowest;
  return (time) => time > from && time < to;
}

/** Whether a network is small enough for numbers of any precision. */
export function isSmall({ rates }: Pick<TargetModes, "rates">): boolean {
  return rates.length <= MOST_MODES;
}

function areFarApart(entries: Float64Array): boolean {
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (const entry of entries) {
    const size = Math.abs(entry);
    if (size > largest) largest = size;
    if (size > 0 && size < least) least = size;
  }
  return least < largest / FAR_APART;
}

/** The least pivot of as many rows as are independent, or the first that is rounding beside a size; eliminates the rows given. */
function leastPivot(rows: Float64Array[], size: number): number {
  const left = new Set(rows);
  let least = size;
  for (let step = Math.min(rows.length, rows[0]?.length ?? 0); step > 0 && least > ROUNDING * size; step--) {
    let [pivotRow, column, largest] = [rows[0]!, 0, -1];
    for (const row of left) {
      for (let j = 0; j < row.length; j++) {
        if (Math.abs(row[j]!) > largest) [pivotRow, column, largest] = [row, j, Math.abs(row[j]!)];
      }
    }
    least = Math.min(least, largest);
    left.delete(pivotRow);
    for (const row of left) {
      const ratio = row[column]! / pivotRow[column]!;
      for (let j = 0; j < row.length; j++) row[j] = j === column ? 0 : row[j]! - ratio * pivotRow[j]!;
    }
  }
  return least;
}
