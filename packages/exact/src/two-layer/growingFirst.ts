import { euclideanNorm, identityMatrix, type Matrix, matrix, type Products } from "@lazyrich/linalg";
import { meanGrowth } from "./meanGrowth.js";

/**
 * A basis of the hidden space in which the directions that have grown beyond the start are separated from each other and from the rest.
 *
 * With the start C (N x h, in the modes of rates lambda) and the basis B (h x h), the columns of C B are ordered: the first `pivots.length` have a
 * mode of their own, in which every other column is exactly 0; the remaining ones have not grown yet.
 */
export interface GrowingFirst {
  /** The time it was made for: it is well conditioned there and, unless directions cross, from there on. */
  readonly time: number;
  /** The mode that belongs to each of the first columns. */
  readonly pivots: Int32Array;
  /** The entry of that mode, the same length. */
  readonly pivotEntries: Float64Array;
  /** The other modes, in order; length N - pivots.length. */
  readonly rest: Int32Array;
  /** Their rows of C B, (N - pivots.length) x h; each of the first columns over its pivot entry, so that tiny starts have entries near 1. */
  readonly restEntries: Matrix;
  /** A bound of the entries beside the pivots' 1, and of 1 over the pivot entries. */
  readonly largestRatio: number;
  /** B^T B, h x h, with a diagonal of 1 in the first columns. */
  readonly gram: Matrix;
}

/**
 * Gaussian elimination of the start with complete pivoting, each mode weighted by its growth sqrt((e^(2 lambda t) - 1)/(2 lambda)) up to time t.
 *
 * Only ratios within a mode are formed, so that the growth, which may be beyond any number, never enters the entries: modes, neurons and
 * directions of very different size keep their relative accuracy, and exact zeros stay zeros.
 *
 * @param start C, N x h.
 * @param modes their rates lambda, length N, and what multiplies.
 */
export function growingFirst(
  start: Matrix,
  { rates, products }: { readonly rates: Float64Array; readonly products: Products },
  time: number,
): GrowingFirst {
  const { rows: n, columns: h } = start;
  // each column of C with the same column of B = I under it
  const columns = Array.from({ length: h }, (_, j) => {
    const column = new Float64Array(n + h);
    for (let i = 0; i < n; i++) column[i] = start.data[i * h + j]!;
    column[n + j] = 1;
    return column;
  });
  const pivots = eliminate(columns, rates, time);
  const count = pivots.length;
  for (let step = count - 1; step > 0; step--) {
    for (let j = 0; j < step; j++) clear(columns[j]!, columns[step]!, pivots[step]!);
  }
  const pivotEntries = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    const column = columns[j]!;
    const length = euclideanNorm(column.subarray(n));
    for (let i = 0; i < n + h; i++) column[i] = column[i]! / length;
    pivotEntries[j] = column[pivots[j]!]!;
  }
  const isPivot = new Set(pivots);
  const rest = Int32Array.from(rates.keys()).filter((mode) => !isPivot.has(mode));
  const restEntries = matrix(rest.length, h);
  const basis = matrix(h, h);
  for (let j = 0; j < h; j++) {
    const column = columns[j]!;
    const unit = pivotEntries[j] ?? 1;
    for (let i = 0; i < rest.length; i++) restEntries.data[i * h + j] = column[rest[i]!]! / unit;
    for (let i = 0; i < h; i++) basis.data[i * h + j] = column[n + i]!;
  }
  const gram = products.transposedProduct(basis, basis);
  let largestRatio = 1;
  for (const entry of restEntries.data) largestRatio = Math.max(largestRatio, Math.abs(entry));
  for (const entry of pivotEntries) largestRatio = Math.max(largestRatio, 1 / Math.abs(entry));
  return {
    largestRatio,
    time,
    pivots: Int32Array.from(pivots),
    pivotEntries,
    rest,
    restEntries,
    gram,
  };
}

/** Brings the columns into the order of their pivots and returns those; stops where nothing has grown beyond 1. */
function eliminate(columns: Float64Array[], rates: Float64Array, time: number): number[] {
  const n = rates.length;
  const largest = new Float64Array(n);
  const growth = rates.map((rate) => Math.log(meanGrowth(rate, time)) / 2);
  const pivots: number[] = [];
  for (let step = 0; step < columns.length; step++) {
    largest.fill(0);
    for (let j = step; j < columns.length; j++) raise(largest, columns[j]!);
    const pivot = heaviest(largest, { rates, growth }, time);
    if (pivot === undefined) break;
    let chosen = step;
    for (let j = step; j < columns.length; j++) {
      if (Math.abs(columns[j]![pivot]!) > Math.abs(columns[chosen]![pivot]!)) chosen = j;
    }
    [columns[step], columns[chosen]] = [columns[chosen]!, columns[step]!];
    for (let j = step + 1; j < columns.length; j++) clear(columns[j]!, columns[step]!, pivot);
    pivots.push(pivot);
  }
  return pivots;
}

function raise(largest: Float64Array, column: Float64Array): void {
  for (let i = 0; i < largest.length; i++) {
    const size = Math.abs(column[i]!);
    if (size > largest[i]!) largest[i] = size;
  }
}

/** The mode whose largest entry, times its growth, is the largest and above 1; `growth` is the logarithm of the root of the mean growth. Logarithms keep what no number holds. */
function heaviest(
  largest: Float64Array,
  { rates, growth }: { readonly rates: Float64Array; readonly growth: Float64Array },
  time: number,
): number | undefined {
  let reference = 0;
  for (let i = 0; i < rates.length; i++) if (largest[i]! > 0) reference = Math.max(reference, rates[i]!);
  let [best, bestScore] = [-1, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rates.length; i++) {
    if (largest[i] === 0) continue;
    const rate = rates[i]!;
    // relative to the fastest, so that at late times the entries still decide between equal rates
    const score = (Math.max(rate, 0) - reference) * time + Math.log(largest[i]!) + growth[i]!;
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  return best >= 0 && reference * time + bestScore > 0 ? best : undefined;
}

/** Takes from a column the multiple of another that has the same entry in row `pivot`. */
function clear(column: Float64Array, by: Float64Array, pivot: number): void {
  const ratio = column[pivot]! / by[pivot]!;
  if (ratio === 0) return;
  for (let i = 0; i < column.length; i++) column[i] = column[i]! - ratio * by[i]!;
  column[pivot] = 0;
}

/** The start as it is, for times at which nothing has grown far: no pivots, B = I. */
export function ungrown(start: Matrix): GrowingFirst {
  return {
    time: 0,
    pivots: new Int32Array(0),
    pivotEntries: new Float64Array(0),
    rest: Int32Array.from({ length: start.rows }, (_, i) => i),
    restEntries: start,
    largestRatio: Number.POSITIVE_INFINITY,
    gram: identityMatrix(start.columns),
  };
}

/** The basis of some of the columns, in ascending order; the modes of the others have nothing in it. */
export function withColumns(basis: GrowingFirst, columns: readonly number[]): GrowingFirst {
  const { pivots, pivotEntries, rest, restEntries, gram } = basis;
  const h = gram.columns;
  const k = columns.length;
  const own = columns.filter((j) => j < pivots.length);
  const part = (from: Matrix, row: (i: number) => number, rows: number): Matrix => {
    const result = matrix(rows, k);
    for (let i = 0; i < rows; i++) {
      const start = row(i) * h;
      for (let j = 0; j < k; j++) result.data[i * k + j] = from.data[start + columns[j]!]!;
    }
    return result;
  };
  return {
    ...basis,
    pivots: Int32Array.from(own, (j) => pivots[j]!),
    pivotEntries: Float64Array.from(own, (j) => pivotEntries[j]!),
    restEntries: part(restEntries, (i) => i, rest.length),
    gram: part(gram, (i) => columns[i]!, k),
  };
}
