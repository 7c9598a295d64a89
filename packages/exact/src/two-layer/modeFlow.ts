import { euclideanNorm, type Matrix, matrix, type Products, type Workspace, workspace } from "@lazyrich/linalg";
import { type GrowingFirst, growingFirst, ungrown } from "./growingFirst.js";
import { inverseCholesky, inverseCholeskyShapes } from "./inverseCholesky.js";
import { meanGrowth } from "./meanGrowth.js";

/** A basis is left for a new one where the condition number of the equations, a bound of what rounding grows by, is above this. */
const CONDITION = 30;
/** Below this exponent products of exponentials neither overflow nor underflow. */
const SEPARABLE = 300;
/** Beside the pivots' 1 the exponential of this is negligible, whatever it multiplies. */
const LOST = -1500;

/** Beside a state of 1, what is smaller is far below rounding, and below that of blocks which are themselves small. */
const SETTLED = 1e-60;

/** A state of one entry a column. */
export interface SettledState {
  /** The mode of each column. */
  readonly modes: Int32Array;
  readonly values: Float64Array;
}

/** Rates of the modes, by how much those above 0 exceed a common part, and what multiplies. */
interface GrowthModes {
  readonly rates: Float64Array;
  readonly excess: Float64Array;
  readonly products: Products;
}

/**
 * The flow Q' = diag(rates) Q - 1/2 Q Q^T Q of N modes and h columns, up to a rotation of the columns:
 *
 *     Q Q^T(t) = E C (I + C^T Phi C)^-1 C^T E,   E = e^(rates t),   Phi = (E^2 - 1)/(2 rates),
 *
 * evaluated in a basis of the columns that `growingFirst` makes for some time near t. The h x h system is then well conditioned, whatever has
 * grown, vanished or has not grown yet, and nothing overflows. Bases are made when a time first needs one, and kept.
 */
export class ModeFlow {
  /** Q(t) of the time last asked for, up to a rotation of its columns; N x h, row-major. */
  readonly state: Float64Array;
  /** The state of the time last asked for, if it is settled; `state` is then not written. */
  settled: SettledState | undefined;
  readonly #isGrowing: ReadonlySet<number>;
  readonly #start: Matrix;
  readonly #modes: GrowthModes;
  readonly #rates: Float64Array;
  readonly #excess: Float64Array;
  /** What the rates of all growing modes have in common. */
  readonly #common: number;
  readonly #fastest: number;
  readonly #startSquare: number;
  readonly #negligible: number;
  readonly #least: number;
  readonly #ungrown: GrowingFirst;
  readonly #bases: GrowingFirst[] = [];
  readonly #shrink: Float64Array;
  readonly #diagonal: Float64Array;
  readonly #invertRoot: (system: Matrix, root: Matrix) => boolean;
  readonly #space: Workspace<
    "z" | "weighted" | "square" | "system" | "root" | "moved" | keyof ReturnType<typeof inverseCholeskyShapes>
  >;

  /**
   * @param start C, N x h.
   * @param modes N modes.
   */
  constructor(start: Matrix, modes: GrowthModes) {
    const { rates, excess, products } = modes;
    const { rows: n, columns: h } = start;
    this.#start = start;
    this.#startSquare = euclideanNorm(start.data) ** 2;
    this.#ungrown = ungrown(start);
    this.#modes = modes;
    this.#rates = rates;
    this.#excess = excess;
    this.#fastest = Math.max(...rates);
    this.#isGrowing = new Set(Array.from(rates.keys()).filter((mode) => rates[mode]! > 0));
    const isOrdinary = [this.#startSquare, this.#fastest].every((size) => size > 1e-100 && size < 1e100);
    this.#negligible = isOrdinary ? NEGLIGIBLE : 0;
    this.#least = isOrdinary ? LEAST : 0;
    this.#common = Math.max(0, ...rates.map((rate, i) => rate - excess[i]!));
    this.state = new Float64Array(n * h);
    this.#shrink = new Float64Array(h);
    this.#diagonal = new Float64Array(h);
    this.#space = workspace(
      {
        z: [n, h],
        weighted: [n, h],
        moved: [n, h],
        square: [h, h],
        system: [h, h],
        root: [h, h],
        ...inverseCholeskyShapes(h),
      },
      products.build,
    );
    this.#invertRoot = inverseCholesky(this.#space, h);
  }

  /** Number of bases made so far. */
  get basisCount(): number {
    return this.#bases.length;
  }

  /** Brings `state` to a time >= 0. */
  advance(time: number): void {
    const nearest = this.#nearest(time);
    this.settled = nearest ? this.#settle(nearest, time) : undefined;
    if (this.settled) return;
    if (nearest && this.#solve(nearest, time) < CONDITION) {
      this.#finish(nearest, time);
      return;
    }
    const basis = growingFirst(this.#start, this.#modes, time);
    this.#bases.push(basis);
    this.#solve(basis, time);
    this.#finish(basis, time);
  }

  /** `state`, also where it is settled. */
  wholeState(): Float64Array {
    if (this.settled) {
      const { modes, values } = this.settled;
      this.state.fill(0);
      for (let j = 0; j < modes.length; j++) this.state[modes[j]! * modes.length + j] = values[j]!;
    }
    return this.state;
  }

  /**
   * The state where nothing is left but the growing modes, one a column, or undefined: the modes that shrink, and the start itself, are then below SETTLED
   * beside them, since their exponentials are.
   */
  #settle({ pivots, pivotEntries, largestRatio }: GrowingFirst, time: number): SettledState | undefined {
    const h = this.#shrink.length;
    if (pivots.length < h || this.#negligible === 0) return undefined;
    let slowest = Number.POSITIVE_INFINITY;
    for (let j = 0; j < h; j++) slowest = Math.min(slowest, this.#rates[pivots[j]!]!);
    if (!(slowest > 0 && this.#isGrowing.size === h && largestRatio * Math.exp(-slowest * time) < Math.sqrt(SETTLED))) {
      return undefined;
    }
    const values = new Float64Array(h);
    for (let j = 0; j < h; j++)
      values[j] = Math.sign(pivotEntries[j]!) / Math.sqrt(meanGrowth(this.#rates[pivots[j]!]!, time));
    return { modes: pivots, values };
  }

  /** Whether the start is as well conditioned at a time as a basis would make it, and no mode has grown by more than e^(1/2). */
  isEarly(time: number): boolean {
    return this.#fastest * time <= 0.5 && this.#startSquare * time <= 1;
  }

  /**
   * Brings rows of e^(Ht) Q_0 at an early time, in any coordinates (N x h), to those of Q(t): what is small there, as a layer that begins at 0, is not summed
   * from modes.
   */
  finishEarly(time: number, rows: Matrix): void {
    this.#solve(this.#ungrown, time);
    const { z, root, moved } = this.#space.matrices;
    z.data.set(rows.data);
    rows.data.set(this.#space.productTransposed(z, root, moved).data);
  }

  #nearest(time: number): GrowingFirst | undefined {
    let nearest: GrowingFirst | undefined;
    for (const basis of this.#bases) {
      if (!nearest || Math.abs(basis.time - time) < Math.abs(nearest.time - time)) nearest = basis;
    }
    return nearest;
  }

  /**
   * Forms the system in the basis, each column divided by its growth, and writes L^-1 of it into `root`.
   *
   * @returns the mean over the columns of 1/sin^2 of the angle to all others, which bounds the condition number up to a factor h.
   */
  #solve(basis: GrowingFirst, time: number): number {
    const { weighted, square, system, root } = this.#space.matrices;
    const { pivots, pivotEntries, rest, gram } = basis;
    const h = gram.rows;
    const rates = this.#rates;
    this.#scaleRest(basis, time);
    const used = rowsOfSpace(weighted, rest.length);
    this.#space.transposedProduct(used, used, square);
    const shrink = this.#shrink.fill(1);
    for (let j = 0; j < pivots.length; j++) {
      const inverse = inverseGrowth(pivotEntries[j]!, Math.max(rates[pivots[j]!]!, 0) * time);
      shrink[j] = settled(inverse, this.#negligible);
    }
    for (let i = 0; i < h; i++) {
      const factor = shrink[i]!;
      for (let j = 0, k = i * h; j <= i; j++, k++) {
        system.data[k] = settled(square.data[k]! + factor * gram.data[k]! * shrink[j]!, this.#negligible);
      }
    }
    for (let j = 0; j < pivots.length; j++) {
      system.data[j * h + j] = system.data[j * h + j]! + meanGrowth(rates[pivots[j]!]!, time);
    }
    if (!this.#invertRoot(system, root)) return Number.POSITIVE_INFINITY;
    const diagonal = this.#diagonal;
    let sum = 0;
    for (let j = 0; j < h; j++) diagonal[j] = system.data[j * h + j]!;
    for (let i = 0; i < h; i++) {
      for (let j = 0, k = i * h; j <= i; j++, k++) {
        const entry = settled(root.data[k]!, this.#negligible);
        root.data[k] = entry;
        sum += diagonal[j]! * entry * entry;
      }
    }
    return sum / h;
  }

  /**
   * Writes the rows of C B without a pivot, times their growth e^(max(rate, 0) t), divided by that of the columns, into `z`, and those times the
   * root of their mean growth into `weighted`. What growing modes have in common cancels before it is multiplied by t: far from balance it is much
   * larger than their differences, which turn the kernel.
   */
  #scaleRest({ pivots, rest, restEntries }: GrowingFirst, time: number): void {
    const z = this.#space.matrices.z.data;
    const weighted = this.#space.matrices.weighted.data;
    const entries = restEntries.data;
    const h = restEntries.columns;
    const exponents = new Float64Array(h);
    const hasGrown = new Float64Array(h);
    for (let j = 0; j < pivots.length; j++) {
      exponents[j] = this.#excess[pivots[j]!]! * time;
      hasGrown[j] = this.#rates[pivots[j]!]! > 0 ? 1 : 0;
    }
    const common = this.#common * time;
    const isSeparable = this.#fastest * time < SEPARABLE;
    const inGrowing = exponents.map((exponent, j) => Math.exp((1 - hasGrown[j]!) * common - exponent));
    const inOthers = exponents.map((exponent, j) => Math.exp(-hasGrown[j]! * common - exponent));
    for (let i = 0; i < rest.length; i++) {
      const rate = this.#rates[rest[i]!]!;
      const exponent = this.#excess[rest[i]!]! * time;
      const weight = Math.sqrt(meanGrowth(rate, time));
      // what does not grow has no exponent of its own
      if (isSeparable || (exponent === 0 && rate <= 0)) {
        const factor = Math.exp(exponent);
        const factors = rate > 0 ? inGrowing : inOthers;
        for (let j = 0, k = i * h; j < h; j++, k++) {
          const entry = entries[k]! * factor * factors[j]!;
          z[k] = j < pivots.length ? settled(entry, this.#negligible) : entry;
          weighted[k] = settled(weight * entry, this.#negligible);
        }
        continue;
      }
      for (let j = 0, k = i * h; j < h; j++, k++) {
        const shared = ((rate > 0 ? 1 : 0) - hasGrown[j]!) * common;
        const power = shared + (exponent - exponents[j]!);
        const isLost = entries[k] === 0 || (j < pivots.length && power < LOST);
        const entry = isLost ? 0 : entries[k]! * Math.exp(power);
        z[k] = j < pivots.length ? settled(entry, this.#negligible) : entry;
        weighted[k] = settled(weight * entry, this.#negligible);
      }
    }
  }

  /** From `z` and `root` to the state: E C B L^-T in the scaled columns. */
  #finish({ pivots, rest }: GrowingFirst, time: number): void {
    const { z, root, moved } = this.#space.matrices;
    const h = root.rows;
    const rates = this.#rates;
    const result = rowsOfSpace(moved, rest.length);
    this.#space.productTransposed(rowsOfSpace(z, rest.length), root, result);
    const state = this.state;
    for (let i = 0; i < rest.length; i++) {
      const mode = rest[i]!;
      const factor = Math.exp(Math.min(rates[mode]!, 0) * time);
      for (let j = 0, from = i * h, to = mode * h; j < h; j++) {
        const entry = factor * result.data[from + j]!;
        state[to + j] = settled(entry, this.#least);
      }
    }
    for (let j = 0; j < pivots.length; j++) {
      const mode = pivots[j]!;
      const factor = Math.exp(Math.min(rates[mode]!, 0) * time);
      for (let i = 0, to = mode * h; i < h; i++) state[to + i] = factor * root.data[i * h + j]!;
    }
  }
}

/** Entries this small are far below the rounding of all that they are added to, and their products would be subnormal, which is slow. */
const NEGLIGIBLE = 1e-150;

/** The least entry of a state whose start and rates are between 1e-100 and 1e100: below, it is subnormal for the products. */
const LEAST = 1e-280;

/** An entry of the scaled basis, without what is negligible beside the pivots' 1. */
function settled(entry: number, negligible: number): number {
  return entry < negligible && entry > -negligible ? 0 : entry;
}

/** e^-exponent/entry, where the quotient is a number although the exponential may not be. */
function inverseGrowth(entry: number, exponent: number): number {
  if (exponent < SEPARABLE) return Math.exp(-exponent) / entry;
  return Math.sign(entry) * Math.exp(-exponent - Math.log(Math.abs(entry)));
}

/** The first rows of a matrix, as a matrix in the same memory. */
function rowsOfSpace({ columns, data }: Matrix, rows: number): Matrix {
  return matrix(rows, columns, data.subarray(0, rows * columns));
}
