import { type Matrix, matrix, type Products } from "@lazyrich/linalg";
import type { GrowthBasis } from "./growingFirst.js";
import type { GrowthModes } from "./growthSystem.js";
import { meanGrowth } from "./meanGrowth.js";

/** What is smaller beside a state of 1 is far below rounding; times the least share of a layer in a mode, whose square its block is, below that of any block. */
const SETTLED = 1e-16;
/** The number of columns that have not settled is rounded up to a whole number of this share of all, or of so many, so that few systems are made. */
const SHARES = 16;
const FEW = 4;

/** Columns of a state that have one entry each and do not change any more, nor anything in the modes that shrink beside theirs. */
export interface SettledColumns {
  /** The mode of each column. */
  readonly modes: Int32Array;
  readonly values: Float64Array;
}

/** The settled columns of a basis, and the basis of the others; undefined where there are none. */
export interface SettledBasis {
  readonly settled: SettledColumns | undefined;
  readonly moving: GrowthBasis | undefined;
}

/**
 * Which columns of a basis have nothing left at a time but their own growing mode.
 *
 * Two columns are connected by the product of what each has, beside its own mode, in the start and in the modes that shrink. Either part falls as its mode
 * grows, so that a fast column parts from a slow one before its own part alone is below rounding. A mode that shrinks as its partner grows leaves the state with
 * the partner's column; what it still adds to the system does not change any more.
 */
export class Settling {
  readonly #basis: GrowthBasis;
  readonly #products: Products;
  readonly #rates: Float64Array;
  readonly #limit: number;
  /** Columns with a mode of their own, the fastest first. */
  readonly #bySpeed: readonly number[];
  /** The logarithm of how far each column reaches beyond its own mode, but for what that has grown by. */
  readonly #reaches: Float64Array;
  /** The fastest of all modes, and of those without a column. */
  readonly #fastest: number;
  readonly #fastestRest: number;
  readonly #partnerOf: (mode: number) => number | undefined;
  readonly #byMoving: (SettledBasis | undefined)[] = [];
  readonly #whole: SettledBasis;

  constructor(basis: GrowthBasis, { rates, pairs, leastShare }: GrowthModes, products: Products) {
    this.#basis = basis;
    this.#products = products;
    this.#rates = rates;
    this.#limit = Math.log(SETTLED * leastShare);
    this.#whole = { settled: undefined, moving: basis };
    this.#partnerOf = (mode) => (mode < pairs ? mode + pairs : undefined);
    const { pivots, pivotEntries, rest, restEntries } = basis;
    const h = restEntries.columns;
    const rateOf = (column: number): number => rates[pivots[column]!]!;
    this.#bySpeed = Array.from(pivots.keys()).sort((i, j) => rateOf(j) - rateOf(i) || i - j);
    this.#fastest = Math.max(...rates);
    this.#fastestRest = rest.reduce((most, mode) => Math.max(most, rates[mode]!), Number.NEGATIVE_INFINITY);
    const squares = pivotEntries.map((entry) => 1 / entry ** 2);
    const entries = new Float64Array(pivots.length).fill(1);
    const rowEntries = new Map<number, number>();
    for (let i = 0; i < rest.length; i++) {
      const rate = Math.abs(rates[rest[i]!]!);
      const weight = rate > 0 ? 1 / (2 * rate) : 0;
      let largest = 0;
      for (let j = 0; j < h; j++) {
        const entry = Math.abs(restEntries.data[i * h + j]!);
        largest = Math.max(largest, entry);
        if (j >= pivots.length) continue;
        squares[j] = squares[j]! + weight * entry * entry;
        entries[j] = Math.max(entries[j]!, entry);
      }
      rowEntries.set(rest[i]!, largest);
    }
    this.#reaches = entries.map((entry, j) => {
      const partner = this.#partnerOf(pivots[j]!);
      // a partner may have a column of its own
      const partnerEntry = partner === undefined ? 0 : (rowEntries.get(partner) ?? Number.POSITIVE_INFINITY);
      return Math.log(Math.max(entry, partnerEntry, Math.sqrt(2 * Math.max(0, rateOf(j)) * squares[j]!)));
    });
  }

  /** The settled columns at a time, and the basis of the others; the same objects as long as they are the same. */
  at(time: number): SettledBasis {
    const h = this.#basis.restEntries.columns;
    const share = Math.max(FEW, Math.ceil(h / SHARES));
    const moving = Math.min(h, Math.ceil((h - this.#settledCount(time)) / share) * share);
    if (moving === h) return this.#whole;
    this.#byMoving[moving] ??= this.#parted(moving, time);
    return this.#byMoving[moving];
  }

  /** How many of the fastest columns have settled. */
  #settledCount(time: number): number {
    if (-2 * this.#fastest * time > this.#limit) return 0;
    const { pivots, restEntries } = this.#basis;
    const reach = (column: number): number =>
      Math.min(0, this.#reaches[column]! - this.#rates[pivots[column]!]! * time);
    const isComplete = pivots.length === restEntries.columns;
    let farthest = Math.max(isComplete ? Number.NEGATIVE_INFINITY : 0, this.#fastestRest * time);
    for (const column of this.#bySpeed) farthest = Math.max(farthest, reach(column));
    let count = 0;
    for (const column of this.#bySpeed) {
      if (!(reach(column) + farthest < this.#limit)) break;
      count++;
    }
    return count;
  }

  /** The columns of the fastest modes settled, and a basis of the others without the modes that have gone. */
  #parted(moving: number, time: number): SettledBasis {
    const { pivots, pivotEntries, restEntries } = this.#basis;
    const h = restEntries.columns;
    const settled = this.#bySpeed.slice(0, h - moving).sort((i, j) => i - j);
    const isSettled = new Set(settled);
    const others = Array.from({ length: h }, (_, j) => j).filter((j) => !isSettled.has(j));
    const gone = new Set(settled.map((j) => this.#partnerOf(pivots[j]!)));
    return {
      settled: {
        modes: Int32Array.from(settled, (j) => pivots[j]!),
        values: Float64Array.from(
          settled,
          (j) => Math.sign(pivotEntries[j]!) / Math.sqrt(meanGrowth(this.#rates[pivots[j]!]!, time)),
        ),
      },
      moving: moving === 0 ? undefined : this.#partOf(others, gone),
    };
  }

  /** The basis of some of the columns, in ascending order, and without some modes that have shrunk to nothing, whose part in the system stays. */
  #partOf(columns: readonly number[], gone: ReadonlySet<number | undefined>): GrowthBasis {
    const { pivots, pivotEntries, rest, restEntries, gram } = this.#basis;
    const k = columns.length;
    const own = columns.filter((j) => j < pivots.length);
    const part = (from: Matrix, rows: readonly number[]): Matrix => {
      const result = matrix(rows.length, k);
      for (let i = 0; i < rows.length; i++) {
        for (let j = 0; j < k; j++) result.data[i * k + j] = from.data[rows[i]! * from.columns + columns[j]!]!;
      }
      return result;
    };
    const rows = Array.from(rest.keys());
    const kept = rows.filter((i) => !gone.has(rest[i]!));
    const leaving = rows.filter((i) => gone.has(rest[i]!));
    const left = part(restEntries, leaving);
    for (let i = 0; i < leaving.length; i++) {
      const root = Math.sqrt(-1 / (2 * this.#rates[rest[leaving[i]!]!]!));
      for (let j = 0; j < k; j++)
        left.data[i * k + j] = root * left.data[i * k + j]! * (pivotEntries[columns[j]!] ?? 1);
    }
    const system = part(gram, columns);
    const stays = this.#products.transposedProduct(left, left).data;
    for (let i = 0; i < k * k; i++) system.data[i] = system.data[i]! + stays[i]!;
    return {
      pivots: Int32Array.from(own, (j) => pivots[j]!),
      pivotEntries: Float64Array.from(own, (j) => pivotEntries[j]!),
      rest: Int32Array.from(kept, (i) => rest[i]!),
      restEntries: part(restEntries, kept),
      gram: system,
    };
  }
}
