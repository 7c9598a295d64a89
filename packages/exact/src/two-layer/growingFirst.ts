import { euclideanNorm, identityMatrix, type Matrix, matrix, type Products } from "@lazyrich/linalg";
import { meanGrowth } from "./meanGrowth.js";

/**
 * A basis of the hidden space in which the directions that have grown beyond the start are separated from each other and from the rest.
 *
 * With the start C (N x h, in the modes of rates lambda) and the basis B (h x h), the columns of C B are ordered: the first `pivots.length` have a
 * mode of their own, in which every other column is exactly 0; the remaining ones have not grown yet.
 */
export interface GrowthBasis {
  /** The mode that belongs to each of the first columns. */
  readonly pivots: Int32Array;
  /** The entry of that mode, the same length. */
  readonly pivotEntries: Float64Array;
  /** The other modes, in order; length N - pivots.length. */
  readonly rest: Int32Array;
  /** Their rows of C B, (N - pivots.length) x h; each of the first columns over its pivot entry, so that tiny starts have entries near 1. */
  readonly restEntries: Matrix;
  /** B^T B, h x h, with a diagonal of 1 in the first columns. */
  readonly gram: Matrix;
}

/** Such a basis as it was made for a time: it is well conditioned there and, unless directions cross, from there on. */
export interface GrowingFirst extends GrowthBasis {
  readonly time: number;
  /** When a further direction grows beyond the start. */
  readonly completeUntil: number;
  /**
   * Whether nothing is left of some column in the modes that grow, though rounding leaves something of most differences: the start is at a saddle as far as double
   * precision can tell, and what would grow from it is not known to be 0.
   */
  readonly hasLost: boolean;
  /** What it was made by, to be continued at a later time. */
  readonly elimination: Elimination;
}

/** C over B, by columns of length N + h: the first `count` have one entry in the first `count` rows, their pivot on the diagonal, where all others have none. */
export interface Elimination {
  readonly columns: readonly Float64Array[];
  /** The mode of each row of C. The rows of B are ordered as its columns are. */
  readonly modes: Int32Array;
  readonly count: number;
  /** The size of what the entries of each mode in the start are differences of; 0 where they are none. */
  readonly sizes: Float64Array;
}

/** The start C (N x h) over the identity, before anything is eliminated. */
export function notEliminated({ rows: n, columns: h, data }: Matrix, sizes: Float64Array): Elimination {
  const columns = columnsOf(new Float64Array(h * (n + h)), h);
  for (let j = 0; j < h; j++) {
    const column = columns[j]!;
    for (let i = 0; i < n; i++) column[i] = data[i * h + j]!;
    column[n + j] = 1;
  }
  return { columns, modes: Int32Array.from({ length: n }, (_, i) => i), count: 0, sizes };
}

/** Views of the columns that lie one after the other. */
function columnsOf(data: Float64Array, count: number): Float64Array[] {
  const length = data.length / count;
  return Array.from({ length: count }, (_, j) => data.subarray(j * length, (j + 1) * length));
}

/**
 * Gaussian elimination of the start with complete pivoting, each mode weighted by its growth sqrt((e^(2 lambda t) - 1)/(2 lambda)) up to time t.
 *
 * Only ratios within a mode are formed, so that the growth, which may be beyond any number, never enters the entries: modes, neurons and
 * directions of very different size keep their relative accuracy, and exact zeros stay zeros.
 *
 * @param from `notEliminated` of the start, or the elimination of an earlier time, whose pivots are kept.
 * @param modes their rates lambda, length N, and what multiplies.
 */
export function growingFirst(
  from: Elimination,
  { rates, products }: { readonly rates: Float64Array; readonly products: Products },
  time: number,
): GrowingFirst {
  const elimination = eliminated(from, rates, time);
  const { columns, modes, count } = elimination;
  const h = columns.length;
  const n = modes.length;
  const pivotEntries = new Float64Array(count);
  const order = Array.from({ length: n - count }, (_, i) => count + i).sort((i, j) => modes[i]! - modes[j]!);
  const restEntries = matrix(order.length, h);
  const basis = matrix(h, h);
  for (let j = 0; j < h; j++) {
    const column = columns[j]!;
    const length = j < count ? euclideanNorm(column.subarray(n)) : 1;
    if (j < count) pivotEntries[j] = column[j]! / length;
    const unit = j < count ? column[j]! : 1;
    for (let i = 0; i < order.length; i++) restEntries.data[i * h + j] = column[order[i]!]! / unit;
    for (let i = 0; i < h; i++) basis.data[i * h + j] = column[n + i]! / length;
  }
  return {
    ...{ time, elimination, pivotEntries, restEntries },
    completeUntil: completeUntil(elimination, rates),
    hasLost: hasLost(elimination, rates),
    pivots: modes.slice(0, count),
    rest: Int32Array.from(order, (i) => modes[i]!),
    gram: products.transposedProduct(basis, basis),
  };
}

/** When the largest entry without a pivot has grown to 1, but for the mean of its growth, which is of the order of 1 over the rate. */
function completeUntil({ columns, modes, count }: Elimination, rates: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = count; i < modes.length; i++) {
    const rate = rates[modes[i]!]!;
    if (!(rate > 0)) continue;
    for (let j = count; j < columns.length; j++) {
      const entry = Math.abs(columns[j]![i]!);
      if (entry > 0) least = Math.min(least, -Math.log(entry) / rate);
    }
  }
  return least;
}

/** A difference below this share of what it is of is far below its rounding. */
const NOTHING = 1e-17;

function hasLost({ columns, modes, count, sizes }: Elimination, rates: Float64Array): boolean {
  const n = modes.length;
  return columns.some((column, j) => {
    const parts = column.subarray(n);
    const size = parts.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    let [terms, left] = [0, 0];
    for (let i = j < count ? j : count; i < (j < count ? j + 1 : n); i++) {
      const mode = modes[i]!;
      if (!(rates[mode]! > 0)) continue;
      terms = Math.max(terms, sizes[mode]! * size);
      left = Math.max(left, Math.abs(column[i]!));
    }
    return left < NOTHING * terms;
  });
}

function eliminated(from: Elimination, rates: Float64Array, time: number): Elimination {
  const modes = from.modes.slice();
  const h = from.columns.length;
  const n = modes.length;
  const columns = columnsOf(new Float64Array(h * (n + h)), h);
  for (let j = 0; j < h; j++) columns[j]!.set(from.columns[j]!);
  const growth = rates.map((rate) => Math.log(meanGrowth(rate, time)) / 2);
  const largest = new Float64Array(n);
  let count = from.count;
  for (let j = count; j < h; j++) raise(largest, columns[j]!, count);
  while (count < h) {
    const pivot = heaviest(largest, modes, { from: count, rates, growth, time });
    if (pivot === undefined) break;
    let chosen = count;
    for (let j = count; j < h; j++) {
      if (Math.abs(columns[j]![pivot]!) > Math.abs(columns[chosen]![pivot]!)) chosen = j;
    }
    swap(modes, count, pivot);
    swap(columns, count, chosen);
    for (const column of columns) {
      swap(column, count, pivot);
      swap(column, n + count, n + chosen);
    }
    const by = columns[count]!;
    largest.fill(0);
    for (let j = count + 1; j < h; j++) {
      const column = columns[j]!;
      // below its diagonal B is 0
      clear(column, by, { row: count, first: count + 1, end: n, last: n + count });
      raise(largest, column, count + 1);
    }
    count++;
  }
  for (let step = count - 1; step >= Math.max(1, from.count); step--) {
    // beside its pivot it has nothing left in the rows of others
    const rows = { row: step, first: count, end: n, last: n + count - 1 };
    for (let j = 0; j < step; j++) clear(columns[j]!, columns[step]!, rows);
  }
  return { columns, modes, count, sizes: from.sizes };
}

interface ClearedRows {
  /** The row that becomes 0. */
  readonly row: number;
  /** The other rows of C are from `first` to before `end`, where those of B begin. */
  readonly first: number;
  readonly end: number;
  readonly last: number;
}

/** Takes from a column the multiple of another that has the same entry in a row. */
function clear(column: Float64Array, by: Float64Array, { row, first, end, last }: ClearedRows): void {
  const ratio = column[row]! / by[row]!;
  column[row] = 0;
  if (ratio === 0) return;
  for (let i = first; i < end; i++) column[i] = column[i]! - ratio * by[i]!;
  for (let i = end; i <= last; i++) column[i] = column[i]! - ratio * by[i]!;
}

function swap<T>(list: { [index: number]: T }, i: number, j: number): void {
  const held = list[i]!;
  list[i] = list[j]!;
  list[j] = held;
}

function raise(largest: Float64Array, column: Float64Array, from: number): void {
  for (let i = from; i < largest.length; i++) {
    const size = Math.abs(column[i]!);
    if (size > largest[i]!) largest[i] = size;
  }
}

/** The row whose largest entry, times the growth of its mode, is the largest and above 1; `growth` is the logarithm of the root of the mean growth. Logarithms keep what no number holds. */
function heaviest(
  largest: Float64Array,
  modes: Int32Array,
  {
    from,
    rates,
    growth,
    time,
  }: { readonly from: number; readonly rates: Float64Array; readonly growth: Float64Array; readonly time: number },
): number | undefined {
  let reference = 0;
  for (let i = from; i < modes.length; i++) if (largest[i]! > 0) reference = Math.max(reference, rates[modes[i]!]!);
  let [best, bestScore] = [-1, Number.NEGATIVE_INFINITY];
  for (let i = from; i < modes.length; i++) {
    if (largest[i] === 0) continue;
    const mode = modes[i]!;
    // relative to the fastest, so that at late times the entries still decide between equal rates
    const score = (Math.max(rates[mode]!, 0) - reference) * time + Math.log(largest[i]!) + growth[mode]!;
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  return best >= 0 && reference * time + bestScore > 0 ? best : undefined;
}

/** The start as it is, for times at which nothing has grown far: no pivots, B = I. */
export function ungrown(start: Matrix, sizes: Float64Array): GrowingFirst {
  return {
    time: 0,
    completeUntil: 0,
    hasLost: false,
    pivots: new Int32Array(0),
    pivotEntries: new Float64Array(0),
    rest: Int32Array.from({ length: start.rows }, (_, i) => i),
    restEntries: start,
    gram: identityMatrix(start.columns),
    elimination: notEliminated(start, sizes),
  };
}
