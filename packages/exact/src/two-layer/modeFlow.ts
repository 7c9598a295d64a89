import { euclideanNorm, type Matrix, type Products } from "@lazyrich/linalg";
import { type GrowingFirst, growingFirst, ungrown } from "./growingFirst.js";
import { type GrowthModes, GrowthSystem, type GrowthWorkspace } from "./growthSystem.js";
import { type SettledBasis, type SettledColumns, Settling } from "./settling.js";

/** A basis is left for a new one where the condition number of the equations, a bound of what rounding grows by, is above this. */
const CONDITION = 100;
/** Entries this small are far below the rounding of all that they are added to, and their products would be subnormal, which is slow. */
const NEGLIGIBLE = 1e-150;

/** The least entry of a state whose start and rates are between 1e-100 and 1e100: below, it is subnormal for the products. */
const LEAST = 1e-280;

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
  /** The columns of Q(t) that have settled at the time last asked for, if any; the same object as long as they are the same. */
  settled: SettledColumns | undefined;
  /** Whether double precision cannot tell where the flow goes then: see `GrowingFirst`. */
  hasLost = false;
  /** The number k of the others, and these, N x k, row-major. */
  moving: number;
  readonly state: Float64Array;
  readonly #start: Matrix;
  readonly #modes: GrowthModes;
  readonly #space: GrowthWorkspace;
  readonly #growth: { readonly rates: Float64Array; readonly products: Products };
  readonly #fastest: number;
  readonly #startSquare: number;
  readonly #ungrown: GrowingFirst;
  readonly #bases: GrowingFirst[] = [];
  readonly #settlings = new Map<GrowingFirst, Settling>();
  readonly #systems: GrowthSystem[] = [];

  /**
   * @param start C, N x h.
   * @param modes N modes.
   * @param sizes of what the entries of each mode in C are differences of, length N; 0 where they are none.
   * @param space of `growthShapes(N, h)`.
   */
  constructor(
    start: Matrix,
    {
      rates,
      excess,
      pairs,
      products,
    }: Pick<GrowthModes, "rates" | "excess" | "pairs"> & { readonly products: Products },
    sizes: Float64Array,
    space: GrowthWorkspace,
  ) {
    this.#start = start;
    this.#space = space;
    this.#startSquare = euclideanNorm(start.data) ** 2;
    this.#ungrown = ungrown(start, sizes);
    this.#growth = { rates, products };
    this.#fastest = Math.max(...rates);
    const isOrdinary = [this.#startSquare, this.#fastest].every((size) => size > 1e-100 && size < 1e100);
    // a pair of modes has the small rate excess and the large one 2 rate - excess; the square of their quotient's root is what one layer is of the other
    const shares = Array.from(rates, (rate, i) => (excess[i]! > 0 ? excess[i]! / (2 * rate - excess[i]!) : 1));
    this.#modes = {
      ...{ rates, excess, pairs, leastShare: Math.min(...shares) },
      negligible: isOrdinary ? NEGLIGIBLE : 0,
      least: isOrdinary ? LEAST : 0,
    };
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
    const earlier = nearest && nearest.time <= time ? nearest : undefined;
    if (nearest && !this.#hasOutgrown(nearest, time) && this.#advanceIn(nearest, time)) return;
    if (earlier !== undefined) {
      const continued = growingFirst(earlier.elimination, this.#growth, time);
      if (continued.pivots.length > earlier.pivots.length && this.#advanceIn(continued, time)) {
        this.#bases.push(continued);
        return;
      }
    }
    const basis = growingFirst(this.#ungrown.elimination, this.#growth, time);
    this.#bases.push(basis);
    this.settled = undefined;
    this.hasLost = basis.hasLost;
    this.moving = this.#start.columns;
    const system = this.#system(this.moving);
    system.solve(basis, time);
    system.finish(basis, time, this.state);
  }

  /** Whether at a time a further direction has grown beyond the start, so that it should have a column of its own. */
  #hasOutgrown(basis: GrowingFirst, time: number): boolean {
    return time > 2 * basis.time && time > basis.completeUntil;
  }

  /** Brings the state to a time in a basis, and returns whether it is well conditioned there. */
  #advanceIn(basis: GrowingFirst, time: number): boolean {
    const { settled, moving } = this.#partedAt(basis, time);
    this.hasLost = basis.hasLost;
    this.settled = settled;
    this.moving = this.#start.columns - (settled?.modes.length ?? 0);
    if (moving === undefined) return true;
    const system = this.#system(this.moving);
    if (!(system.solve(moving, time) < CONDITION)) return false;
    system.finish(moving, time, this.state);
    return true;
  }

  /** All columns of the state, N x h. */
  wholeState(): Float64Array {
    if (this.settled === undefined) return this.state;
    const { modes, values } = this.settled;
    const [k, h] = [this.moving, this.#start.columns];
    const whole = new Float64Array(this.#start.rows * h);
    for (let i = 0; i < this.#start.rows; i++) whole.set(this.state.subarray(i * k, (i + 1) * k), i * h);
    for (let j = 0; j < modes.length; j++) whole[modes[j]! * h + k + j] = values[j]!;
    return whole;
  }

  #partedAt(basis: GrowingFirst, time: number): SettledBasis {
    if (this.#modes.negligible === 0) return { settled: undefined, moving: basis };
    let settling = this.#settlings.get(basis);
    if (settling === undefined) {
      settling = new Settling(basis, this.#modes, this.#growth.products);
      this.#settlings.set(basis, settling);
    }
    return settling.at(time);
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
