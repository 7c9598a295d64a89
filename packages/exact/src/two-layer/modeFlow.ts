import { euclideanNorm, type Matrix, type Products } from "@lazyrich/linalg";
import { type GrowingFirst, growingFirst, ungrown, withColumns } from "./growingFirst.js";
import { type GrowthModes, GrowthSystem, type GrowthWorkspace } from "./growthSystem.js";
import { meanGrowth } from "./meanGrowth.js";

/** A basis is left for a new one where the condition number of the equations, a bound of what rounding grows by, is above this. */
const CONDITION = 100;
/** What is smaller beside a state of 1 is far below rounding; times the least share of a layer in a mode, whose square its block is, below that of any block. */
const SETTLED = 1e-18;
/** The number of columns that have not settled is rounded up to a whole number of this share of all, so that few systems are made. */
const SHARES = 16;
/** Entries this small are far below the rounding of all that they are added to, and their products would be subnormal, which is slow. */
const NEGLIGIBLE = 1e-150;

/** The least entry of a state whose start and rates are between 1e-100 and 1e100: below, it is subnormal for the products. */
const LEAST = 1e-280;

/** Columns of a state that have one entry each and do not change any more. */
export interface SettledColumns {
  /** The mode of each column. */
  readonly modes: Int32Array;
  readonly values: Float64Array;
}

const NO_COLUMNS: SettledColumns = { modes: new Int32Array(0), values: new Float64Array(0) };

/** A basis in which the last columns have settled, and the one of the others. */
interface SettledBasis {
  readonly settled: SettledColumns;
  readonly moving: GrowingFirst | undefined;
}

/** Those of one basis by the number of columns that move, and the fastest rate, or 0, of the modes without a column of their own. */
interface SettledBases {
  readonly fastestRest: number;
  readonly byMoving: (SettledBasis | undefined)[];
}

/**
 * The flow Q' = diag(rates) Q - 1/2 Q Q^T Q of N modes and h columns, up to a rotation of the columns:
 *
 *     Q Q^T(t) = E C (I + C^T Phi C)^-1 C^T E,   E = e^(rates t),   Phi = (E^2 - 1)/(2 rates),
 *
 * evaluated in a basis of the columns that `growingFirst` makes for some time near t. The h x h system is then well conditioned, whatever has
 * grown, vanished or has not grown yet, and nothing overflows. Bases are made when a time first needs one, and kept. A column that has grown so far that
 * nothing else is left in it stays as it is, and leaves the system.
 */
export class ModeFlow {
  /** The columns of Q(t) that have settled at the time last asked for; the same object as long as they are the same. */
  settled: SettledColumns = NO_COLUMNS;
  /** The number k of the others, and these, N x k, row-major. */
  moving: number;
  readonly state: Float64Array;
  readonly #start: Matrix;
  readonly #modes: GrowthModes;
  readonly #products: Products;
  readonly #space: GrowthWorkspace;
  readonly #rates: Float64Array;
  readonly #fastest: number;
  readonly #startSquare: number;
  readonly #settledBelow: number;
  readonly #ungrown: GrowingFirst;
  readonly #bases: GrowingFirst[] = [];
  readonly #settledBases = new Map<GrowingFirst, SettledBases>();
  readonly #systems: GrowthSystem[] = [];

  /**
   * @param start C, N x h.
   * @param modes N modes.
   * @param space of `growthShapes(N, h)`.
   */
  constructor(
    start: Matrix,
    {
      rates,
      excess,
      products,
    }: { readonly rates: Float64Array; readonly excess: Float64Array; readonly products: Products },
    space: GrowthWorkspace,
  ) {
    this.#start = start;
    this.#space = space;
    this.#products = products;
    this.#startSquare = euclideanNorm(start.data) ** 2;
    this.#ungrown = ungrown(start);
    this.#rates = rates;
    this.#fastest = Math.max(...rates);
    const isOrdinary = [this.#startSquare, this.#fastest].every((size) => size > 1e-100 && size < 1e100);
    this.#modes = {
      ...{ rates, excess },
      negligible: isOrdinary ? NEGLIGIBLE : 0,
      least: isOrdinary ? LEAST : 0,
    };
    // a pair of modes has the small rate excess and the large one 2 rate - excess; the square of their quotient's root is what one layer is of the other
    const shares = Array.from(rates, (rate, i) => (excess[i]! > 0 ? excess[i]! / (2 * rate - excess[i]!) : 1));
    this.#settledBelow = SETTLED * Math.min(...shares);
    this.moving = start.columns;
    this.state = new Float64Array(start.rows * start.columns);
  }

  /** Number of bases made so far. */
  get basisCount(): number {
    return this.#bases.length;
  }

  /** Brings the state to a time >= 0. */
  advance(time: number): void {
    const nearest = this.#nearest(time);
    if (nearest) {
      const { settled, moving } = this.#settledAt(nearest, time);
      this.settled = settled;
      this.moving = this.#start.columns - settled.modes.length;
      if (moving === undefined) return;
      const system = this.#system(this.moving);
      if (system.solve(moving, time) < CONDITION) {
        system.finish(moving, time, this.state);
        return;
      }
    }
    const basis = growingFirst(this.#start, { rates: this.#rates, products: this.#products }, time);
    this.#bases.push(basis);
    this.settled = NO_COLUMNS;
    this.moving = this.#start.columns;
    const system = this.#system(this.moving);
    system.solve(basis, time);
    system.finish(basis, time, this.state);
  }

  /** All columns of the state, N x h. */
  wholeState(): Float64Array {
    const { modes, values } = this.settled;
    const [k, h] = [this.moving, this.#start.columns];
    if (k === h) return this.state;
    const whole = new Float64Array(this.#start.rows * h);
    for (let i = 0; i < this.#start.rows; i++) whole.set(this.state.subarray(i * k, (i + 1) * k), i * h);
    for (let j = 0; j < modes.length; j++) whole[modes[j]! * h + k + j] = values[j]!;
    return whole;
  }

  /**
   * Which columns of a basis have nothing left at a time but their own growing mode: the modes that shrink, the start itself, and so what connects them with
   * others, are then far below rounding beside it, since their exponentials are.
   */
  #settledAt(basis: GrowingFirst, time: number): SettledBasis {
    const whole = { settled: NO_COLUMNS, moving: basis };
    const h = this.#start.columns;
    let known = this.#settledBases.get(basis);
    if (known === undefined) {
      known = { fastestRest: basis.rest.reduce((most, mode) => Math.max(most, this.#rates[mode]!), 0), byMoving: [] };
      this.#settledBases.set(basis, known);
    }
    if (this.#modes.negligible === 0) return whole;
    const slowest = known.fastestRest + Math.log(basis.largestRatio / this.#settledBelow) / time;
    let count = 0;
    for (const mode of basis.pivots) if (this.#rates[mode]! > slowest) count++;
    const share = Math.ceil(h / SHARES);
    const moving = Math.min(h, Math.ceil((h - count) / share) * share);
    if (moving === h) return whole;
    known.byMoving[moving] ??= this.#parted(basis, moving, time);
    return known.byMoving[moving];
  }

  /** The columns of the fastest modes settled, and a basis of the others. */
  #parted(basis: GrowingFirst, moving: number, time: number): SettledBasis {
    const h = this.#start.columns;
    const { pivots, pivotEntries } = basis;
    const rateOf = (column: number): number =>
      column < pivots.length ? this.#rates[pivots[column]!]! : Number.NEGATIVE_INFINITY;
    // those without a pivot are the last, so that the order within each part is that of the basis
    const bySpeed = Array.from({ length: h }, (_, j) => j).sort((i, j) => rateOf(j) - rateOf(i) || i - j);
    const settled = bySpeed.slice(0, h - moving).sort((i, j) => i - j);
    const others = bySpeed.slice(h - moving).sort((i, j) => i - j);
    return {
      settled: {
        modes: Int32Array.from(settled, (j) => pivots[j]!),
        values: Float64Array.from(
          settled,
          (j) => Math.sign(pivotEntries[j]!) / Math.sqrt(meanGrowth(this.#rates[pivots[j]!]!, time)),
        ),
      },
      moving: moving === 0 ? undefined : withColumns(basis, others),
    };
  }

  #system(h: number): GrowthSystem {
    this.#systems[h] ??= new GrowthSystem(this.#modes, this.#space, h);
    return this.#systems[h];
  }

  /** Whether the start is as well conditioned at a time as a basis would make it, and no mode has grown by more than e^(1/2). */
  isEarly(time: number): boolean {
    return this.#fastest * time <= 0.5 && this.#startSquare * time <= 1;
  }

  /** Brings rows of e^(Ht) Q_0 at an early time, in any coordinates (N x h), to those of Q(t). */
  finishEarly(time: number, rows: Matrix): void {
    this.#system(this.#start.columns).finishEarly(this.#ungrown, time, rows);
  }

  #nearest(time: number): GrowingFirst | undefined {
    let nearest: GrowingFirst | undefined;
    for (const basis of this.#bases) {
      if (!nearest || Math.abs(basis.time - time) < Math.abs(nearest.time - time)) nearest = basis;
    }
    return nearest;
  }
}
